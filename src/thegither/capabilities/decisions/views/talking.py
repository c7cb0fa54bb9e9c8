"""Cards on the table, objections, and the path of an objection."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.forms.talking import (
    CardForm,
    NextStepForm,
    NotesForm,
    ObjectionForm,
    SettleForm,
)
from thegither.capabilities.decisions.models import Objection, Room
from thegither.capabilities.decisions.queries.path import may_read_notes, steps_of
from thegither.capabilities.decisions.queries.reading import find_objection, options_of
from thegither.capabilities.decisions.views.doors import (
    done,
    form_page,
    found,
    press,
    room_page,
    to,
)
from thegither.capabilities.decisions.views.rooms import FORM
from thegither.spine.evidence.seals import SealLost


@require_POST
@room_page("open_cards")
def open_cards(request: HttpRequest, room: Room) -> HttpResponse:
    said = _("Now everybody lays a card, face down. Nobody can read one before you turn them all.")
    press(request, actions.open_cards, said, room=room)
    return to(request, "room", room)


@require_POST
@room_page("show_cards")
def show_cards(request: HttpRequest, room: Room) -> HttpResponse:
    press(request, actions.show_cards, _("The cards are on the table."), room=room)
    return to(request, "room", room, "cards")


@never_cache
@FORM
@room_page("play_card")
def card(request: HttpRequest, room: Room) -> HttpResponse:
    """Lay a card, or another one in its place."""
    options = options_of(request.viewer, room)
    form = CardForm(request.POST or None, initial=_laid(request, room, options), options=options)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "room": room}
        if done(form, actions.play_card, **what, **form.cleaned_data):
            messages.success(
                request, _("Your card lies face down. You can change it until it is turned.")
            )
            return to(request, "room", room)
    return form_page(request, "card", form, room=room)


def _laid(request: HttpRequest, room: Room, options: list) -> dict[str, object]:
    try:
        mine = actions.own_card(request.viewer, room)
    except SealLost:
        return {}
    numbers = {str(option.number): option.pk for option in options}
    return {"option": numbers.get(mine["option"]), "why": mine["why"]} if mine else {}


@FORM
@room_page("object")
def object_to(request: HttpRequest, room: Room) -> HttpResponse:
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "room": room}
        if done(form, actions.raise_objection, **what, **form.cleaned_data):
            messages.success(request, _("Your objection is written down, and its path begins."))
            return to(request, "room", room, "objections")
    return form_page(request, "object", form, room=room)


def _objection(request: HttpRequest, room: Room, key: UUID) -> Objection:
    return found(find_objection(request.viewer, room, key))


@require_safe
@room_page("path")
def path(request: HttpRequest, room: Room, objection_key: UUID) -> HttpResponse:
    """How far an objection is: its steps, their days, and what was agreed."""
    objection = _objection(request, room, objection_key)
    context = {
        "room": room,
        "objection": objection,
        "steps": steps_of(request.viewer, objection),
        "is_open": objection.state == Objection.State.OPEN,
        "may_go_on": may_read_notes(request.viewer, objection),
        "word": "decide",
    }
    return render(request, "decisions/path.html", context)


def _concerned(request: HttpRequest, room: Room, key: UUID) -> Objection:
    """For those on the path: whoever objects, whoever helps, and the coordinators."""
    objection = _objection(request, room, key)
    if not may_read_notes(request.viewer, objection):
        raise PermissionDenied(
            _("Only whoever objects, whoever helps and the coordinators can do this.")
        )
    return objection


@FORM
@room_page("path")
def next_step(request: HttpRequest, room: Room, objection_key: UUID) -> HttpResponse:
    objection = _concerned(request, room, objection_key)
    form = NextStepForm(request.POST or None, partnership=request.partnership)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "objection": objection}
        if done(form, actions.take_next_step, **what, **form.cleaned_data):
            messages.success(request, _("The next step begins."))
            return _to_path(request, room, objection)
    return form_page(request, "next_step", form, room=room, objection=objection)


@FORM
@room_page("path")
def notes(request: HttpRequest, room: Room, objection_key: UUID) -> HttpResponse:
    objection = _concerned(request, room, objection_key)
    step = found(objection.steps.last())
    form = NotesForm(request.POST or None, initial={"notes": step.notes})
    if request.method == "POST" and form.is_valid():
        if done(form, actions.write_notes, viewer=request.viewer, step=step, **form.cleaned_data):
            messages.success(request, _("Kept. Only those on the path read it."))
            return _to_path(request, room, objection)
    return form_page(request, "notes", form, room=room, objection=objection)


@FORM
@room_page("path")
def settle(request: HttpRequest, room: Room, objection_key: UUID) -> HttpResponse:
    objection = _concerned(request, room, objection_key)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "objection": objection}
        if done(form, actions.settle_objection, **what, **form.cleaned_data):
            messages.success(request, _("The objection has found its end."))
            return _to_path(request, room, objection)
    return form_page(request, "settle", form, room=room, objection=objection)


def _to_path(request: HttpRequest, room: Room, objection: Objection) -> HttpResponse:
    answer = to(request, "room", room)
    answer["Location"] += f"objections/{objection.pk}/"
    return answer
