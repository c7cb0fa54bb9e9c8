"""How one comes into a wave: to read about it, or to answer it as one of four."""

from dataclasses import dataclass
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import PHASES, WrongPhase
from thegither.capabilities.assessments.queries.reading import find_wave
from thegither.capabilities.assessments.queries.respondents import (
    Respondent,
    is_in_frame,
    respondent_of,
)
from thegither.spine.contact.invited import invited, person_of_sheet
from thegither.spine.contact.models import Helper
from thegither.spine.contact.queries import belongs, standing_helper
from thegither.spine.evidence.seals import SealLost
from thegither.spine.people.activity_pages import ActivityPages
from thegither.spine.people.pages import View, partnership_page
from thegither.spine.spaces.visibility import Viewer, any_member

WAVES = ActivityPages("assessments", "wave", find_wave, PHASES)
wave_page, wrong_phase = WAVES.page, WAVES.wrong_phase
KIOSK_MINUTES = 30


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody inside a wave, and where the pages of answering are for them."""

    respondent: Respondent
    helper: Helper | None = None
    is_kiosk: bool = False

    @property
    def wave(self) -> Wave:
        return self.respondent.wave

    @property
    def answering_for(self) -> str:
        """Whose name a helper answers in; earlier answers are not shown through such a door."""
        return self.helper.person.name if self.helper else ""

    def url(self, page: str, *more: object) -> str:
        keys = [self.wave.record.partnership.slug, self.wave.pk]
        if self.helper:
            return reverse(f"assessments:helper_{page}", args=[*keys, self.helper.pk, *more])
        return reverse(f"assessments:{page}", args=[*keys, *more])

    @property
    def start_url(self) -> str:
        return self.url("answer")

    @property
    def review_url(self) -> str:
        return self.url("review")

    @property
    def finish_url(self) -> str:
        return self.url("finish")

    @property
    def helped_url(self) -> str:
        return self.url("helped")


def answering(view: View) -> View:
    """`view(request, door, ...)` for whoever could answer: as a helper, at a kiosk, signed in, or invited."""

    @partnership_page
    @wraps(view)
    def page(
        request: HttpRequest, key: UUID, helper_id: UUID | None = None, **kwargs: object
    ) -> HttpResponse:
        wave = wave_for_answering(request, key)
        try:
            PHASES.require("answer", wave)
            door = _helper_door(request, wave, helper_id) if helper_id else _own_door(request, wave)
            if door is None:
                return redirect_to_login(request.get_full_path())
            return view(request, door, **kwargs)
        except (WrongPhase, SealLost) as why:
            return wrong_phase(request, wave, why)

    return page


def wave_for_answering(request: HttpRequest, key: UUID) -> Wave:
    """Read with the eyes of any member: no link opens what is hidden from members."""
    wave = find_wave(any_member(request.partnership.pk), request.partnership, key)
    if wave is None:
        raise Http404
    return wave


def _own_door(request: HttpRequest, wave: Wave) -> Door | None:
    at_kiosk = _person_at_kiosk(request, wave)
    if at_kiosk:
        return _door(wave, at_kiosk, is_kiosk=True)
    if request.viewer.is_member:
        return _door(wave, request.viewer.person)
    invitation = invited(request, wave.activity_id)
    return _door(wave, invitation.person_id) if invitation else None


def _door(wave: Wave, person: UUID, **more: object) -> Door:
    if not is_in_frame(wave, person):
        raise PermissionDenied(
            _(
                "You came into the register after this assessment had opened. The next one asks you too."
            )
        )
    return Door(respondent_of(wave, person), **more)


def _helper_door(request: HttpRequest, wave: Wave, helper_id: UUID) -> Door | None:
    if not request.viewer.is_member:
        return None
    helper = standing_helper(request.viewer, helper_id, timezone.localdate())
    if helper is None or helper.what != Helper.What.ANSWER:
        raise PermissionDenied(
            _("You may not answer for somebody else here: nobody agreed to it, or it has ended.")
        )
    theirs = Viewer(partnership=helper.person.partnership_id, person=helper.person_id)
    if find_wave(theirs, request.partnership, wave.pk) is None:
        raise Http404
    return _door(wave, helper.person_id, helper=helper)


# --- a shared device: the code of a sheet lets one person in for a while ---------------------------


def kiosk_cookie(wave: Wave) -> str:
    return f"kiosk-{wave.pk.hex[:12]}"


def _person_at_kiosk(request: HttpRequest, wave: Wave) -> UUID | None:
    code = request.get_signed_cookie(
        kiosk_cookie(wave), default="", salt="assessments", max_age=KIOSK_MINUTES * 60
    )
    return person_of_code(wave, code) if code else None


def person_of_code(wave: Wave, code: str) -> UUID | None:
    """Whose code this is, while they belong to the partnership."""
    person = person_of_sheet(wave.activity, code)
    return person.pk if person and belongs(person, timezone.localdate()) else None


def let_in(answer: HttpResponse, wave: Wave, code: str) -> HttpResponse:
    """Remember the code in this browser only, until somebody finishes or half an hour has passed."""
    answer.set_signed_cookie(
        kiosk_cookie(wave),
        code,
        salt="assessments",
        max_age=KIOSK_MINUTES * 60,
        httponly=True,
        samesite="Lax",
        path=f"/{wave.record.partnership.slug}/",
    )
    return answer


def let_out(answer: HttpResponse, wave: Wave) -> HttpResponse:
    answer.delete_cookie(kiosk_cookie(wave), path=f"/{wave.record.partnership.slug}/")
    return answer


def to(request: HttpRequest, page: str, wave: Wave) -> HttpResponse:
    return redirect(f"assessments:{page}", request.partnership.slug, wave.pk)


def status(form) -> int:
    return 422 if form.errors else 200
