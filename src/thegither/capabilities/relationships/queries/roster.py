"""Who can be named in a wave: the people and bodies of the register on the day it opened, with numbers.

The numbers stand on paper and in the locked sheets, so the list stays as it was on that day. Names are read
from the register each time, so that somebody who was erased is on no list any more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from thegither.capabilities.relationships.models import Wave
from thegither.spine.people.models import Organization, Person
from thegither.spine.people.queries import frame
from thegither.spine.spaces.models import Partnership

Key = str
# A page of a phone: more than these are found by typing a part of the name.
SHOWN = 25


def freeze(partnership: Partnership, on: date, levels: Iterable[str]) -> dict[str, list[list[str]]]:
    """The list as it is kept: [person, organization, sector, level] and [organization, sector]."""
    wanted = set(levels)
    rows = [row for row in frame(partnership, on) if not wanted or row.level in wanted]
    found = Organization.objects.filter(partnership=partnership).exclude(dissolution_date__lte=on)
    bodies = found.order_by("name", "pk").values_list("pk", "sector")
    names = dict(Person.objects.filter(partnership=partnership).values_list("pk", "name"))
    rows.sort(key=lambda row: (names[row.person], str(row.person)))
    return {
        "people": [[str(row.person), str(row.organization), row.sector, row.level] for row in rows],
        "organizations": [[str(key), sector] for key, sector in bodies],
    }


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody or some body on the list. `key` is P or O and the number that stands on paper."""

    key: Key
    id: UUID
    name: str
    organization: UUID
    organization_name: str
    sector: str
    level: str = ""

    @property
    def is_person(self) -> bool:
        return self.key.startswith("P")


@dataclass(frozen=True, slots=True)
class Roster:
    """The list of one wave, by number."""

    entries: dict[Key, Entry]

    @property
    def people(self) -> list[Entry]:
        return [entry for entry in self.entries.values() if entry.is_person]

    @property
    def organizations(self) -> list[Entry]:
        return [entry for entry in self.entries.values() if not entry.is_person]

    def of_person(self, person: UUID | None) -> Entry | None:
        return next((entry for entry in self.people if entry.id == person), None)

    def without(self, own: Entry | None) -> list[Entry]:
        """Everybody this person can name: neither themselves nor their own body."""
        if own is None:
            return list(self.entries.values())
        apart = {own.id, own.organization}
        return [entry for entry in self.entries.values() if entry.id not in apart]


def roster_of(wave: Wave) -> Roster:
    """The list of a wave with the names of today."""
    partnership = wave.record.partnership_id
    bodies = dict(Organization.objects.filter(partnership=partnership).values_list("pk", "name"))
    names = dict(Person.objects.filter(partnership=partnership).values_list("pk", "name"))
    found: dict[Key, Entry] = {}
    for number, row in enumerate(wave.roster.get("organizations", []), start=1):
        key, sector = UUID(row[0]), row[1]
        if key in bodies:
            found[f"O{number}"] = Entry(f"O{number}", key, bodies[key], key, "", sector)
    for number, row in enumerate(wave.roster.get("people", []), start=1):
        person, body, sector, level = UUID(row[0]), UUID(row[1]), row[2], row[3]
        if person in names:
            mine = bodies.get(body, "")
            found[f"P{number}"] = Entry(
                f"P{number}", person, names[person], body, mine, sector, level
            )
    return Roster(found)


def matching(entries: Iterable[Entry], words: str) -> list[Entry]:
    """Those whose name, or whose body's name, holds each of the words."""
    wanted = words.casefold().split()
    return [
        entry
        for entry in entries
        if all(word in f"{entry.name} {entry.organization_name}".casefold() for word in wanted)
    ]


def suggested(roster: Roster, own: Entry | None) -> list[Entry]:
    """Whom most people work with: colleagues of the same body first, then all other bodies."""
    free = roster.without(own)
    colleagues = [e for e in free if own and e.is_person and e.organization == own.organization]
    return (colleagues + [e for e in free if not e.is_person])[:SHOWN]
