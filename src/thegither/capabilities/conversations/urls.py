"""Addresses below `/<partnership>/conversations/`. Guests have their own, below `join/<token>/`."""

from django.urls import path

from thegither.capabilities.conversations.views import (
    importing,
    invited,
    inviting,
    moderating,
    results,
    running,
    taking_part,
)

app_name = "conversations"
ONE, GUEST = "<uuid:key>/", "join/<str:token>/"
INVITED, HELPER = f"{ONE}invited/", f"{ONE}for/<uuid:helper_id>/"

urlpatterns = [
    path("", running.index, name="index"),
    path("new/", running.create, name="create"),
    path("import/", importing.upload, name="import"),
    path("import/<uuid:job>/", importing.job, name="import_job"),
    path(ONE, running.show, name="conversation"),
    path(f"{ONE}change/", running.change, name="change"),
    path(f"{ONE}discard/", running.discard, name="discard"),
    path(f"{ONE}open/", running.open_it, name="open"),
    path(f"{ONE}share/", running.share, name="share"),
    path(f"{ONE}invite/", inviting.invite, name="invite"),
    path(INVITED, invited.about_as_invited, name="invited_conversation"),
    path(f"{INVITED}vote/", invited.vote_as_invited, name="invited_vote"),
    path(f"{INVITED}yours/", invited.yours_as_invited, name="invited_yours"),
    path(f"{INVITED}add/", invited.add_as_invited, name="invited_add"),
    path(f"{INVITED}helped/", invited.helped_as_invited, name="invited_helped"),
    path(f"{HELPER}vote/", invited.vote_as_helper, name="helper_vote"),
    path(f"{HELPER}add/", invited.add_as_helper, name="helper_add"),
    path(f"{ONE}helped/", taking_part.helped_as_member, name="helped"),
    path(f"{GUEST}helped/", taking_part.helped_as_guest, name="guest_helped"),
    path(f"{ONE}paper/", running.type_paper, name="paper"),
    path(f"{ONE}paper/form/", running.print_paper, name="print_paper"),
    path(f"{ONE}paper/sheets/", inviting.print_sheets, name="print_sheets"),
    path(f"{ONE}close/", running.close, name="close"),
    path(f"{ONE}vote/", taking_part.vote_as_member, name="vote"),
    path(f"{ONE}yours/", taking_part.yours_as_member, name="yours"),
    path(f"{ONE}add/", taking_part.add_as_member, name="add"),
    path(f"{ONE}moderate/", moderating.queue, name="moderate"),
    path(f"{ONE}moderate/hours/", moderating.hours, name="hours"),
    path(f"{ONE}moderate/<int:number>/", moderating.decide, name="decide"),
    path(f"{ONE}moderate/<int:number>/at-risk/", moderating.safeguard, name="safeguard"),
    path(f"{ONE}log/", moderating.log, name="log"),
    path(f"{ONE}results/", results.show, name="results"),
    path(f"{ONE}results/report/", results.report, name="report"),
    path(f"{ONE}results/where-you-stand/", results.where_you_stand, name="where_you_stand"),
    path(f"{ONE}results/tables/<slug:name>.csv", results.table_file, name="table_file"),
    path(f"{ONE}results/tables.xlsx", results.workbook, name="workbook"),
    path(
        f"{ONE}results/pictures/<slug:name>.<slug:form>", results.picture_file, name="picture_file"
    ),
    path(f"{ONE}export.zip", results.export, name="export"),
    path(GUEST, taking_part.welcome_guest, name="guest_conversation"),
    path(f"{GUEST}vote/", taking_part.vote_as_guest, name="guest_vote"),
    path(f"{GUEST}yours/", taking_part.yours_as_guest, name="guest_yours"),
    path(f"{GUEST}add/", taking_part.add_as_guest, name="guest_add"),
]
