"""The ballot, on the page and on paper. Where it is secret, these pages leave nothing behind but the ballot."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.forms.ballot import BallotForm, PaperForm
from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.ballots import marks_of, voter_of
from thegither.capabilities.decisions.queries.reading import RULE
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.capabilities.decisions.queries.showing import papers_of
from thegither.capabilities.decisions.queries.veil import told
from thegither.capabilities.decisions.views.doors import (
    DOORS,
    Booth,
    done,
    form_page,
    room_page,
    to,
    voting,
)
from thegither.capabilities.decisions.views.rooms import FORM
from thegither.spine.contact.shared_device import let_out
from thegither.spine.evidence.seals import SealLost
from thegither.spine.spaces.visibility import Viewer


@never_cache
@FORM
@voting
def vote(request: HttpRequest, booth: Booth) -> HttpResponse:
    """One ballot, to be changed until the vote closes; whichever door somebody came by, it is the same one."""
    room, entrance = booth.room, booth.entrance
    sealed = told(entrance.viewer, room, RULE)
    voter = voter_of(room, Rule.of(sealed["rule"]), entrance.person)
    form = BallotForm(sealed, _sent(request))
    if request.method == "POST" and form.is_valid():
        marks = form.marks()
        if done(form, actions.cast_ballot, voter=voter, sealed=sealed, marks=marks):
            _raise_objection(entrance.viewer, room, marks)
            return _thanks(request, booth)
    before = marks_of(voter)
    form.initial = BallotForm.of(sealed, before)
    return form_page(
        request, "vote", form, room=room, sealed=sealed, rule=form.kind, voted=before is not None
    )


def _thanks(request: HttpRequest, booth: Booth) -> HttpResponse:
    """Back to the room; at a shared device to the next person, who finds nothing of this one."""
    room, entrance = booth.room, booth.entrance
    if entrance.is_at_shared_device:
        messages.success(request, _("Your vote is stored. The next person can begin."))
        return let_out(to(request, "code", room), room.activity)
    messages.success(request, _("Your vote is stored. You can change it until the vote closes."))
    return to(request, "room", room) if request.viewer.is_member else redirect(request.path)


code = DOORS.code("vote", "vote")


def _sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also where no box was ticked: an empty ballot is a vote too."""
    return request.POST if request.method == "POST" else None


def _raise_objection(viewer: Viewer, room: Room, marks: dict[str, Any]) -> None:
    """Under consent an objection opens its path at once, unless the same person has one that runs."""
    if marks.get("position") != "object":
        return
    try:
        actions.raise_objection(viewer=viewer, room=room, reason=marks["reason"])
    except actions.RoomError:
        return


def _lost(request: HttpRequest, room: Room, why: SealLost) -> HttpResponse:
    context = {"room": room, "why": str(why), "word": "decide"}
    return render(request, "decisions/wrong_phase.html", context, status=409)


@never_cache
@FORM
@room_page("type_paper")
def paper(request: HttpRequest, room: Room) -> HttpResponse:
    """Type in one paper after the other."""
    sealed = told(request.viewer, room, RULE)
    form = PaperForm(sealed, _sent(request))
    if request.method == "POST" and form.is_valid():
        what = {
            "room": room,
            "sealed": sealed,
            "code": form.cleaned_data["code"],
            "marks": form.marks(),
        }
        if done(form, actions.type_paper, viewer=request.viewer, **what):
            messages.success(request, _("The paper is stored. Type in the next one."))
            return to(request, "paper", room)
    return form_page(request, "paper", form, room=room, rule=form.kind)


@never_cache
@require_safe
@room_page("type_paper")
def papers(request: HttpRequest, room: Room) -> HttpResponse:
    """The ballots to print, one for each person, with a code to tear off the name from."""
    sealed = told(request.viewer, room, RULE)
    try:
        rows = papers_of(room)
    except SealLost as why:
        return _lost(request, room, why)
    context = {
        "room": room,
        "sealed": sealed,
        "rows": rows,
        "ballot": BallotForm(sealed),
        "code_url": request.build_absolute_uri(
            reverse("decisions:code", args=[request.partnership.slug, room.pk])
        ),
        "word": "decide",
    }
    return render(request, "decisions/papers.html", context)
