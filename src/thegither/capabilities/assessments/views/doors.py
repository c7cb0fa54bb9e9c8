"""How one comes into a wave: to read about it, or to answer it as one of four."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import PHASES
from thegither.capabilities.assessments.queries.reading import find_wave
from thegither.capabilities.assessments.queries.respondents import (
    Respondent,
    is_in_frame,
    respondent_of,
)
from thegither.spine.contact.doors import Doors, Entrance
from thegither.spine.people.activity_pages import ActivityPages

WAVES = ActivityPages("assessments", "wave", find_wave, PHASES)
wave_page = WAVES.page


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody inside a wave, and where the pages of answering are for them."""

    respondent: Respondent
    entrance: Entrance

    @property
    def wave(self) -> Wave:
        return self.respondent.wave

    @property
    def answering_for(self) -> str:
        return self.entrance.answering_for

    def url(self, page: str, *more: object) -> str:
        return self.entrance.url(page, *more)

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


def _door(wave: Wave, entrance: Entrance) -> Door:
    if not is_in_frame(wave, entrance.person):
        raise PermissionDenied(
            _(
                "You came into the register after this assessment had opened. The next one asks you too."
            )
        )
    return Door(respondent_of(wave, entrance.person), entrance)


DOORS = Doors(WAVES, _door)
answering = DOORS.any("answer")


def to(request: HttpRequest, page: str, wave: Wave) -> HttpResponse:
    return redirect(f"assessments:{page}", request.partnership.slug, wave.pk)


def status(form) -> int:
    return 422 if form.errors else 200
