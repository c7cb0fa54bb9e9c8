"""The verbs of those who answer. They write no time, no audit entry and no log line.

The whole sheet is read, changed and locked again in one transaction that holds the sheet's row, so that two
browsers of one person lose nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.relationships.actions.errors import NotOnTheList, TooMany
from thegither.capabilities.relationships.actions.preparing import write_down
from thegither.capabilities.relationships.models import Sheet, Wave
from thegither.capabilities.relationships.phases import PHASES
from thegither.capabilities.relationships.queries.roster import roster_of
from thegither.capabilities.relationships.queries.sheets import (
    MOST_TIES,
    Said,
    Voice,
    open_sheet,
)
from thegither.spine.evidence.seals import lock_words
from thegither.spine.spaces.visibility import Viewer

Tie = Mapping[str, object]


def name_ties(*, voice: Voice, keys: Iterable[str]) -> Said:
    """Put people and bodies of the list on the sheet; who is there already stays as described."""
    roster = roster_of(voice.wave)
    own = roster.of_person(voice.person)
    free = {entry.key for entry in roster.without(own)}
    wanted = list(dict.fromkeys(keys))
    if not set(wanted) <= free:
        raise NotOnTheList(_("Choose from the list: people and organisations other than your own."))
    return _change(voice, lambda said: replace(said, ties={k: {} for k in wanted} | said.ties))


def add_missing(*, voice: Voice, name: str, organization: str = "") -> Said:
    """Name somebody who is not on the list. Their name stays on the locked sheet and goes with it."""

    def add(said: Said) -> Said:
        key = f"N{len(said.added) + 1}"
        row = {"name": name.strip(), "organization": organization}
        return replace(said, ties=said.ties | {key: {}}, added=said.added | {key: row})

    return _change(voice, add)


def leave_out(*, voice: Voice, key: str) -> Said:
    """Take somebody off the sheet again."""

    def without(said: Said) -> Said:
        kept = {name: row for name, row in said.ties.items() if name != key}
        return replace(said, ties=kept)

    return _change(voice, without)


def describe_ties(*, voice: Voice, ties: Mapping[str, Tie]) -> Said:
    """How often and what for; of bodies also trust and value. Only ties that were named are described."""

    def describe(said: Said) -> Said:
        known = {key: dict(row) for key, row in ties.items() if key in said.ties}
        return replace(said, ties=said.ties | known)

    return _change(voice, describe)


def finish_sheet(*, voice: Voice) -> Said:
    """Hand the sheet in: from now on it counts. It can still be changed until the wave closes."""
    return _change(voice, lambda said: replace(said, finished=True))


def hand_in(*, voice: Voice, ties: Mapping[str, Tie]) -> Said:
    """A whole sheet at once, in place of what this person said before."""
    whole = Said(ties={key: dict(row) for key, row in ties.items()}, finished=True)
    return _change(voice, lambda _before: whole)


@transaction.atomic
def type_sheet(*, viewer: Viewer, voice: Voice, ties: Mapping[str, Tie]) -> Said:
    """Store a paper sheet, in place of what this person said before. The entry names nobody."""
    said = hand_in(voice=voice, ties=ties)
    write_down(viewer, "type_sheet", voice.wave)
    return said


@transaction.atomic
def _change(voice: Voice, how: Callable[[Said], Said]) -> Said:
    _require_open(voice.wave)
    sheet = _take(voice)
    said = how(open_sheet(sheet) if sheet.locked else Said())
    if len(said.ties) > MOST_TIES:
        raise TooMany(_("Name at most %(n)s: those you work with most.") % {"n": MOST_TIES})
    sheet.locked = lock_words(voice.wave.activity_id, voice.pseudonym, said.as_text())
    sheet.save(update_fields=["locked"])
    return said


def _take(voice: Voice) -> Sheet:
    """This person's row, made on the first visit and held until what they said is stored."""
    if str(voice.person) not in {row[0] for row in voice.wave.roster.get("people", [])}:
        raise NotOnTheList(_("This survey asks other members: you are not on its list."))
    rows = Sheet.objects.select_for_update(of=("self",)).select_related("wave")
    own = rows.filter(wave=voice.wave, pseudonym=voice.pseudonym)
    if not own.exists():
        new = Sheet(wave=voice.wave, pseudonym=voice.pseudonym, locked="")
        Sheet.objects.bulk_create([new], ignore_conflicts=True)
    return own.get()


def _require_open(wave: Wave) -> None:
    """Hold the wave and look again: a sheet is either counted or refused, never accepted and lost."""
    rows = Wave.objects.select_for_update(of=("self",), no_key=True)
    now = rows.select_related("activity").get(pk=wave.pk)
    PHASES.require("answer", now)
