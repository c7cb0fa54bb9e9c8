"""Who proposed, amended and voted in rooms, by class of partner: for the balance of power."""

from collections.abc import Iterator
from datetime import date

from thegither.capabilities.decisions.models import Amendment, Option, Room
from thegither.capabilities.decisions.queries.reading import RESULT, rooms_of
from thegither.capabilities.decisions.queries.roll import sealed_roll
from thegither.spine.evidence.models import Release
from thegither.spine.people.classes import CLASSES
from thegither.spine.spaces.house import Act, Doing
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


def acts_of(viewer: Viewer, partnership: Partnership, since: date, until: date) -> Iterator[Act]:
    """Of the rooms whose votes were counted between two days. Movers who were not on the roll count nowhere."""
    counted = Release.objects.filter(kind=RESULT, as_of__date__range=(since, until))
    for room in rooms_of(viewer, partnership).filter(activity__in=counted.values("activity")):
        yield from _moved(room)
        yield from _voted(counted.filter(activity=room.activity_id).order_by("-number").first())


def _moved(room: Room) -> Iterator[Act]:
    roll = sealed_roll(room)
    rows = (
        (Doing.PROPOSED, Option.objects.filter(room=room)),
        (Doing.AMENDED, Amendment.objects.filter(option__room=room)),
    )
    for doing, moved in rows:
        movers = moved.values_list("moved_by", flat=True)
        yield from (Act(doing, roll[mover]) for mover in movers if mover in roll)


def _voted(result: Release) -> Iterator[Act]:
    """From the turnout, which has a ledger of its own: a vote counted without its key names no class."""
    for row in result.content["turnout"]:
        if row["class"] in CLASSES:
            yield Act(Doing.VOTED, row["class"], row["voted"])
