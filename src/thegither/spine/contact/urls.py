"""The addresses of contact, below `/<partnership>/contact/`."""

from django.urls import path

from thegither.spine.contact.views import reaching

app_name = "contact"

urlpatterns = [
    path("reach/", reaching.choose, name="choose"),
    path("off/<str:token>/", reaching.off, name="off"),
]
