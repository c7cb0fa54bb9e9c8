"""Who may vote, and for which class of partner."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thegither.capabilities.decisions.models import Elector, Room
from thegither.spine.people.classes import CLASSES, class_of
from thegither.spine.people.models import Membership
from thegither.spine.people.queries import frame
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class OnTheRoll:
    """Somebody who may vote, and for which class."""

    person: UUID
    partner_class: str


def roll_of(partnership: Partnership, day: date, bodies: Collection[str] = ()) -> list[OnTheRoll]:
    """Everybody of the register on a day, or of these bodies; each person once."""
    rows = frame(partnership, day)
    if bodies:
        held = Membership.objects.filter(Membership.on(day), organization__in=list(bodies))
        inside = set(held.values_list("person_id", flat=True))
        rows = [row for row in rows if row.person in inside]
    return [OnTheRoll(row.person, class_of(row.sector, row.level)) for row in rows]


def eligible_by_class(classes: Iterable[str]) -> dict[str, int]:
    """How many may vote, class by class, in the order in which pages show them.

    >>> eligible_by_class(["people", "statutory", "people"])
    {'statutory': 1, 'people': 2}
    """
    counts = Counter(classes)
    return {name: counts[name] for name in CLASSES if counts[name]}


def sealed_roll(room: Room) -> dict[UUID, str]:
    """The class of each elector of a room."""
    return dict(Elector.objects.filter(room=room).values_list("person_id", "partner_class"))


def is_on_roll(viewer: Viewer, room: Room) -> bool:
    return viewer.is_member and room.electors.filter(person=viewer.person).exists()
