"""A new partnership with its first coordinator, who then brings in everybody else."""

from dataclasses import dataclass

from django.db import transaction

from thegither.spine.people.actions.duties import give_seat
from thegither.spine.people.actions.register import add_membership, add_organization, add_person
from thegither.spine.people.actions.sign_in import make_printed_code
from thegither.spine.people.models import Person, Seat
from thegither.spine.spaces.actions import create_partnership
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import HOUSE


@dataclass(frozen=True, slots=True)
class Founding:
    """What somebody says who starts a partnership. Without a lead of its own, they are the lead too."""

    name: str
    slug: str
    purpose: str
    coordinator: str
    email: str
    body: str = ""
    sector: str = ""
    lead_name: str = ""
    lead_email: str = ""
    lead_phone: str = ""

    @property
    def safeguarding(self) -> dict[str, str]:
        """Whom the house writes to when a text may tell of harm."""
        return {
            "safeguarding_name": self.lead_name or self.coordinator,
            "safeguarding_email": self.lead_email or self.email,
            "safeguarding_phone": self.lead_phone,
        }


@dataclass(frozen=True, slots=True)
class Founded:
    partnership: Partnership
    coordinator: Person


@transaction.atomic
def found_partnership(*, founding: Founding) -> Founded:
    """All of it or nothing. Raises a SpaceError where the address cannot be had.

    The coordinator moderates, and leads on safeguarding, until they give these duties to others.
    """
    partnership = create_partnership(
        slug=founding.slug,
        name=founding.name,
        purpose=founding.purpose,
        **founding.safeguarding,
    )
    first = add_person(
        viewer=HOUSE, partnership=partnership, name=founding.coordinator, email=founding.email
    )
    _tie_to_body(first, founding)
    lead = _lead(partnership, founding) or first
    duties = Seat.Duty
    for person, duty in (
        (first, duties.COORDINATOR),
        (first, duties.MODERATOR),
        (lead, duties.SAFEGUARDING_LEAD),
    ):
        give_seat(viewer=HOUSE, person=person, duty=duty)
    return Founded(partnership, first)


def _tie_to_body(person: Person, founding: Founding) -> None:
    if founding.body:
        body = add_organization(
            viewer=HOUSE,
            partnership=person.partnership,
            name=founding.body,
            sector=founding.sector,
        )
        add_membership(viewer=HOUSE, person=person, organization=body)


def _lead(partnership: Partnership, founding: Founding) -> Person | None:
    """The safeguarding lead as somebody who can sign in; nobody where the coordinator leads."""
    if not founding.lead_name:
        return None
    return add_person(
        viewer=HOUSE,
        partnership=partnership,
        name=founding.lead_name,
        email=founding.lead_email,
        phone=founding.lead_phone,
    )


@transaction.atomic
def found_with_printed_code(*, founding: Founding) -> tuple[Founded, str]:
    """For whoever runs the server: the code lets the coordinator in, and is nowhere else."""
    founded = found_partnership(founding=founding)
    return founded, make_printed_code(viewer=HOUSE, person=founded.coordinator)
