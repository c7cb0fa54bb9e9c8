"""From the register to the scorer and back: pairs that may be one person."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thegither.methods.matching import Entry, likely_duplicates
from thegither.spine.people.models import KeptApart, Membership, Merge, Person
from thegither.spine.spaces.visibility import Viewer

IN_WORDS = {
    "same name": _("the same name"),
    "nearly the same name": _("nearly the same name"),
    "same e-mail": _("the same e-mail address"),
    "same phone": _("the same phone"),
    "same organization": _("the same organisation"),
}


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two people of the register who may be one, and what speaks for it."""

    first: Person
    second: Person
    reasons: tuple[str, ...]

    @property
    def reasons_in_words(self) -> str:
        return ", ".join(str(IN_WORDS[reason]) for reason in self.reasons)


def proposals(viewer: Viewer) -> list[Proposal]:
    """Pairs worth a look, the likeliest first; without those somebody has looked at."""
    people = {str(person.pk): person for person in _living(viewer)}
    looked_at = _looked_at(viewer)
    pairs = likely_duplicates(_entries(viewer, people))
    return [
        Proposal(people[pair.first], people[pair.second], pair.reasons)
        for pair in pairs
        if frozenset((pair.first, pair.second)) not in looked_at
    ]


def standing_merges(viewer: Viewer) -> QuerySet[Merge]:
    """Merges that could be undone, the newest first."""
    people = Person.objects.visible_to(viewer)
    merges = Merge.objects.filter(kept__in=people, undone_at=None).order_by("-merged_at")
    return merges.select_related("kept", "absorbed")


def _living(viewer: Viewer) -> QuerySet[Person]:
    people = Person.objects.visible_to(viewer).filter(merged_into=None)
    return people.prefetch_related("memberships__organization", "memberships__post")


def _entries(viewer: Viewer, people: dict[str, Person]) -> list[Entry]:
    bodies: dict[str, set[str]] = {key: set() for key in people}
    ties = Membership.objects.visible_to(viewer).filter(person__merged_into=None)
    for person, body in ties.values_list("person_id", "organization_id"):
        bodies[str(person)].add(str(body))
    return [
        Entry(key, person.name, person.email, person.phone, frozenset(bodies[key]))
        for key, person in people.items()
    ]


def _looked_at(viewer: Viewer) -> set[frozenset[str]]:
    """Pairs kept apart, and pairs whose merge was undone."""
    people = Person.objects.visible_to(viewer)
    apart = KeptApart.objects.filter(first__in=people).values_list("first_id", "second_id")
    undone = Merge.objects.filter(kept__in=people).exclude(undone_at=None)
    parted = undone.values_list("kept_id", "absorbed_id")
    return {frozenset(map(str, pair)) for pair in [*apart, *parted]}
