"""Closing the vote, the result, the record, and the day it is looked at again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.forms.recording import (
    ROWS,
    PromiseRow,
    RecordForm,
    ReviewForm,
)
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.moves import moves_shown
from thegither.capabilities.decisions.queries.reading import RULE, release_of
from thegither.capabilities.decisions.queries.record import record_of
from thegither.capabilities.decisions.queries.showing import (
    result_shown,
    suggested_text,
    turnout_so_far,
)
from thegither.capabilities.decisions.queries.talk import blend_of, reckoning, talk_figure
from thegither.capabilities.decisions.views.doors import done, form_page, press, room_page, to
from thegither.capabilities.decisions.views.rooms import FORM
from thegither.spine.evidence.seals import has_key
from thegither.spine.people.pages import partnership_page


@FORM
@room_page("close")
def close(request: HttpRequest, room: Room) -> HttpResponse:
    """Say what closing does; do it when it is confirmed."""
    sealed = release_of(room, RULE)
    is_lost = sealed["rule"]["secret"] and not has_key(room.activity_id)
    if request.method == "POST":
        action = actions.close_without_key if is_lost else actions.close_vote
        if press(request, action, _("The vote is closed and counted."), room=room):
            return to(request, "result", room)
        return to(request, "close", room)
    context = {
        "room": room,
        "turnout": turnout_so_far(room, sealed),
        "is_secret": sealed["rule"]["secret"],
        "is_lost": is_lost,
        "word": "decide",
    }
    return render(request, "decisions/close.html", context)


@require_safe
@room_page("see_result")
def result(request: HttpRequest, room: Room) -> HttpResponse:
    """How this was decided, and what came of it: the record, to be read and printed by anybody who may."""
    context = {
        "room": room,
        "result": result_shown(request.viewer, room),
        "record": record_of(request.viewer, room),
        "moves": moves_shown(room),
        "word": "decide",
    }
    return render(request, "decisions/result.html", context)


@FORM
@room_page("write_record")
def write_record(request: HttpRequest, room: Room) -> HttpResponse:
    form = RecordForm(request.POST or None, initial={"text": suggested_text(request.viewer, room)})
    rows = [
        PromiseRow(request.POST or None, prefix=f"row{number}", partnership=request.partnership)
        for number in range(ROWS)
    ]
    if request.method == "POST" and all([form.is_valid(), *(row.is_valid() for row in rows)]):
        promises = [actions.Promised(**row.cleaned_data) for row in rows if row.is_filled]
        told = actions.Told(**form.cleaned_data, promises=promises)
        if done(form, actions.write_record, viewer=request.viewer, room=room, told=told):
            messages.success(request, _("The record is written."))
            return to(request, "result", room)
    wrong = [one for one in (form, *rows) if one.errors]
    context = {"form": form, "rows": rows, "room": room, "wrong": wrong, "word": "decide"}
    return render(request, "decisions/write_record.html", context, status=422 if wrong else 200)


@FORM
@room_page("review")
def review(request: HttpRequest, room: Room) -> HttpResponse:
    form = ReviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "room": room}
        if done(form, actions.review_room, **what, **form.cleaned_data):
            messages.success(request, _("What became of it is written down."))
            return to(request, "result", room)
    return form_page(request, "review", form, room=room, record=record_of(request.viewer, room))


@require_safe
@partnership_page
def kept(request: HttpRequest) -> HttpResponse:
    """From talk to action: promise beside result, and how often one post decided alone."""
    viewer, partnership = request.viewer, request.partnership
    context = {
        "rows": reckoning(viewer, partnership),
        "figure": talk_figure(viewer, partnership),
        "blend": blend_of(viewer, partnership),
        "word": "decide",
    }
    return render(request, "decisions/kept.html", context)
