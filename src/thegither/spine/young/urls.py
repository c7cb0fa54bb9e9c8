"""The addresses about under-18s, below `/<partnership>/young-people/`."""

from django.urls import path

from thegither.spine.young import views

app_name = "young"

urlpatterns = [
    path("<uuid:activity_id>/", views.about, name="about"),
    path("<uuid:activity_id>/keep/", views.keep, name="keep"),
    path("<uuid:activity_id>/rule/", views.set_rule, name="set_rule"),
    path("<uuid:activity_id>/<uuid:consent_id>/delete/", views.withdraw, name="withdraw"),
]
