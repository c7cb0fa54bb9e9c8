"""What is due in assessments, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import OPEN, SETTLING
from thegither.capabilities.assessments.queries.respondents import has_answered, respondent_of
from thegither.spine.contact.actions import remind
from thegither.spine.evidence.seals import has_key


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    waves = Wave.objects.filter(activity__phase__in=(OPEN, SETTLING))
    for wave in waves.select_related("record__partnership", "activity"):
        yield partial(_look_after, wave)


def _look_after(wave: Wave) -> None:
    """Close what has stopped, and remind those who stay silent in what is open.

    A wave whose key is lost closes too: new pseudonyms would let people answer twice.
    """
    if not has_key(wave.activity_id):
        actions.close_without_key(wave=wave)
    elif wave.activity.phase == SETTLING:
        actions.close_wave(wave=wave)
    else:
        _remind(wave)


def _remind(wave: Wave) -> None:
    """Who answered is worked out with the key, for this alone."""

    def answered(person: UUID) -> bool:
        return has_answered(respondent_of(wave, person))

    remind(activity=wave.activity, has_answered=answered, closes_on=wave.closes_on)
