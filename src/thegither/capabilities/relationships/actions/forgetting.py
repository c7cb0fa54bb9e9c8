"""What goes: pages about oneself when their time is over, and one person's own while a key still finds it."""

from dataclasses import replace

from django.db import transaction

from thegither.capabilities.relationships.models import NamedSpanner, Position, Sheet, Wave
from thegither.capabilities.relationships.phases import CLOSED, OPEN
from thegither.capabilities.relationships.queries.positions import position_name
from thegither.capabilities.relationships.queries.roster import roster_of
from thegither.capabilities.relationships.queries.sheets import open_sheet, voice_of_person
from thegither.spine.evidence.actions import close_seal
from thegither.spine.evidence.seals import has_key, lock_words
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Activity


@transaction.atomic
def forget_positions(*, activity: Activity) -> dict[str, int]:
    """Delete everybody's page about themselves and its key; the picture of the whole stays."""
    wave = Wave.objects.select_for_update(of=("self",)).get(activity=activity)
    counts = {"positions": wave.positions.count(), "named": wave.named.count()}
    wave.positions.all().delete()
    wave.named.all().delete()
    if has_key(wave.own_seal):
        close_seal(activity=wave.own_seal, digest="")
    return counts


@transaction.atomic
def erase_person(*, person: Person) -> dict[str, int]:
    """Remove somebody's sheet, their place on the sheets of others, their page and their name.

    While a wave is open its key leads to all of them. When it has been counted, the sheets are gone, and what
    is left of the person is in figures of groups.
    """
    counts = {"sheets": 0, "mentions": 0, "positions": 0}
    for wave in Wave.objects.filter(record__partnership=person.partnership_id):
        if wave.activity.phase == OPEN and has_key(wave.activity_id):
            counts["sheets"] += _erase_sheet(wave, person)
            counts["mentions"] += _erase_mentions(wave, person)
        if wave.activity.phase == CLOSED and has_key(wave.own_seal):
            own = Position.objects.filter(wave=wave, pseudonym=position_name(wave, person.pk))
            counts["positions"] += own.delete()[0]
    NamedSpanner.objects.filter(person=person).delete()
    return {what: number for what, number in counts.items() if number}


def _erase_sheet(wave: Wave, person: Person) -> int:
    name = voice_of_person(person.pk, wave).pseudonym
    return Sheet.objects.filter(wave=wave, pseudonym=name).delete()[0]


def _erase_mentions(wave: Wave, person: Person) -> int:
    entry = roster_of(wave).of_person(person.pk)
    changed = 0
    for sheet in wave.sheets.select_for_update(of=("self",)).select_related("wave"):
        said = open_sheet(sheet)
        if entry and entry.key in said.ties:
            kept = {key: row for key, row in said.ties.items() if key != entry.key}
            text = replace(said, ties=kept).as_text()
            sheet.locked = lock_words(wave.activity_id, sheet.pseudonym, text)
            sheet.save(update_fields=["locked"])
            changed += 1
    return changed
