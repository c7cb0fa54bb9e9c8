"""What is due in decision rooms, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.models import Directive, Room
from thegither.capabilities.decisions.phases import OVER, VOTING
from thegither.capabilities.decisions.queries.ballots import marks_of, voter_of
from thegither.capabilities.decisions.queries.reading import MOVES, RULE, release_of
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.spine.contact.actions import remind
from thegither.spine.evidence.models import Release
from thegither.spine.evidence.seals import has_key


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    for room in not_weighed():
        yield partial(actions.weigh_moves, room=room)
    for room in open_for_votes():
        yield partial(remind_the_silent, room)
    for directive in over():
        yield partial(actions.end_directive, directive=directive)


def not_weighed() -> QuerySet[Room]:
    """Rooms that have closed, and of which nobody has counted yet whose words moved."""
    weighed = Release.objects.filter(kind=MOVES).values("activity")
    rooms = Room.objects.filter(activity__phase__in=OVER).exclude(activity__in=weighed)
    return rooms.select_related("record__partnership", "activity").order_by("pk")


def open_for_votes() -> QuerySet[Room]:
    rooms = Room.objects.filter(activity__phase=VOTING)
    return rooms.select_related("record__partnership", "activity").order_by("pk")


def remind_the_silent(room: Room) -> None:
    """Who has voted is worked out with the key, for this alone; without it nobody is reminded."""
    if not has_key(room.activity_id):
        return
    rule = Rule.of(release_of(room, RULE)["rule"])

    def has_voted(person: UUID) -> bool:
        return marks_of(voter_of(room, rule, person)) is not None

    remind(activity=room.activity, has_answered=has_voted, closes_on=room.closes_on)


def over() -> QuerySet[Directive]:
    """Directives whose last day has passed, and whose decision still counts."""
    late = Directive.objects.filter(ends_on__lt=timezone.localdate(), decision__ended_on=None)
    return late.select_related("record__partnership", "decision__record__partnership")
