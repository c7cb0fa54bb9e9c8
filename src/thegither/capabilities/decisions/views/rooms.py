"""A room: asked, read, opened, thrown away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.forms.preparing import OpenForm, RoomForm
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.cards import table_of
from thegither.capabilities.decisions.queries.reading import (
    RULE,
    objections_of,
    options_of,
    release_of,
    rooms_for,
    rooms_of,
    voices_of,
    withdrawn_of,
)
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.capabilities.decisions.queries.showing import turnout_so_far
from thegither.capabilities.decisions.views.doors import done, form_page, room_page, to
from thegither.spine.people.pages import needs, partnership_page

FORM = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@partnership_page
def index(request: HttpRequest) -> HttpResponse:
    rooms = rooms_for(request.viewer, rooms_of(request.viewer, request.partnership))
    return render(request, "decisions/index.html", {"rooms": rooms, "word": "decide"})


@FORM
@partnership_page
@needs("decisions.create")
def create(request: HttpRequest) -> HttpResponse:
    viewer, partnership = request.viewer, request.partnership
    form = RoomForm(request.POST or None, viewer=viewer, partnership=partnership)
    if request.method == "POST" and form.is_valid():
        draft = actions.Draft(**form.cleaned_data)
        room = actions.create_room(viewer=viewer, partnership=partnership, draft=draft)
        messages.success(
            request, _("The question is written down. Read it once more, then open it.")
        )
        return to(request, "room", room)
    return form_page(request, "create", form)


@FORM
@room_page("change")
def change(request: HttpRequest, room: Room) -> HttpResponse:
    viewer = request.viewer
    form = RoomForm(
        request.POST or None,
        initial=RoomForm.of(viewer, room),
        viewer=viewer,
        partnership=request.partnership,
    )
    if request.method == "POST" and form.is_valid():
        draft = actions.Draft(**form.cleaned_data)
        if done(form, actions.change_room, viewer=viewer, room=room, draft=draft):
            messages.success(request, _("Changed."))
            return to(request, "room", room)
    return form_page(request, "create", form, room=room)


@FORM
@room_page("discard")
def discard(request: HttpRequest, room: Room) -> HttpResponse:
    if request.method == "POST":
        actions.discard_room(viewer=request.viewer, room=room)
        messages.success(request, _("It is gone."))
        return redirect("decisions:index", request.partnership.slug)
    return render(request, "decisions/discard.html", {"room": room, "word": "decide"})


@FORM
@room_page("open_options")
def open_options(request: HttpRequest, room: Room) -> HttpResponse:
    """Who may read it; refused, in words, while the question does not name its outcome."""
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        if done(form, actions.open_options, viewer=request.viewer, room=room, **said):
            messages.success(request, _("It is open. Now members draft options."))
            return to(request, "room", room)
    return form_page(request, "open", form, room=room, missing=actions.missing_in(room))


@require_safe
@room_page()
def show(request: HttpRequest, room: Room) -> HttpResponse:
    """What we decide, how, and what this viewer can do now."""
    viewer, sealed = request.viewer, release_of(room, RULE)
    rule = Rule.of(sealed["rule"] if sealed else room.rule) if sealed or room.rule else None
    context = {
        "room": room,
        "voices": voices_of(viewer, room),
        "options": options_of(viewer, room),
        "withdrawn": withdrawn_of(viewer, room),
        "objections": objections_of(viewer, room) if viewer.is_member else [],
        "sealed": sealed,
        "rule": rule,
        "table": table_of(viewer, room),
        "turnout": turnout_so_far(room, sealed) if sealed else None,
        "missing": actions.missing_in(room),
        "word": "decide",
    }
    return render(request, "decisions/show.html", context)
