"""Reads of the lists that came in: what each brought, and what by now depends on that."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import ForeignObjectRel, QuerySet

from thegither.spine.people.models import (
    Import,
    Membership,
    Organization,
    Person,
    Post,
    RegisterEntry,
)
from thegither.spine.people.origins import Origins
from thegither.spine.spaces.visibility import Viewer

# What points at others goes before them: the order in which a list is taken out again.
KINDS: tuple[type[RegisterEntry], ...] = (Membership, Post, Person, Organization)
# A database takes only so many values in one question.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class List:
    """One list for the page: where it came from, how many people it brought, and what holds it here.

    `held_by` is an entry on which something else depends by now; without one, the list can be undone.
    """

    source: Import
    told: str
    people: int
    held_by: RegisterEntry | None

    @property
    def can_be_undone(self) -> bool:
        return bool(any(self.source.brought.values())) and self.held_by is None


def lists_of(viewer: Viewer, most: int = 20) -> list[List]:
    """The lists of this viewer's partnership, the newest first, without what was typed by hand."""
    sources = Import.objects.filter(partnership=viewer.partnership).exclude(counts={})
    origins = Origins(viewer)
    return [
        List(
            source=source,
            told=origins.sentence(source),
            people=source.counts["persons_new"],
            held_by=what_depends_on(source),
        )
        for source in sources.order_by("-imported_at", "pk")[:most]
    ]


def what_depends_on(source: Import) -> RegisterEntry | None:
    """An entry of this list that somebody took up since: an account, a duty, an invitation, a promise ...

    Every relation that leads to the register is asked, so that a table made later is not forgotten.
    """
    for kind in KINDS:
        for keys in batches(source, kind):
            for leaning in _leaning(source, kind, keys):
                return leaning
    return None


def batches(source: Import, kind: type[RegisterEntry]) -> Iterator[list[str]]:
    """The ids of what a list brought of one kind, some at a time."""
    keys = source.brought.get(kind._meta.model_name, [])
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _leaning(source: Import, kind: type[RegisterEntry], keys: list[str]) -> Iterator[RegisterEntry]:
    if kind is Person:
        yield from Person.objects.filter(pk__in=keys, account__isnull=False)[:1]
    for relation in kind._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and _holds(relation):
            found = _rows(source, relation, keys)[:1]
            yield from (getattr(row, relation.field.name) for row in found)


def _holds(relation: ForeignObjectRel) -> bool:
    """A table that the house fills by itself, for everybody alike, says so and goes with its person."""
    return getattr(relation.related_model, "holds_its_person", True)


def _rows(source: Import, relation: ForeignObjectRel, keys: list[str]) -> QuerySet:
    """What points at these entries through one relation, and did not come with the same list."""
    model = relation.related_model
    rows = model._default_manager.filter(**{f"{relation.field.name}__in": keys})
    own = source.brought.get(model._meta.model_name, []) if model in KINDS else []
    return rows.exclude(pk__in=own) if own else rows
