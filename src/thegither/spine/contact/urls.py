"""The addresses of contact, below `/<partnership>/contact/`."""

from django.urls import path

from thegither.spine.contact.views import asking, helping, invited, reaching

app_name = "contact"
ACTIVITY, INVITATION = "<uuid:activity_id>/", "invited/<uuid:invitation_id>/"

urlpatterns = [
    path("reach/", reaching.choose, name="choose"),
    path("how-often/", asking.budget, name="budget"),
    path("helpers/<uuid:person_id>/", helping.helpers, name="helpers"),
    path("helpers/<uuid:helper_id>/end/", helping.end_help, name="end_help"),
    path("off/<str:token>/", reaching.off, name="off"),
    path(f"{INVITATION}take-part/", invited.take_part, name="take_part"),
    path(f"{INVITATION}no/", invited.say_no, name="say_no"),
    path(f"{INVITATION}no-thank-you/", invited.say_no_as_member, name="say_no_as_member"),
    path(f"{INVITATION}again/", asking.try_again, name="try_again"),
    path(f"{INVITATION}letter/", asking.ask_by_letter, name="ask_by_letter"),
    path(f"{INVITATION}<str:token>/", invited.invited, name="invited"),
    path(f"{ACTIVITY}reminders/", asking.change_reminders, name="change_reminders"),
    path(f"{ACTIVITY}letters/", asking.print_letters, name="letters"),
    path(f"{ACTIVITY}texts/", asking.texts, name="texts"),
    path(f"{ACTIVITY}texts.csv", asking.texts_as_csv, name="texts_as_csv"),
    path(f"{ACTIVITY}texts/sent/", asking.texts_sent, name="texts_sent"),
]
