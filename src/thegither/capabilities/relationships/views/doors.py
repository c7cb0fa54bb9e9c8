"""How one comes to a wave, and to one's own sheet: signed in, or by an invitation."""

from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from thegither.capabilities.relationships.actions import NotOnTheList
from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.phases import PHASES
from thegither.capabilities.relationships.queries.reading import find_wave
from thegither.capabilities.relationships.queries.roster import Entry, Roster, roster_of
from thegither.capabilities.relationships.queries.sheets import Voice, voice_of_person
from thegither.spine.contact.invited import invited
from thegither.spine.evidence.seals import SealLost
from thegither.spine.people.activity_pages import ActivityPages
from thegither.spine.people.pages import View, partnership_page
from thegither.spine.spaces.phasing import WrongPhase
from thegither.spine.spaces.visibility import any_member

WAVES = ActivityPages("relationships", "relationship_wave", find_wave, PHASES)
wave_page = WAVES.page


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody at their own sheet, and where the pages of it are for them."""

    voice: Voice
    roster: Roster
    own: Entry
    prefix: str = ""

    @property
    def wave(self) -> Wave:
        return self.voice.wave

    def url(self, page: str) -> str:
        where = [self.wave.record.partnership.slug, self.wave.pk]
        return reverse(f"relationships:{self.prefix}{page}", args=where)

    @property
    def choose_url(self) -> str:
        return self.url("choose")

    @property
    def describe_url(self) -> str:
        return self.url("describe")


def member_door(view: View) -> View:
    """`view(request, door)` for members."""

    @never_cache
    @wave_page("answer")
    @wraps(view)
    def page(request: HttpRequest, wave: Wave) -> HttpResponse:
        return _enter(request, wave, request.viewer.person, view, "")

    return page


def invited_door(view: View) -> View:
    """`view(request, door)` for a browser that holds an invitation; nobody is signed in by it."""

    @never_cache
    @partnership_page
    @wraps(view)
    def page(request: HttpRequest, key: UUID) -> HttpResponse:
        wave = find_wave(any_member(request.partnership.pk), request.partnership, key)
        if wave is None:
            raise Http404
        try:
            PHASES.require("answer", wave)
        except WrongPhase as why:
            return WAVES.wrong_phase(request, wave, why)
        invitation = invited(request, wave.activity_id)
        if invitation is None:
            why = _("Open the link in your letter again: this browser does not know you yet.")
            return render(request, "contact/no_invitation.html", {"why": why}, status=404)
        return _enter(request, wave, invitation.person_id, view, "invited_")

    return page


def _enter(request: HttpRequest, wave: Wave, person: UUID, view: View, prefix: str) -> HttpResponse:
    roster = roster_of(wave)
    own = roster.of_person(person)
    if own is None:
        why = NotOnTheList(_("This survey asks other members: you are not on its list."))
        return WAVES.wrong_phase(request, wave, why)
    try:
        door = Door(voice_of_person(person, wave), roster, own, prefix)
        return view(request, door)
    except (WrongPhase, SealLost) as error:
        return WAVES.wrong_phase(request, wave, error)
