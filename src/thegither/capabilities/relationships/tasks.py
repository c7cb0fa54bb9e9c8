"""What is due in relationships, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone

from thegither.capabilities.relationships.actions import counting, look_for_blocked_layers
from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.phases import COUNTING, OPEN
from thegither.capabilities.relationships.queries.reaching import to_look_at
from thegither.capabilities.relationships.queries.sheets import has_answered
from thegither.spine.contact.actions import remind
from thegither.spine.evidence.actions import destroy_left_keys
from thegither.spine.evidence.seals import has_key
from thegither.spine.spaces.visibility import HOUSE


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    yield destroy_left_keys
    for wave in _in_phase(OPEN):
        yield partial(_look_after, wave)
    for wave in _in_phase(COUNTING):
        yield partial(_count, wave)
    for partnership in to_look_at(timezone.localdate()):
        yield partial(look_for_blocked_layers, partnership=partnership)


def tick() -> None:
    for work in due():
        work()


def _in_phase(phase: str) -> QuerySet[Wave]:
    rows = Wave.objects.filter(activity__phase=phase)
    return rows.select_related("record__partnership", "activity__record")


def _look_after(wave: Wave) -> None:
    """One open wave: its key, its last day, and those who have not answered yet."""
    if not has_key(wave.activity_id):
        counting.close_without_key(wave=wave)
    elif wave.closes_on and wave.closes_on < timezone.localdate():
        counting.close_wave(viewer=HOUSE, wave=wave)
    else:
        answered = partial(has_answered, wave=wave)
        remind(activity=wave.activity, has_answered=answered, closes_on=wave.closes_on)


def _count(wave: Wave) -> None:
    if wave.is_imported or has_key(wave.activity_id):
        counting.count_wave(wave=wave)
    else:
        counting.close_without_key(wave=wave)
