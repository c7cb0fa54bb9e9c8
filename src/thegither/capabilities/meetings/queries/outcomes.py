"""What came out of a meeting, item by item: decisions with their promises, and questions left open."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.spine.people.models import Person, Responsibility
from thegither.spine.promises.models import Decision
from thegither.spine.promises.reading import decisions_for
from thegither.spine.spaces.models import Commitment, Issue, Link
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Promised:
    commitment: Commitment
    owner: Person | None


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision, and who promised what because of it."""

    decision: Decision
    promises: list[Promised]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one item led to. Without an item: what was agreed at the meeting as a whole."""

    decided: list[Decided] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.decided or self.issues)


def outcomes(viewer: Viewer, meeting: Meeting) -> dict[UUID, Outcome]:
    """By the record of the item, or of the meeting itself, in the order in which they were written."""
    sources = [meeting.record_id, *_records_of(meeting)]
    led_to = _led_to(sources)
    decisions = _decisions(viewer, led_to)
    promises = _promises(viewer, _led_to(one.record_id for one in decisions.values()))
    issues = {one.record_id: one for one in _seen(Issue, viewer, led_to)}
    found: dict[UUID, Outcome] = {}
    for source, target in led_to:
        outcome = found.setdefault(source, Outcome())
        if target in decisions:
            outcome.decided.append(Decided(decisions[target], promises.get(target, [])))
        elif target in issues:
            outcome.issues.append(issues[target])
    return {source: outcome for source, outcome in found.items() if outcome}


def with_outcomes(viewer: Viewer, meeting: Meeting, items: list[AgendaItem]) -> Outcome:
    """Hang each item's outcome on it as `item.outcome`; returns what belongs to no item."""
    found = outcomes(viewer, meeting)
    for item in items:
        item.outcome = found.get(item.record_id, Outcome())
    return found.get(meeting.record_id, Outcome())


def _records_of(meeting: Meeting) -> list[UUID]:
    return list(meeting.items.values_list("record_id", flat=True))


def _led_to(sources: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    links = Link.objects.filter(from_record__in=list(sources), relation="led_to")
    return list(links.order_by("created_at", "pk").values_list("from_record_id", "to_record_id"))


def _seen(model, viewer: Viewer, pairs: list[tuple[UUID, UUID]]):
    records = [target for _source, target in pairs]
    return model.objects.visible_to(viewer).filter(record__in=records).select_related("record")


def _decisions(viewer: Viewer, pairs: list[tuple[UUID, UUID]]) -> dict[UUID, Decision]:
    seen = decisions_for(viewer, _seen(Decision, viewer, pairs))
    return {one.record_id: one for one in seen}


def _promises(viewer: Viewer, pairs: list[tuple[UUID, UUID]]) -> dict[UUID, list[Promised]]:
    """Promises by the record of the decision that led to them, each with who answers for it today."""
    seen = {one.record_id: one for one in _seen(Commitment, viewer, pairs)}
    owners = _owners(seen)
    found: dict[UUID, list[Promised]] = {}
    for source, target in pairs:
        if target in seen:
            found.setdefault(source, []).append(Promised(seen[target], owners.get(target)))
    return found


def _owners(records: Iterable[UUID]) -> dict[UUID, Person]:
    standing = Responsibility.objects.filter(Responsibility.on(timezone.localdate()))
    rows = standing.filter(record__in=list(records)).select_related("person")
    return {row.record_id: row.person for row in rows.order_by("since", "given_at")}
