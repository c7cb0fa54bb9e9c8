"""What is due in meetings, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial

from django.utils import timezone

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.queries.drifting import to_look_at


def due() -> Iterator[Callable[[], object]]:
    """Once a day a look whether a partner is drifting away."""
    for partnership in to_look_at(timezone.localdate()):
        yield partial(actions.watch_partners, partnership=partnership)
