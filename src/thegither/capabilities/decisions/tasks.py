"""What is due in decision rooms, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.models import Directive, Room
from thegither.capabilities.decisions.phases import OVER
from thegither.capabilities.decisions.queries.reading import MOVES
from thegither.spine.evidence.models import Release


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    for room in not_weighed():
        yield partial(actions.weigh_moves, room=room)
    for directive in over():
        yield partial(actions.end_directive, directive=directive)


def not_weighed() -> QuerySet[Room]:
    """Rooms that have closed, and of which nobody has counted yet whose words moved."""
    weighed = Release.objects.filter(kind=MOVES).values("activity")
    rooms = Room.objects.filter(activity__phase__in=OVER).exclude(activity__in=weighed)
    return rooms.select_related("record__partnership", "activity").order_by("pk")


def over() -> QuerySet[Directive]:
    """Directives whose last day has passed, and whose decision still counts."""
    late = Directive.objects.filter(ends_on__lt=timezone.localdate(), decision__ended_on=None)
    return late.select_related("record__partnership", "decision__record__partnership")
