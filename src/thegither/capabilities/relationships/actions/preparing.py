"""Preparing a wave, opening it, and throwing away one that nobody has seen."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.capabilities.relationships.actions.errors import (
    NobodyOnTheList,
    NothingSaid,
    TooSoon,
)
from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.phases import OPEN, PHASES, PREPARING
from thegither.capabilities.relationships.queries.reading import (
    APART,
    is_another_under_way,
    may_open_from,
)
from thegither.capabilities.relationships.queries.roster import freeze
from thegither.spine.evidence.actions import open_seal
from thegither.spine.protection.actions import put_notice_in_force
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.actions import create_activity, move_phase
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

KIND = "relationships"


@transaction.atomic
def create_wave(
    *,
    viewer: Viewer,
    partnership: Partnership,
    title: str,
    closes_on: date | None = None,
    levels: tuple[str, ...] = (),
) -> Wave:
    """A survey of who works with whom. `levels` says whose answers are wanted; everybody's if empty."""
    wave = make_wave(partnership, title, closes_on=closes_on, levels=list(levels))
    write_down(viewer, "create_wave", wave, levels=list(levels))
    return wave


@transaction.atomic
def change_wave(
    *,
    viewer: Viewer,
    wave: Wave,
    title: str,
    closes_on: date | None = None,
    levels: tuple[str, ...] = (),
) -> Wave:
    """Write a draft anew: possible until it opens."""
    wave = lock(wave)
    PHASES.require("change_wave", wave)
    wave.closes_on, wave.levels = closes_on, list(levels)
    wave.save(update_fields=["closes_on", "levels"])
    wave.record.title = _words(title)
    wave.record.save(update_fields=["title"])
    write_down(viewer, "change_wave", wave, levels=list(levels))
    return wave


@transaction.atomic
def discard_wave(*, viewer: Viewer, wave: Wave) -> None:
    """Throw a draft away."""
    wave = lock(wave)
    PHASES.require("discard", wave)
    write_down(viewer, "discard_wave", wave)
    wave.record.delete()


@transaction.atomic
def open_wave(*, viewer: Viewer, wave: Wave) -> Wave:
    """Write down who is on the list, seal the wave, and let people answer.

    Raises `NobodyOnTheList` where nobody would be asked, `TooSoon` where another survey is going on or was
    counted a short while ago: if next to nothing changed but one person's answers, the difference of the two
    would tell them.
    """
    wave = lock(wave)
    PHASES.require("open", wave)
    _refuse_too_soon(wave)
    wave.roster = freeze(wave.record.partnership, timezone.localdate(), wave.levels)
    if not wave.roster["people"]:
        raise NobodyOnTheList(_("Nobody in the register has a post at these levels."))
    wave.save(update_fields=["roster"])
    open_seal(activity=wave.activity_id)
    open_seal(activity=wave.own_seal)
    move_phase(activity=wave.activity, phase=OPEN)
    put_notice_in_force(viewer=viewer, activity=wave.activity)
    write_down(viewer, "open_wave", wave, people=len(wave.roster["people"]))
    return wave


def _refuse_too_soon(wave: Wave) -> None:
    if is_another_under_way(wave):
        raise TooSoon(
            _("Another survey of who works with whom is going on. Wait until it is over.")
        )
    first_day = may_open_from(wave.record.partnership)
    if first_day > timezone.localdate():
        raise TooSoon(
            _(
                "The last survey was counted less than %(days)s days ago. Two so close together could show "
                "what a single person answered. This one can open from %(day)s on."
            )
            % {"days": APART.days, "day": date_format(first_day, "j F Y")}
        )


# --- what the other verbs of this package share ------------------------------------------------


def make_wave(partnership: Partnership, title: str, phase: str = PREPARING, **fields) -> Wave:
    activity = create_activity(
        partnership=partnership,
        kind=KIND,
        title=_words(title),
        phase=phase,
        audience="members",
        state=phase,
    )
    return Wave.objects.create(record=activity.record, activity=activity, **fields)


def _words(title: str) -> str:
    if not title.strip():
        raise NothingSaid(_("Write what this survey is called."), "title")
    return title.strip()


def lock(wave: Wave) -> Wave:
    """The wave as it stands now, held until the transaction ends."""
    rows = Wave.objects.select_for_update(of=("self",))
    return rows.select_related("record__partnership", "activity__record").get(pk=wave.pk)


def write_down(viewer: Viewer, verb: str, wave: Wave, **state: object) -> None:
    state = {"title": wave.record.title, "phase": wave.activity.phase, **state}
    spaces.write_down(wave.record.partnership_id, viewer, verb, wave, **state)
