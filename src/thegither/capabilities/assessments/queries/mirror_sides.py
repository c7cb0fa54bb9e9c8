"""How levels, and how sectors, see it: who was heard, the three outcomes, and each group's means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries import figures
from thegither.capabilities.assessments.queries.mirror_words import (
    between,
    join,
    label_of,
    seen_sentence,
)
from thegither.spine.evidence.figures import Figure

Told = Mapping[str, Any]
DIFFERENCE, TOO_SMALL, CANNOT_TELL = "difference", "no_difference_that_matters", "cannot_tell"


@dataclass(frozen=True, slots=True)
class Heard:
    """One group: how many of those asked answered."""

    label: str
    figure: Figure
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """One comparison in words, and its figure."""

    sentence: str
    figure: Figure


@dataclass(frozen=True, slots=True)
class GroupRow:
    """One area by group."""

    title: str
    cells: list[Figure | None]


@dataclass(frozen=True, slots=True)
class Side:
    """How one way of grouping sees it: three outcomes, and what so many people could have shown."""

    title: str
    heard: list[Heard]
    differences: list[Gap]
    all_alike: str
    alike: str
    cannot_tell: str
    could_show: str
    items: list[Gap]
    groups: list[str]
    rows: list[GroupRow]
    is_told: bool


def side_of(wave: Wave, told: Told, name: str, day: date) -> Side:
    """One way of grouping, ready for the page."""
    part = told["by"][name]
    titles = {row["id"]: row["title"] for row in told["scales"]}
    texts = {item.id: item.text for item in wave.instrument.closed}
    areas = [gap for gap in part["gaps"] if not gap["item"]]
    items = [gap for gap in part["gaps"] if gap["item"] and gap["verdict"] == DIFFERENCE]
    groups = _shown_groups(part)
    return Side(
        title=_("By level") if name == "level" else _("By sector"),
        heard=[_heard(row, day) for row in part["coverage"]],
        differences=[
            _gap(told, gap, titles[gap["scale"]], day)
            for gap in areas
            if gap["verdict"] == DIFFERENCE
        ],
        all_alike=_all_alike(areas, titles),
        alike=_listed(areas, TOO_SMALL, titles),
        cannot_tell=_listed(areas, CANNOT_TELL, titles),
        could_show=_could_show(part),
        items=[_gap(told, gap, texts[gap["item"]], day) for gap in items],
        groups=[label_of(group) for group in groups],
        rows=_group_rows(told, part, groups, day),
        is_told=wave.tells_groups,
    )


def _heard(row: Told, day: date) -> Heard:
    return Heard(label_of(row["group"]), figures.heard_figure(row, day), row["is_silent"])


def _gap(told: Told, gap: Told, what: str, day: date) -> Gap:
    return Gap(seen_sentence(gap, what), figures.gap_figure(told, gap, day))


def _listed(gaps: Sequence[Told], verdict: str, titles: Mapping[str, str]) -> str:
    """Areas of one outcome, each with the groups it is about."""
    groups: dict[str, list[str]] = {}
    for gap in gaps:
        if gap["verdict"] == verdict:
            groups.setdefault(titles[gap["scale"]], []).append(between(gap))
    return "; ".join(f"{title} ({join(names)})" for title, names in groups.items())


def _all_alike(gaps: Sequence[Told], titles: Mapping[str, str]) -> str:
    """The areas in which every comparison came out as no difference that matters."""
    others = {gap["scale"] for gap in gaps if gap["verdict"] != TOO_SMALL}
    areas = dict.fromkeys(gap["scale"] for gap in gaps)
    return join([titles[area] for area in areas if area not in others])


def _could_show(part: Told) -> str:
    """What so many people could show, had to be said before anybody looked."""
    small = [row for row in part["could_show"] if row["detectable"] is not None]
    if not small:
        return ""
    worst, best = (pick(row["detectable"] for row in small) for pick in (max, min))
    return _(
        "So many people could show a difference of %(best)s points for the largest group, and of %(worst)s "
        "for the smallest, four times out of five. A smaller one can be there unseen."
    ) % {"best": f"{best:.1f}", "worst": f"{worst:.1f}"}


def _shown_groups(part: Told) -> list[str]:
    return sorted({one["group"] for measure in part["groups"] for one in measure})


def _group_rows(told: Told, part: Told, groups: list[str], day: date) -> list[GroupRow]:
    asked = {row["group"]: row["asked"] for row in part["coverage"]}
    rows = []
    for row, measure in zip(told["scales"], part["groups"], strict=False):
        means = {one["group"]: one for one in measure}
        cells = [
            figures.group_figure(told, means[group], asked.get(group), day)
            if group in means
            else None
            for group in groups
        ]
        if means:
            rows.append(GroupRow(row["title"], cells))
    return rows
