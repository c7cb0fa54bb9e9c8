"""A new partnership with its first coordinator, who then brings in everybody else."""

from dataclasses import dataclass

from django.db import transaction

from thegither.spine.people.actions.duties import give_seat
from thegither.spine.people.actions.register import add_person
from thegither.spine.people.actions.sign_in import make_printed_code
from thegither.spine.people.models import Person, Seat
from thegither.spine.spaces.actions import create_partnership
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import HOUSE


@dataclass(frozen=True, slots=True)
class Founded:
    """A partnership, its first coordinator, and the code that lets them in; the code is nowhere else."""

    partnership: Partnership
    coordinator: Person
    code: str


@transaction.atomic
def found_partnership(
    *, name: str, slug: str, purpose: str, coordinator: str, email: str
) -> Founded:
    """All of it or nothing. Raises a SpaceError where the address cannot be had."""
    partnership = create_partnership(slug=slug, name=name, purpose=purpose)
    first = add_person(viewer=HOUSE, partnership=partnership, name=coordinator, email=email)
    give_seat(viewer=HOUSE, person=first, duty=Seat.Duty.COORDINATOR)
    return Founded(partnership, first, make_printed_code(viewer=HOUSE, person=first))
