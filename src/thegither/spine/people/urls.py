"""The addresses of people: the front door, and the register below each partnership."""

from django.urls import path

from thegither.spine.people.views import sign_in

app_name = "people"

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.use_code, name="use_code"),
    path("sign-in/who/", sign_in.who_are_you, name="who_are_you"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("sign-out/everywhere/", sign_in.sign_out_everywhere, name="sign_out_everywhere"),
]
