"""Who moved what, and whose words were taken up, by class of partner."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.decisions.models import Amendment, Option, Room
from thegither.capabilities.decisions.queries.reading import MOVES, release_of
from thegither.capabilities.decisions.queries.roll import sealed_roll
from thegither.methods.decisions.balance import balance
from thegither.methods.decisions.heard import Heard, heard
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.classes import CLASSES, PEOPLE

METHOD = "whose words moved 1"
BY_SEATS = "by seats"


@dataclass(frozen=True, slots=True)
class MovesShown:
    """The table of a page: whose words were taken up."""

    headings: list[str]
    rows: list[tuple[str, str, str]]


def moves_of(room: Room) -> dict[str, Any]:
    """What each class moved and what was taken up of it; an option that still stood at the vote was taken up.

    The balance is against the seats of each class on the roll, which is named wherever it is shown.
    """
    roll = sealed_roll(room)
    moved, taken = _counts(room, roll)
    seats = Counter(roll.values())
    acts = {name: moved[name] for name in CLASSES if seats[name]}
    even = balance(acts, {name: float(seats[name]) for name in acts}, null=BY_SEATS)
    found = heard(moved, taken, PEOPLE)
    return {
        "seats": {name: seats[name] for name in acts},
        "moved": acts,
        "taken": {name: taken[name] for name in acts},
        "p_uneven": even.p,
        "p_heard": found.p,
        "is_token": found.is_token,
        "null": BY_SEATS,
    }


def _counts(room: Room, roll: Mapping[UUID, str]) -> tuple[Counter[str], Counter[str]]:
    moved: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    options = Option.objects.filter(room=room).values_list("moved_by", "withdrawn_because")
    amendments = Amendment.objects.filter(option__room=room).values_list("moved_by", "state")
    rows = [(mover, not why) for mover, why in options]
    rows += [(mover, state == Amendment.State.TAKEN) for mover, state in amendments]
    for mover, is_taken in rows:
        if mover in roll:
            moved[roll[mover]] += 1
            taken[roll[mover]] += is_taken
    return moved, taken


def moves_shown(room: Room) -> MovesShown | None:
    """Class, seats, and how much of what it moved was taken up, as a page shows them."""
    content = release_of(room, MOVES)
    if content is None:
        return None
    said = _("%(taken)s of %(moved)s")
    rows = [
        (
            str(CLASSES[name]),
            str(content["seats"][name]),
            said % {"taken": content["taken"][name], "moved": content["moved"][name]},
        )
        for name in CLASSES
        if name in content["seats"]
    ]
    return MovesShown([_("Class"), _("Seats"), _("Taken up")], rows)


def heard_figure(found: Heard) -> Figure:
    """Of what people who use services moved, how much was taken up."""
    return Figure.share(
        found.taken,
        found.moved,
        found.moved,
        as_of=timezone.localdate(),
        method=METHOD,
        label=_("taken up of what people who use services moved"),
    )


def heard_in(content: Mapping[str, Any]) -> Heard:
    return heard(content["moved"], content["taken"], PEOPLE)
