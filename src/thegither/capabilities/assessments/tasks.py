"""What is due in assessments, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import OPEN
from thegither.capabilities.assessments.queries.respondents import has_answered, respondent_of
from thegither.spine.contact.actions import remind
from thegither.spine.evidence.seals import has_key


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    waves = Wave.objects.filter(activity__phase=OPEN)
    for wave in waves.select_related("record__partnership", "activity"):
        yield partial(_look_after, wave)


def _look_after(wave: Wave) -> None:
    """Remind those who stayed silent; who did is worked out with the key, for this alone.

    An anonymous wave whose key is lost closes: new pseudonyms would let people answer twice.
    """
    if has_key(wave.activity_id):

        def answered(person: UUID) -> bool:
            return has_answered(respondent_of(wave, person))

        remind(activity=wave.activity, has_answered=answered, closes_on=wave.closes_on)
    else:
        actions.close_without_key(wave=wave)
