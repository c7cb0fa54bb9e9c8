"""The addresses of papers, below `/<partnership>/papers/`."""

from django.urls import path

from thegither.spine.papers.views import attached

app_name = "papers"

urlpatterns = [
    path("<uuid:paper_id>/", attached.file, name="file"),
    path("<uuid:paper_id>/take-away/", attached.withdraw, name="withdraw"),
    path("of/<uuid:record_id>/add/", attached.add, name="add"),
]
