"""The addresses of meetings, below `/<partnership>/meetings/`."""

from django.urls import path

from thegither.capabilities.meetings.views import (
    agreed,
    drifting,
    items,
    minutes,
    people,
    planning,
    showing,
)

app_name = "meetings"
ONE = "<uuid:key>/"
ITEM = f"{ONE}items/<uuid:item_key>/"
PDF, DOCX = {"form": "pdf"}, {"form": "docx"}

urlpatterns = [
    path("", planning.index, name="index"),
    path("new/", planning.create, name="create"),
    path("agreed/", agreed.at_some_meeting, name="agreed_anew"),
    path("calendar/<str:token>.ics", showing.feed, name="feed"),
    path("what-changed/<uuid:key>/", drifting.early_word, name="early_word"),
    path(ONE, showing.show, name="meeting"),
    path(f"{ONE}change/", planning.change, name="change"),
    path(f"{ONE}cancel/", planning.cancel, name="cancel"),
    path(f"{ONE}copy/", planning.copy, name="copy"),
    path(f"{ONE}start/", planning.start, name="start"),
    path(f"{ONE}agenda/", items.agenda, name="agenda"),
    path(f"{ONE}agenda/from/<uuid:record_key>/", items.take_on, name="take_on"),
    path(f"{ONE}suggest/", items.suggest, name="suggest"),
    path(f"{ITEM}change/", items.change, name="change_item"),
    path(f"{ITEM}move/", items.move, name="move_item"),
    path(f"{ITEM}accept/", items.accept, name="accept_item"),
    path(f"{ITEM}drop/", items.drop, name="drop_item"),
    path(f"{ITEM}at-risk/", items.safeguard, name="safeguard_item"),
    path(f"{ITEM}notes/", minutes.save, name="save_notes"),
    path(f"{ITEM}question/", minutes.question, name="question"),
    path(f"{ITEM}correct/", minutes.correct, name="correct"),
    path(f"{ONE}people/", people.invite, name="people"),
    path(f"{ONE}people/<uuid:place_key>/leave-out/", people.leave_out, name="leave_out"),
    path(f"{ONE}answer/", people.answer, name="answer"),
    path(f"{ONE}substitute/", people.substitute, name="substitute"),
    path(f"{ONE}attendance/", people.attendance, name="attendance"),
    path(f"{ONE}minutes/", minutes.write, name="minutes"),
    path(f"{ONE}agreed/", agreed.at_meeting, name="agreed"),
    path(f"{ONE}agree/", minutes.agree, name="agree"),
    path(f"{ONE}print/agenda/", showing.print_agenda, name="print_agenda"),
    path(f"{ONE}print/minutes/", showing.print_minutes, name="print_minutes"),
    path(f"{ONE}meeting.ics", showing.one_in_calendar, name="calendar"),
    path(f"{ONE}agenda.pdf", showing.agenda_file, PDF, name="agenda_pdf"),
    path(f"{ONE}agenda.docx", showing.agenda_file, DOCX, name="agenda_docx"),
    path(f"{ONE}minutes.pdf", showing.minutes_file, PDF, name="minutes_pdf"),
    path(f"{ONE}minutes.docx", showing.minutes_file, DOCX, name="minutes_docx"),
]
