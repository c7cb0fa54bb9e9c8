"""What is due in protection, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic
from uuid import UUID

from django.utils import timezone

from thegither.spine.protection import actions, clock
from thegither.spine.protection.letters import remove_letters_before
from thegither.spine.protection.models import Deletion
from thegither.spine.spaces.models import Partnership

# Clocks count days: looking once an hour is often enough. When each partnership was last looked at.
SECONDS_BETWEEN = 3600.0
_looked: dict[UUID, float] = {}


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    yield _forget_letters
    yield actions.forget_notices
    for partnership in Partnership.objects.order_by("pk"):
        if monotonic() - _looked.get(partnership.pk, -SECONDS_BETWEEN) >= SECONDS_BETWEEN:
            _looked[partnership.pk] = monotonic()
            yield from due_in(partnership)


def due_in(partnership: Partnership) -> Iterator[Callable[[], object]]:
    for activity in clock.due_activities(partnership):
        yield partial(actions.delete_rows, activity=activity)
    for person in clock.due_leavers(partnership):
        yield partial(actions.erase_person, person=person, rule=Deletion.Rule.LEFT)


def _forget_letters() -> int:
    return remove_letters_before(timezone.now() - clock.LETTERS_FOR)
