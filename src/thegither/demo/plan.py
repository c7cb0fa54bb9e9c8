"""What a made-up partnership is before any database knows it: plain frozen data."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Body:
    """An organization: `sector` and `parent` as the register names them."""

    key: str
    name: str
    sector: str
    kind: str
    parent: str = ""


@dataclass(frozen=True, slots=True)
class PlannedPost:
    key: str
    label: str
    level: str
    body: str


@dataclass(frozen=True, slots=True)
class PlannedPerson:
    """Somebody of the register; without an e-mail address, they sign in by a printed code."""

    key: str
    name: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class PlannedMembership:
    person: str
    body: str
    post: str
    role: str
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everybody and every body of one made-up partnership, and who carries which duty.

    `duties` maps a duty ("coordinator", "moderator", "safeguarding_lead") to the key of a person.
    """

    seed: int
    area: str
    name: str
    purpose: str
    bodies: tuple[Body, ...]
    posts: tuple[PlannedPost, ...]
    people: tuple[PlannedPerson, ...]
    memberships: tuple[PlannedMembership, ...]
    duties: dict[str, str]

    def sector_of(self) -> dict[str, str]:
        """The sector of everybody who is in office: person's key to the sector of their first body."""
        sectors = {body.key: body.sector for body in self.bodies}
        current = [m for m in self.memberships if m.valid_to is None]
        first_last = sorted(current, key=lambda m: m.valid_from, reverse=True)
        return {m.person: sectors[m.body] for m in first_last}
