"""Popolo JSON: persons, organizations, posts and memberships, with the names the specification gives them.

Source: Popolo, Open Government Data Specifications, http://www.popoloproject.com/specs/. `sector` and
`level` are ours; the specification lets a document carry further properties. `docs/reference/popolo.md`
lists every field. Bytes in, frozen rows out; and back.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeVar

from thegither.formats.errors import FormatError

Sources = tuple[tuple[str, str], ...]
PHONES = ("voice", "cell", "phone", "mobile", "work")


@dataclass(frozen=True, slots=True, order=True)
class OrganizationRow:
    """A body with members or posts. `parent_id` is empty for one that is part of no other."""

    id: str
    name: str
    classification: str = ""
    sector: str = ""
    parent_id: str = ""
    founding_date: date | None = None
    dissolution_date: date | None = None
    sources: Sources = ()


@dataclass(frozen=True, slots=True, order=True)
class PersonRow:
    id: str
    name: str
    email: str = ""
    phone: str = ""
    sources: Sources = ()


@dataclass(frozen=True, slots=True, order=True)
class PostRow:
    """A position that exists whoever holds it."""

    id: str
    label: str
    organization_id: str
    level: str = ""
    sources: Sources = ()


@dataclass(frozen=True, slots=True, order=True)
class MembershipRow:
    """A dated tie of a person to an organization, maybe through a post; both days are included."""

    id: str
    person_id: str
    organization_id: str
    post_id: str = ""
    role: str = ""
    start_date: date | None = None
    end_date: date | None = None
    sources: Sources = ()


@dataclass(frozen=True, slots=True)
class Register:
    """Who is who, as plain rows. `sources` of a row pairs field names with where they came from.

    `unread` counts the properties of a document that have no place here, by name.
    """

    persons: tuple[PersonRow, ...] = ()
    organizations: tuple[OrganizationRow, ...] = ()
    posts: tuple[PostRow, ...] = ()
    memberships: tuple[MembershipRow, ...] = ()
    unread: tuple[tuple[str, int], ...] = ()


AnyRow = OrganizationRow | PersonRow | PostRow | MembershipRow
One = TypeVar("One", OrganizationRow, PersonRow, PostRow, MembershipRow)
KINDS: dict[str, type[AnyRow]] = {
    "organizations": OrganizationRow,
    "persons": PersonRow,
    "posts": PostRow,
    "memberships": MembershipRow,
}
REQUIRED = {"id", "name", "label", "person_id"}


def read_popolo(data: bytes, source: str) -> Register:
    """Read a Popolo document; every reference in it must lead to something in it.

    >>> document = b'{"persons": [{"id": "1", "name": "Ailsa", "email": "ailsa@example.org"}]}'
    >>> read_popolo(document, "people.json").persons[0].name
    'Ailsa'

    Raises `FormatError` naming the file, the entry and the property.
    """
    document = _document(data, source)
    unread: dict[str, int] = {}
    entries = {kind: _entries(document, kind, source, unread) for kind in KINDS}
    register = Register(
        persons=_rows(PersonRow, entries["persons"]),
        organizations=_rows(OrganizationRow, entries["organizations"]),
        posts=_rows(PostRow, entries["posts"]),
        memberships=_rows(MembershipRow, entries["memberships"]),
        unread=tuple(sorted(unread.items())),
    )
    check_references(register, source)
    return register


def write_popolo(register: Register) -> bytes:
    """The document of a register, entries in the order given, empty properties left out."""
    document = {
        kind: [_properties(row) for row in getattr(register, kind)] for kind in sorted(KINDS)
    }
    return json.dumps(document, ensure_ascii=False, indent=2).encode()


def check_references(register: Register, source: str) -> None:
    """Every id once in its list, and every reference to something that is there."""
    known = {kind: _ids(getattr(register, kind), kind, source) for kind in KINDS}
    for kind in KINDS:
        for number, row in enumerate(getattr(register, kind), start=1):
            for name, target in _references(row):
                if target not in known[_list_of(name)]:
                    what = f"there is no entry {target!r} in {_list_of(name)}"
                    raise FormatError(source, 0, f"{kind}, entry {number}, {name}", what)


def _ids(rows: Sequence[AnyRow], kind: str, source: str) -> set[str]:
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if row.id in seen:
            raise FormatError(source, 0, f"{kind}, entry {number}, id", f"{row.id!r} stands twice")
        seen.add(row.id)
    return seen


def _references(row: AnyRow) -> Iterable[tuple[str, str]]:
    names = [field.name for field in fields(row) if field.name.endswith("_id")]
    return [(name, getattr(row, name)) for name in names if getattr(row, name)]


def _list_of(name: str) -> str:
    """`person_id` leads to `persons`, `parent_id` to `organizations`."""
    return "organizations" if name == "parent_id" else f"{name.removesuffix('_id')}s"


def _document(data: bytes, source: str) -> dict[str, Any]:
    try:
        document = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise FormatError(source, 0, "", "the letters are not UTF-8") from problem
    except json.JSONDecodeError as problem:
        raise FormatError(source, problem.lineno, str(problem.colno), problem.msg) from problem
    except RecursionError as problem:
        raise FormatError(source, 0, "", "it is nested too deeply") from problem
    if not isinstance(document, dict) or not set(KINDS) & set(document):
        raise FormatError(source, 0, "", f"none of the lists {', '.join(KINDS)} is in it")
    return document


def _entries(
    document: dict[str, Any], kind: str, source: str, unread: dict[str, int]
) -> list[dict[str, Any]]:
    entries = document.get(kind, [])
    if not isinstance(entries, list):
        raise FormatError(source, 0, kind, "this is not a list")
    return [
        _entry(entry, kind, f"{kind}, entry {number}", source, unread)
        for number, entry in enumerate(entries, start=1)
    ]


def _entry(
    entry: Any, kind: str, place: str, source: str, unread: dict[str, int]
) -> dict[str, Any]:
    """One entry's values by our field names, each checked for its type."""
    if not isinstance(entry, dict):
        raise FormatError(source, 0, place, "this is not an entry")
    found: dict[str, Any] = {}
    for field in fields(KINDS[kind]):
        found[field.name] = _value(entry, field.name, place, source)
    for name in sorted(set(entry) - set(found) - {"contact_details"}):
        unread[f"{kind}.{name}"] = unread.get(f"{kind}.{name}", 0) + 1
    return found


def _value(entry: dict[str, Any], name: str, place: str, source: str) -> Any:
    if name == "sources":
        return _sources(entry.get("sources"))
    if name == "phone":
        return _phone(entry.get("contact_details"))
    value = entry.get(name)
    value = "" if value is None else str(value) if isinstance(value, (int, str)) else value
    if not isinstance(value, str):
        raise FormatError(source, 0, f"{place}, {name}", "this is not a text")
    if "\0" in value or not _can_be_stored(value):
        raise FormatError(source, 0, f"{place}, {name}", "it holds signs that are no letters")
    if not value.strip() and name in REQUIRED:
        raise FormatError(source, 0, f"{place}, {name}", "this is missing")
    return _day(value, f"{place}, {name}", source) if name.endswith("_date") else value


def _can_be_stored(value: str) -> bool:
    """JSON can spell half of a pair of code units, which is no letter and which no database takes."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _day(value: str, place: str, source: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError as problem:
        raise FormatError(source, 0, place, f"{value!r} is not a day like 2026-11-21") from problem


def _phone(details: Any) -> str:
    for detail in details if isinstance(details, list) else []:
        if isinstance(detail, dict) and detail.get("type") in PHONES:
            return str(detail.get("value") or "")
    return ""


def _sources(sources: Any) -> Sources:
    """Popolo's `sources` as pairs of a field and a note; notes without our `fields` count for none."""
    pairs = []
    for source in sources if isinstance(sources, list) else []:
        names = source.get("fields") if isinstance(source, dict) else None
        for name in names if isinstance(names, list) else []:
            pairs.append((str(name), str(source.get("note") or "")))
    return tuple(sorted(pairs))


def _rows(kind: type[One], entries: list[dict[str, Any]]) -> tuple[One, ...]:
    return tuple(kind(**entry) for entry in entries)


def _properties(row: AnyRow) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for field in fields(row):
        value = getattr(row, field.name)
        if isinstance(value, date):
            properties[field.name] = value.isoformat()
        elif field.name == "phone" and value:
            properties["contact_details"] = [{"type": "voice", "value": value}]
        elif field.name == "sources" and value:
            properties["sources"] = _grouped(value)
        elif value and field.name not in {"phone", "sources"}:
            properties[field.name] = value
    return properties


def _grouped(sources: Sources) -> list[dict[str, Any]]:
    notes = sorted({note for _name, note in sources})
    return [
        {"note": note, "fields": [name for name, from_ in sources if from_ == note]}
        for note in notes
    ]
