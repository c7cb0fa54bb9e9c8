"""The addresses of papers, below `/<partnership>/papers/`."""

from django.urls import path

from thegither.spine.papers.views import attached, versions

app_name = "papers"

urlpatterns = [
    path("<uuid:paper_id>/", attached.file, name="file"),
    path("<uuid:paper_id>/take-away/", attached.withdraw, name="withdraw"),
    path("of/<uuid:record_id>/add/", attached.add, name="add"),
    path("of/<uuid:record_id>/versions/", versions.versions, name="versions"),
    path("versions/<uuid:version_id>/remove/", versions.remove, name="remove_version"),
]
