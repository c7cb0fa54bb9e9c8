"""What is due in contact, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial

from thegither.spine.contact import actions
from thegither.spine.spaces.models import Partnership


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    yield actions.send_invitations
    for partnership in Partnership.objects.order_by("pk"):
        yield partial(actions.tell_of_promises, partnership=partnership)
        yield partial(actions.send_digests, partnership=partnership)


def tick() -> None:
    for work in due():
        work()
