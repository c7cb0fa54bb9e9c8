"""The addresses of relationships, below `/<partnership>/relationships/`."""

from django.urls import path

from thegither.capabilities.relationships.views import (
    answering,
    doors,
    files,
    reaching,
    running,
    showing,
)

app_name = "relationships"
ONE = "<uuid:key>/"

urlpatterns = [
    path("", running.index, name="index"),
    path("new/", running.create, name="create"),
    path("bring-in/", files.bring_in, name="bring_in"),
    path("reach/", reaching.reach, name="reach"),
    path("reach/say/", reaching.say, name="say_what_reached"),
    path(ONE, running.show, name="wave"),
    path(f"{ONE}change/", running.change, name="change"),
    path(f"{ONE}discard/", running.discard, name="discard"),
    path(f"{ONE}open/", running.open_it, name="open"),
    path(f"{ONE}invite/", running.invite, name="invite"),
    path(f"{ONE}close/", running.close, name="close"),
    path(f"{ONE}code/", doors.kiosk, name="kiosk"),
    path(f"{ONE}choose/", answering.choose, name="choose"),
    path(f"{ONE}describe/", answering.describe, name="describe"),
    path(f"{ONE}helped/", answering.helped, name="helped"),
    path(f"{ONE}paper/", running.type_paper, name="type_paper"),
    path(f"{ONE}paper/sheet/", running.print_sheet, name="print_sheet"),
    path(f"{ONE}results/", showing.results, name="results"),
    path(f"{ONE}results/you/", showing.own, name="own"),
    path(f"{ONE}results/you/name/", showing.be_named, name="be_named"),
    path(f"{ONE}results/you/no-name/", showing.not_named, name="not_named"),
    path(f"{ONE}results/map.<slug:ending>", files.file, name="file"),
    path(f"{ONE}results/what-if/", showing.what_if, name="what_if"),
]
