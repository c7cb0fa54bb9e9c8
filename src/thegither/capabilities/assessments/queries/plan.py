"""The improvement plan of a wave: what was found, who does what about it, and what moved since."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import PlanEntry, Wave
from thegither.capabilities.assessments.phases import CLOSED
from thegither.capabilities.assessments.queries.figures import moved_figure
from thegither.capabilities.assessments.queries.mirror import newest_mirror
from thegither.capabilities.assessments.queries.mirror_page import MOVED
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.models import Person
from thegither.spine.promises.queries import owner_of
from thegither.spine.spaces.models import Finding, Issue
from thegither.spine.spaces.visibility import Viewer


@dataclass(frozen=True, slots=True)
class Since:
    """What the next wave showed beside a line of the plan: in words with a figure, or why it cannot tell."""

    wave: Wave
    said: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of the plan."""

    entry: PlanEntry
    issue: Issue
    owner: Person | None
    looks_at: str
    since: Since | None

    @property
    def is_late(self) -> bool:
        due = self.issue.due_on
        return not self.issue.closed_on and due is not None and due < timezone.localdate()


def planned(viewer: Viewer, wave: Wave) -> list[Planned]:
    """Every line whose issue this viewer may see, the next day first."""
    issues = Issue.objects.visible_to(viewer).filter(plan_entry__wave=wave)
    rows = issues.select_related("record", "plan_entry__finding").order_by("due_on", "pk")
    following = next_wave(viewer, wave)
    return [_planned(wave, issue, following) for issue in rows]


def _planned(wave: Wave, issue: Issue, following: Wave | None) -> Planned:
    entry = issue.plan_entry
    names = dict(places_to_look(wave))
    return Planned(
        entry=entry,
        issue=issue,
        owner=owner_of(issue.record),
        looks_at=names.get(entry.looks_at, ""),
        since=_since(entry, following) if following else None,
    )


def next_wave(viewer: Viewer, wave: Wave) -> Wave | None:
    """The first closed wave that was compared with this one."""
    later = Wave.objects.visible_to(viewer).filter(previous=wave, activity__phase=CLOSED)
    return later.select_related("record__partnership").order_by("record__created_at").first()


def _since(entry: PlanEntry, following: Wave) -> Since:
    release = newest_mirror(following)
    moved = measure_of(release.content["told"], entry.looks_at) if release else None
    if not entry.looks_at:
        return Since(following, _("No question was named to look at."))
    if moved is None:
        return Since(
            following, _("The next time does not tell: too few answered, or it was not asked.")
        )
    figure = moved_figure(release.content["told"], moved, release.as_of.date())
    return Since(following, _(MOVED[moved["verdict"]]), figure)


def measure_of(told: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """What the mirror says of the movement of one area or one question."""
    measures = told["movement"]["measures"] if told.get("movement") else []
    return next(
        (one for one in measures if (one["item"] or one["scale"]) == name),
        None,
    )


def places_to_look(wave: Wave) -> list[tuple[str, str]]:
    """The areas, then the questions that have an order: what the next wave can show a change of."""
    instrument = wave.instrument
    areas = [(scale.id, scale.title) for scale in instrument.scales]
    ordered = [item for item in instrument.closed if item.options and item.options.ordered]
    return areas + [(item.id, item.text) for item in ordered]


def not_planned(viewer: Viewer, wave: Wave) -> QuerySet[Finding]:
    """Findings of this wave from which no line of the plan has grown."""
    own = Finding.objects.visible_to(viewer).filter(record__activity=wave.activity)
    left = own.exclude(plan_entries__wave=wave).select_related("record")
    return left.order_by("record__created_at", "pk")


def find_finding(viewer: Viewer, wave: Wave, key: object) -> Finding | None:
    own = Finding.objects.visible_to(viewer).filter(record__activity=wave.activity)
    return own.select_related("record").filter(pk=key).first()


def suggested_look(finding: Finding) -> str:
    """The area or question a finding names itself."""
    names = [name.partition(":") for name in finding.about if isinstance(name, str)]
    return next((key for kind, _colon, key in names if kind in ("item", "area")), "")


def due_soon(today: date) -> date:
    """A usual day for a first step: a quarter from now."""
    month = today.month + 3
    return date(today.year + (month - 1) // 12, (month - 1) % 12 + 1, min(today.day, 28))
