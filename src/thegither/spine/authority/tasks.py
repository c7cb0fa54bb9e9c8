"""What is due in authority, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial

from django.utils import timezone

from thegither.spine.authority import actions
from thegither.spine.authority.queries import to_look_at


def due() -> Iterator[Callable[[], object]]:
    """A look at each partnership where something changed, and at each once a day, since clauses end."""
    for partnership in to_look_at(timezone.localdate()):
        yield partial(actions.look_for_trouble, partnership=partnership)
