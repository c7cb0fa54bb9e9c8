"""Rows of a list, once their columns are known, as a register. One wrong cell stops everything."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thegither.formats.errors import FormatError, FormatErrors
from thegither.formats.popolo import (
    MembershipRow,
    OrganizationRow,
    PersonRow,
    PostRow,
    Register,
)
from thegither.formats.tables import Row, Table
from thegither.spine.people.columns import EMAIL, Choice, day
from thegither.spine.people.models import Organization, Post

# As in RDF: a mark that means something in this list only, and is not kept.
LOCAL = "_:"
# What the register's tables hold, where it is not 200 letters.
LENGTHS = {"email": 254, "phone": 50, "classification": 100}
# One word, a comma, and a name. "Jean Orr, MBE" has two words before its comma, and stays.
TURNED_ROUND = re.compile(r"^(?P<family>[^\s,]+),\s*(?P<given>[^,]+)$")
WRAPPED = re.compile(r"^[^<>]*<(?P<address>[^<>]+)>$")
CODES = {"sector": Organization.Sector, "level": Post.Level}
SECTOR_WORDS = {
    "third sector": "voluntary", "third": "voluntary", "charity": "voluntary",
    "statutory": "public", "independent": "private", "commercial": "private",
}  # fmt: skip


def register_of(
    table: Table,
    choice: Choice,
    defaults: Mapping[str, str] | None = None,
    sectors: Mapping[str, str] | None = None,
) -> Register:
    """Read each row as up to four entries: an organization, a post, a person, a membership.

    `defaults` gives the sector and level of entries for which the list has none; `sectors` goes before it
    for the bodies that it names, in small letters.

    Raises `FormatErrors` with the first fault of each row that has one, so that all can be mended at once.
    """
    reader = _Reader(table, choice, defaults or {}, sectors or {})
    faults = []
    for row in choice.body(table):
        try:
            reader.read(_Cells(table, choice, row))
        except FormatError as fault:
            faults.append(fault)
    if faults:
        raise FormatErrors(faults)
    return reader.register()


def local_mark(mark: str) -> bool:
    return mark.startswith(LOCAL)


@dataclass(frozen=True)
class _Cells:
    """One row, asked by what its columns mean."""

    table: Table
    choice: Choice
    row: Row

    def __getitem__(self, name: str) -> str:
        if name not in self.choice.columns:
            return ""
        return self.row.cell(self.choice.columns.index(name))

    def refuse(self, name: str, what: str) -> FormatError:
        known = name in self.choice.columns
        place = self.choice.columns.index(name) if known else None
        heading = name if place is None else self.choice.heading(self.table, place)
        return FormatError(self.table.source, self.row.line, heading, what)

    def day(self, name: str) -> date | None:
        found = day(self[name]) if self[name] else None
        if self[name] and found is None:
            raise self.refuse(name, _("“%s” is not a day like 21/11/2026") % self[name])
        return found

    def check_lengths(self) -> None:
        for name in filter(None, self.choice.columns):
            if len(self[name]) > LENGTHS.get(name, 200):
                raise self.refuse(name, _("this is too long"))

    def full_name(self) -> str:
        """As it is said aloud. Address books turn it round, as in "Reid, Eilidh"."""
        turned = TURNED_ROUND.match(self["name"])
        whole = f"{turned['given']} {turned['family']}" if turned else self["name"]
        return whole or f"{self['given_name']} {self['family_name']}".strip()

    def email(self) -> str:
        """The address alone, also where a mail program put the name before it: "Ross Bell <ross@...>"."""
        wrapped = WRAPPED.match(self["email"])
        return wrapped["address"] if wrapped else self["email"]


@dataclass
class _Reader:
    """The entries found so far, each kind by what tells one from another."""

    table: Table
    choice: Choice
    defaults: Mapping[str, str]
    sectors: Mapping[str, str] = field(default_factory=dict)
    organizations: dict[str, OrganizationRow] = field(default_factory=dict)
    posts: dict[object, PostRow] = field(default_factory=dict)
    persons: dict[object, PersonRow] = field(default_factory=dict)
    memberships: dict[object, MembershipRow] = field(default_factory=dict)
    parents: list[tuple[str, str, _Cells]] = field(default_factory=list)

    def read(self, cells: _Cells) -> None:
        cells.check_lengths()
        body = self._organization(cells)
        post = self._post(cells, body)
        person = self._person(cells)
        if person and body:
            self._membership(cells, person, body, post)
        elif not person and not body:
            raise cells.refuse("name", _("there is neither a name nor an organisation"))

    def _organization(self, cells: _Cells) -> OrganizationRow | None:
        name = cells["organization"]
        if not name:
            return None
        key = cells["organization_id"] or name.casefold()
        found = OrganizationRow(
            id=cells["organization_id"] or f"{LOCAL}o{len(self.organizations)}",
            name=name,
            classification=cells["classification"],
            sector=_code(cells, "sector", Organization.Sector, SECTOR_WORDS),
            founding_date=cells.day("founded"),
            dissolution_date=cells.day("dissolved"),
        )
        self.organizations[key] = _same(cells, self.organizations.get(key), found)
        if cells["part_of"]:
            self.parents.append((key, cells["part_of"], cells))
        return self.organizations[key]

    def _post(self, cells: _Cells, body: OrganizationRow | None) -> PostRow | None:
        label = cells["post"]
        if not label:
            return None
        if body is None:
            raise cells.refuse("organization", _("a post needs an organisation"))
        level = _code(cells, "level", Post.Level) or self._default(cells, "level")
        key = cells["post_id"] or (body.id, label.casefold(), level)
        mark = cells["post_id"] or f"{LOCAL}t{len(self.posts)}"
        found = PostRow(id=mark, label=label, organization_id=body.id, level=level)
        self.posts[key] = _same(cells, self.posts.get(key), found)
        return self.posts[key]

    def _person(self, cells: _Cells) -> PersonRow | None:
        name, email, phone = cells.full_name(), cells.email(), cells["phone"]
        if not name and (email or phone):
            raise cells.refuse("name", _("the name is missing"))
        if email and not EMAIL.match(email):
            raise cells.refuse("email", _("“%s” is not an e-mail address") % email)
        if not name:
            return None
        # Without a mark or an address nobody can say whether two of one name are one.
        by_mail = (name.casefold(), email.casefold()) if email else cells.row.line
        key = cells["person_id"] or by_mail
        mark = cells["person_id"] or f"{LOCAL}p{len(self.persons)}"
        found = PersonRow(id=mark, name=name, email=email, phone=phone)
        self.persons[key] = _same(cells, self.persons.get(key), found)
        return self.persons[key]

    def _membership(
        self, cells: _Cells, person: PersonRow, body: OrganizationRow, post: PostRow | None
    ) -> None:
        start, end = cells.day("from"), cells.day("to")
        if start and end and end < start:
            raise cells.refuse("to", _("it ends before it starts"))
        mark = cells["membership_id"] or f"{LOCAL}m{len(self.memberships)}"
        found = MembershipRow(
            id=mark,
            person_id=person.id,
            organization_id=body.id,
            post_id=post.id if post else "",
            role=cells["role"],
            start_date=start,
            end_date=end,
        )
        key = cells["membership_id"] or replace(found, id="")
        self.memberships[key] = _same(cells, self.memberships.get(key), found)

    def _default(self, cells: _Cells, name: str) -> str:
        if not self.defaults.get(name):
            raise cells.refuse(name, _("this is missing; choose one for all rows without it"))
        if self.defaults[name] not in CODES[name].values:
            raise cells.refuse(name, _("it must be one of %s") % ", ".join(CODES[name].values))
        return self.defaults[name]

    def register(self) -> Register:
        self._tie_parents()
        self._fill_sectors()
        lists = (self.persons, self.organizations, self.posts, self.memberships)
        return Register(*(tuple(entries.values()) for entries in lists))

    def _tie_parents(self) -> None:
        by_name = {row.name.casefold(): row.id for row in self.organizations.values()}
        marks = {row.id for row in self.organizations.values()}
        for key, parent, cells in self.parents:
            mark = parent if parent in marks else by_name.get(parent.casefold())
            if mark is None:
                raise cells.refuse("part_of", _("no organisation “%s” is in the list") % parent)
            self.organizations[key] = replace(self.organizations[key], parent_id=mark)

    def _fill_sectors(self) -> None:
        """Only now, since a later row may tell the sector of a body named before."""
        for row in self.choice.body(self.table):
            cells = _Cells(self.table, self.choice, row)
            key = cells["organization_id"] or cells["organization"].casefold()
            found = self.organizations.get(key)
            if found and not found.sector:
                named = self.sectors.get(found.name.casefold())
                sector = named or self._default(cells, "sector")
                self.organizations[key] = replace(found, sector=sector)


def _code(cells: _Cells, name: str, choices: Any, words: Mapping[str, str] | None = None) -> str:
    """The code of a sector or level, from the code itself, its label, or a word that means it."""
    written = cells[name].casefold()
    if not written:
        return ""
    known = {code: code for code in choices.values}
    known |= {str(label).casefold(): code for code, label in choices.choices} | dict(words or {})
    if written not in known:
        labels = ", ".join(str(label) for label in choices.labels)
        raise cells.refuse(name, _("“%(word)s” is none of %(labels)s") % {
            "word": cells[name], "labels": labels
        })  # fmt: skip
    return known[written]


def _same(cells: _Cells, before: Any, now: Any) -> Any:
    """What two rows say together about one entry; an empty cell says nothing."""
    if before is None:
        return now
    changes = {}
    for name in type(now).__slots__:
        said, says = getattr(before, name), getattr(now, name)
        if said and says and str(said).casefold() != str(says).casefold() and name != "id":
            what = _("an earlier row says %(said)s here, this one %(says)s")
            raise cells.refuse(name, what % {"said": said, "says": says})
        changes[name] = said or says
    return type(now)(**changes)


def complete(
    register: Register, source: str, defaults: Mapping[str, str] | None = None
) -> Register:
    """A Popolo register with what the specification leaves open, or the first thing wrong with it.

    Sector and level come from `defaults` where they are missing; a membership through a post belongs
    to the post's organization.
    """
    given = defaults or {}
    bodies = {post.id: post.organization_id for post in register.posts}
    made_whole = replace(
        register,
        organizations=tuple(
            replace(row, sector=row.sector or given.get("sector", ""))
            for row in register.organizations
        ),
        posts=tuple(
            replace(row, level=row.level or given.get("level", "")) for row in register.posts
        ),
        memberships=tuple(
            replace(row, organization_id=row.organization_id or bodies.get(row.post_id, ""))
            for row in register.memberships
        ),
    )
    _check_entries(made_whole, source)
    return made_whole


def _check_entries(register: Register, source: str) -> None:
    for kind in ("organizations", "posts", "persons", "memberships"):
        for number, row in enumerate(getattr(register, kind), start=1):
            for name, what in _wrong(row):
                raise FormatError(source, 0, f"{kind}, entry {number}, {name}", what)


def _wrong(row: Any) -> Iterator[tuple[str, str]]:
    """What the register could not hold of one entry."""
    for name in type(row).__slots__:
        value = getattr(row, name)
        if isinstance(value, str) and len(value) > LENGTHS.get(name, 200):
            yield name, _("this is too long")
    if isinstance(row, PersonRow) and row.email and not EMAIL.match(row.email):
        yield "email", _("“%s” is not an e-mail address") % row.email
    if isinstance(row, OrganizationRow) and row.sector not in Organization.Sector.values:
        yield "sector", _("it must be one of %s") % ", ".join(Organization.Sector.values)
    if isinstance(row, PostRow) and row.level not in Post.Level.values:
        yield "level", _("it must be one of %s") % ", ".join(Post.Level.values)
    if isinstance(row, (MembershipRow, PostRow)) and not row.organization_id:
        yield "organization_id", _("this is missing")
    if isinstance(row, MembershipRow) and row.start_date and row.end_date:
        if row.end_date < row.start_date:
            yield "end_date", _("it ends before it starts")
