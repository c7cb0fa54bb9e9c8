"""Planning a wave, from the first draft to the day it opens."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.actions.audit import lock, write_down
from thegither.capabilities.assessments.actions.errors import (
    NobodyToAsk,
    NothingToAsk,
    SomebodyCame,
)
from thegither.capabilities.assessments.models import FramePlace, Wave
from thegither.capabilities.assessments.phases import DRAFT, OPEN, PHASES
from thegither.capabilities.assessments.rules import nobody_has_come
from thegither.spine.evidence.actions import close_seal, open_seal
from thegither.spine.people.queries import frame
from thegither.spine.protection.actions import put_notice_in_force
from thegither.spine.spaces.actions import create_activity, move_phase
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

KIND = "wave"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a coordinator chooses. `content` holds the questions, as `read_content` gives them."""

    title: str
    content: dict[str, Any] = field(default_factory=dict)
    introduction: str = ""
    pledge: str = Wave.Pledge.ANONYMOUS
    compares: str = Wave.Compares.LEVEL
    margin: float = 0.5
    closes_on: date | None = None
    previous: Wave | None = None


@transaction.atomic
def plan_wave(*, viewer: Viewer, partnership: Partnership, plan: Plan) -> Wave:
    """Raises `NothingToAsk` where title or questions are missing."""
    _check(plan)
    activity = create_activity(
        partnership=partnership,
        kind=KIND,
        title=plan.title.strip(),
        phase=DRAFT,
        audience=Record.Audience.MEMBERS,
        language=plan.content["language"].lower(),
        state=DRAFT,
    )
    wave = Wave.objects.create(record=activity.record, activity=activity, **_fields(plan))
    write_down(viewer, "plan_wave", wave, instrument=plan.content["id"], pledge=plan.pledge)
    return wave


@transaction.atomic
def change_wave(*, viewer: Viewer, wave: Wave, plan: Plan) -> Wave:
    """Anything may change until it opens; from then on questions, promise and margin are fixed."""
    wave = lock(wave)
    PHASES.require("change_wave", wave)
    _check(plan)
    for name, value in _fields(plan).items():
        setattr(wave, name, value)
    wave.__dict__.pop("instrument", None)
    wave.save()
    wave.record.title = plan.title.strip()
    wave.record.save(update_fields=["title"])
    write_down(viewer, "change_wave", wave, instrument=plan.content["id"], pledge=plan.pledge)
    return wave


def _check(plan: Plan) -> None:
    if not plan.title.strip():
        raise NothingToAsk(_("Write what people will read in their list."), "title")
    if not plan.content:
        raise NothingToAsk(_("Choose the questions to ask."), "instrument")


def _fields(plan: Plan) -> dict[str, Any]:
    return {
        "content": plan.content,
        "introduction": plan.introduction.strip(),
        "pledge": plan.pledge,
        "compares": plan.compares,
        "margin": plan.margin,
        "closes_on": plan.closes_on,
        "previous": plan.previous,
    }


@transaction.atomic
def discard_wave(*, viewer: Viewer, wave: Wave) -> None:
    """Throw a wave away: possible until somebody is invited or answers. Raises `SomebodyCame` from then on."""
    wave = lock(wave)
    PHASES.require("discard", wave)
    if not nobody_has_come(viewer, wave):
        raise SomebodyCame(_("Somebody was invited or answered meanwhile, so it stays."))
    if wave.activity.phase == OPEN:
        close_seal(activity=wave.activity_id, digest="")
    write_down(viewer, "discard_wave", wave)
    wave.record.delete()


@transaction.atomic
def open_wave(*, viewer: Viewer, wave: Wave) -> Wave:
    """Fix who can answer, seal it, and let them in.

    The key also makes the links in letters, so a confidential wave has one too. Raises `NobodyToAsk` where
    the register is empty.
    """
    wave = lock(wave)
    PHASES.require("open", wave)
    places = _draw_the_frame(wave)
    open_seal(activity=wave.activity_id)
    move_phase(activity=wave.activity, phase=OPEN)
    put_notice_in_force(viewer=viewer, activity=wave.activity)
    write_down(viewer, "open_wave", wave, could_answer=places, pledge=wave.pledge)
    return wave


def _draw_the_frame(wave: Wave) -> int:
    rows = frame(wave.record.partnership, timezone.localdate())
    if not rows:
        raise NobodyToAsk(_("Nobody is in the register yet, so nobody could answer."))
    places = [
        FramePlace(
            wave=wave,
            person_id=row.person,
            organization_id=row.organization,
            sector=row.sector,
            level=row.level,
        )
        for row in rows
    ]
    return len(FramePlace.objects.bulk_create(places, batch_size=1_000))
