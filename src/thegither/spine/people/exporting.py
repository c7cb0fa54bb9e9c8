"""The register as it goes out: as Popolo, or as a flat list that a spreadsheet opens."""

from collections.abc import Iterable, Iterator
from typing import Any

from thegither.formats.popolo import (
    MembershipRow,
    OrganizationRow,
    PersonRow,
    PostRow,
    Register,
    Sources,
)
from thegither.formats.tables import write_csv
from thegither.spine.people.models import (
    Import,
    Membership,
    Organization,
    Person,
    Post,
    RegisterEntry,
)
from thegither.spine.spaces.visibility import Viewer

HEADER = (
    "person_id", "name", "email", "phone",
    "organization_id", "organization", "sector", "classification", "part_of", "founded", "dissolved",
    "post_id", "post", "level",
    "membership_id", "role", "from", "to",
)  # fmt: skip


def register(viewer: Viewer) -> Register:
    """All that this viewer may see of their partnership's register, each list by its entries' marks."""
    imports = Import.objects.filter(partnership=viewer.partnership)
    notes = {str(one.pk): one.source for one in imports}
    people = Person.objects.visible_to(viewer).filter(merged_into=None)
    bodies = Organization.objects.visible_to(viewer).select_related("parent")
    posts = Post.objects.visible_to(viewer).select_related("organization")
    ties = Membership.objects.visible_to(viewer)
    ties = ties.select_related("person", "organization", "post")
    return Register(
        persons=_sorted(_person(one, notes) for one in people),
        organizations=_sorted(_organization(one, notes) for one in bodies),
        posts=_sorted(_post(one, notes) for one in posts),
        memberships=_sorted(_membership(one, notes) for one in ties),
    )


def mark(entry: RegisterEntry | None) -> str:
    """What an entry is called outside: the mark it came with, or else its own id."""
    return (entry.identifier or str(entry.pk)) if entry else ""


def as_csv(register: Register) -> str:
    """One line for each membership, and one for each entry that stands in none of those lines."""
    return write_csv(HEADER, _lines(register))


def _lines(register: Register) -> Iterator[list[str]]:
    people = {row.id: row for row in register.persons}
    bodies = {row.id: row for row in register.organizations}
    posts = {row.id: row for row in register.posts}
    for tie in register.memberships:
        post = posts.get(tie.post_id)
        yield _line(people[tie.person_id], bodies[tie.organization_id], post, tie)
    held = {tie.post_id for tie in register.memberships}
    yield from (
        _line(body=bodies[p.organization_id], post=p) for p in posts.values() if p.id not in held
    )
    seen = {tie.organization_id for tie in register.memberships}
    seen |= {post.organization_id for post in register.posts}
    yield from (_line(body=body) for body in bodies.values() if body.id not in seen)
    tied = {tie.person_id for tie in register.memberships}
    yield from (_line(person) for person in people.values() if person.id not in tied)


def _line(
    person: PersonRow | None = None,
    body: OrganizationRow | None = None,
    post: PostRow | None = None,
    tie: MembershipRow | None = None,
) -> list[str]:
    return [
        *_cells(person, "id", "name", "email", "phone"),
        *_cells(body, "id", "name", "sector", "classification", "parent_id"),
        *_cells(body, "founding_date", "dissolution_date"),
        *_cells(post, "id", "label", "level"),
        *_cells(tie, "id", "role", "start_date", "end_date"),
    ]


def _cells(row: Any, *names: str) -> list[str]:
    return [str(getattr(row, name, None) or "") for name in names]


def _sorted(rows: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(rows, key=lambda row: row.id))


def _sources(entry: RegisterEntry, notes: dict[str, str]) -> Sources:
    told = ((name, notes.get(key, "")) for name, key in entry.provenance.items())
    return tuple(sorted((name, note) for name, note in told if note))


def _person(one: Person, notes: dict[str, str]) -> PersonRow:
    return PersonRow(mark(one), one.name, one.email, one.phone, _sources(one, notes))


def _organization(one: Organization, notes: dict[str, str]) -> OrganizationRow:
    return OrganizationRow(
        id=mark(one),
        name=one.name,
        classification=one.classification,
        sector=one.sector,
        parent_id=mark(one.parent),
        founding_date=one.founding_date,
        dissolution_date=one.dissolution_date,
        sources=_sources(one, notes),
    )


def _post(one: Post, notes: dict[str, str]) -> PostRow:
    return PostRow(mark(one), one.label, mark(one.organization), one.level, _sources(one, notes))


def _membership(one: Membership, notes: dict[str, str]) -> MembershipRow:
    return MembershipRow(
        id=mark(one),
        person_id=mark(one.person),
        organization_id=mark(one.organization),
        post_id=mark(one.post),
        role=one.role,
        start_date=one.valid_from,
        end_date=one.valid_to,
        sources=_sources(one, notes),
    )
