"""Storing a whole list at once: all of it, or none of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.formats.errors import FormatError
from thegither.formats.popolo import (
    AnyRow,
    MembershipRow,
    OrganizationRow,
    PersonRow,
    PostRow,
    Register,
)
from thegither.spine.evidence.actions import append_entry
from thegither.spine.people.actions.correcting import leave_address
from thegither.spine.people.models import (
    IN_POPOLO,
    Import,
    Membership,
    Organization,
    Person,
    Post,
    RegisterEntry,
)
from thegither.spine.people.reading import local_mark
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

# An entry and its key to what makes it the same as another: any one of these will do.
Likeness = Callable[[Any, str], list[object]]


@transaction.atomic
def import_register(
    *, viewer: Viewer, partnership: Partnership, register: Register, source: str
) -> Import:
    """Add a list to the register, remembering for each field where it came from.

    An entry that is already there (by the list's own mark; else an organization by its name, a person
    by name and e-mail, or without an address by name and body, a post by body, label and level, a
    membership by all but its end) is brought up to date, and an empty value leaves what stands there.
    Everybody else is new. Who only looks like somebody is proposed as a duplicate, never merged.

    Raises `FormatError` where two lists use one mark for two different things.
    """
    store = _Store(partnership, viewer, source)
    bodies = store.keep(Organization, register.organizations, _organization, _by_name)
    store.tie_parents(bodies, register.organizations)
    who = _by_name_and_more(partnership, bodies, register)
    people = store.keep(Person, register.persons, _person, who)
    posts = store.keep(Post, register.posts, _post(bodies), _by_label)
    ties = _membership(people, bodies, posts)
    store.keep(Membership, register.memberships, ties, _by_all_but_end)
    store.main.counts = {**store.counts, "unread": dict(register.unread)}
    store.main.brought = store.brought
    store.main.save(update_fields=["counts", "brought"])
    append_entry(
        chain=partnership.pk,
        actor=viewer.actor,
        verb="import_register",
        about=f"import:{store.main.pk}",
        state={"source": source, "counts": store.main.counts},
    )
    return store.main


@dataclass
class _Store:
    """The import under way: what was there before, and which source each field is put down to."""

    partnership: Partnership
    viewer: Viewer
    source: str
    counts: dict[str, int] = field(default_factory=dict)
    imports: dict[str, Import] = field(default_factory=dict)
    brought: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.main = self._import(self.source)

    def keep(
        self,
        model: type[RegisterEntry],
        rows: Iterable[AnyRow],
        values_of: Callable[[Any], dict[str, Any]],
        likeness: Likeness,
    ) -> dict[str, Any]:
        """Store rows of one kind; return the entry of each row's id."""
        before = _Known(model, self.partnership, likeness, self.source)
        entries, new, changed = {}, [], {}
        for row in rows:
            values = values_of(row)
            candidate = model(partnership=self.partnership, identifier=_mark(row), **values)
            entry = before.find(row.id, candidate)
            if entry is None:
                entry = candidate
                new.append(entry)
                self._source(entry, row, [name for name, value in values.items() if value])
            elif self._update(entry, row, values):
                changed[entry.pk] = entry
            entries[row.id] = entry
        model.objects.bulk_create(new, batch_size=500)
        names = [f.name for f in model._meta.concrete_fields if f.name not in {"id", "partnership"}]
        model.objects.bulk_update(changed.values(), names, batch_size=500)
        self.brought[model._meta.model_name] = [str(entry.pk) for entry in new]
        plural = f"{model._meta.model_name}s"
        self.counts |= {f"{plural}_new": len(new), f"{plural}_changed": len(changed)}
        return entries

    def tie_parents(self, bodies: dict[str, Organization], rows: Iterable[OrganizationRow]) -> None:
        """Only once all bodies are stored, since a part may stand before its whole."""
        tied = []
        for row in rows:
            body, parent = bodies[row.id], bodies.get(row.parent_id)
            if parent and body.parent_id != parent.pk:
                body.parent = parent
                self._source(body, row, ["parent_id"])
                tied.append(body)
        Organization.objects.bulk_update(tied, ["parent", "provenance"], batch_size=500)

    def _update(self, entry: RegisterEntry, row: AnyRow, values: dict[str, Any]) -> bool:
        news = {name: value for name, value in values.items() if value}
        news = {name: value for name, value in news.items() if getattr(entry, name) != value}
        before = getattr(entry, "email", "")
        for name, value in news.items():
            setattr(entry, name, value)
        if before and before.casefold() != entry.email.casefold():
            leave_address(entry, before)
        is_marked = bool(_mark(row)) and not entry.identifier and _mark(row) != str(entry.pk)
        entry.identifier = _mark(row) if is_marked else entry.identifier
        self._source(entry, row, news)
        return bool(news) or is_marked

    def _source(self, entry: RegisterEntry, row: AnyRow, names: Iterable[str]) -> None:
        told = dict(row.sources)
        known = [IN_POPOLO.get(name, name) for name in names]
        fresh = {name: str(self._import(told.get(name) or self.source).pk) for name in known}
        entry.provenance = entry.provenance | fresh

    def _import(self, source: str) -> Import:
        if source not in self.imports:
            self.imports[source] = Import.objects.create(
                partnership=self.partnership, source=source[:300], imported_by=self.viewer.actor
            )
        return self.imports[source]


class _Known:
    """The entries that were there before, by their marks and by what makes them alike."""

    def __init__(
        self,
        model: type[RegisterEntry],
        partnership: Partnership,
        likeness: Likeness,
        source: str,
    ) -> None:
        self.likeness = likeness
        self.source = source
        self.by_mark: dict[str, Any] = {}
        self.alike: dict[object, list[Any]] = defaultdict(list)
        self.taken: set[Any] = set()
        for entry in model.objects.filter(partnership=partnership).order_by("pk"):
            living = entry
            while getattr(living, "merged_into", None):
                living = living.merged_into
            self.by_mark[str(entry.pk)] = living
            self.by_mark[entry.identifier or str(entry.pk)] = living
            for key in likeness(living, str(living.pk)):
                self.alike[key].append(living)

    def find(self, mark: str, candidate: RegisterEntry) -> Any:
        """The entry a row speaks of. One that bears another mark of its own is somebody else.

        Each entry is found by likeness once, so that two who are alike in the list stay two.
        """
        if mark in self.by_mark:
            return self._under_mark(mark, candidate)
        for key in self.likeness(candidate, mark):
            for entry in self.alike[key]:
                is_other = entry.identifier and candidate.identifier
                if entry.pk not in self.taken and not is_other:
                    self.taken.add(entry.pk)
                    return entry
        return None

    def _under_mark(self, mark: str, candidate: Any) -> Any:
        """Two lists may both count their people 1, 2, 3: then a mark alone must not make two people one."""
        entry = self.by_mark[mark]
        is_ours = mark != entry.identifier
        if not is_ours and not _agree(entry, candidate):
            what = _("the register holds “%(entry)s” under the mark “%(mark)s” already")
            place = str(type(entry)._meta.verbose_name_plural)
            raise FormatError(self.source, 0, place, what % {"entry": entry, "mark": mark})
        return entry


def _agree(entry: Any, candidate: Any) -> bool:
    """Whether one of the values that say who or what an entry is, is the same in both."""
    telling = {"name", "email", "label", "person_id"} & {f.attname for f in entry._meta.fields}
    pairs = [(str(getattr(entry, n)), str(getattr(candidate, n))) for n in sorted(telling)]
    return any(one and one.casefold() == other.casefold() for one, other in pairs)


def _mark(row: AnyRow) -> str:
    return "" if local_mark(row.id) else row.id


def _organization(row: OrganizationRow) -> dict[str, Any]:
    names = ("name", "classification", "sector", "founding_date", "dissolution_date")
    return {name: getattr(row, name) for name in names}


def _person(row: PersonRow) -> dict[str, Any]:
    return {"name": row.name, "email": row.email, "phone": row.phone}


def _post(bodies: dict[str, Organization]) -> Callable[[PostRow], dict[str, Any]]:
    def values(row: PostRow) -> dict[str, Any]:
        body = bodies[row.organization_id]
        return {"label": row.label, "level": row.level, "organization_id": body.pk}

    return values


def _membership(
    people: dict[str, Person], bodies: dict[str, Organization], posts: dict[str, Post]
) -> Callable[[MembershipRow], dict[str, Any]]:
    def values(row: MembershipRow) -> dict[str, Any]:
        return {
            "person_id": people[row.person_id].pk,
            "organization_id": bodies[row.organization_id].pk,
            "post_id": posts[row.post_id].pk if row.post_id else None,
            "role": row.role,
            "valid_from": row.start_date,
            "valid_to": row.end_date,
        }

    return values


def _by_name(body: Organization, _key: str) -> list[object]:
    return [body.name.casefold()]


def _by_name_and_more(
    partnership: Partnership, bodies: dict[str, Organization], register: Register
) -> Likeness:
    """A person by name and e-mail; without an address by name and a body they belong to."""
    held: dict[str, set[object]] = defaultdict(set)
    ties = Membership.objects.filter(partnership=partnership)
    for person, body in ties.values_list("person_id", "organization_id"):
        held[str(person)].add(body)
    for tie in register.memberships:
        held[tie.person_id].add(bodies[tie.organization_id].pk)

    def keys(person: Person, key: str) -> list[object]:
        name = person.name.casefold()
        if person.email:
            return [(name, person.email.casefold())]
        return [(name, body) for body in sorted(held[key], key=str)]

    return keys


def _by_label(post: Post, _key: str) -> list[object]:
    return [(post.organization_id, post.label.casefold(), post.level)]


def _by_all_but_end(tie: Membership, _key: str) -> list[object]:
    return [(tie.person_id, tie.organization_id, tie.post_id, tie.role, tie.valid_from)]
