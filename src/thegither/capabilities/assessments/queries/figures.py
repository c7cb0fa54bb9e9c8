"""Figures from what a mirror tells."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_noop as _

from thegither.spine.evidence.figures import PEOPLE_LIKE_THESE, SHARE, THIS_FRAME, Figure

METHOD = "mirror 1"
HIDDEN = _("hidden, so that nobody can be worked out")
ALL_ALIKE = _("fewer than five answered, or all gave one answer")
POINTS = ""

Told = Mapping[str, Any]


def mean_figure(told: Told, row: Told, day: date) -> Figure:
    """The mean of an area or a question, over all who answered it."""
    common = {"as_of": day, "method": METHOD}
    if row["mean"] is None:
        return Figure.withheld(ALL_ALIKE, answered=None, asked=told["asked"], unit=POINTS, **common)
    return Figure(
        value=row["mean"],
        unit=POINTS,
        answered=row["n"],
        asked=told["asked"],
        interval=_pair(row["interval"]),
        target=THIS_FRAME if row["target"] == "this_frame" else PEOPLE_LIKE_THESE,
        **common,
    )


def weighted_figure(told: Told, row: Told, day: date) -> Figure | None:
    """The mean as if every group had answered alike; None where nothing could be weighted."""
    if row.get("weighted_mean") is None:
        return None
    return Figure(
        value=row["weighted_mean"],
        unit=POINTS,
        answered=row["n"],
        asked=told["asked"],
        as_of=day,
        method=METHOD,
        target=PEOPLE_LIKE_THESE,
        weighting=_("level and sector"),
        interval=_pair(row["weighted_interval"]),
    )


def agree_figure(told: Told, row: Told, day: date, label: str) -> Figure | None:
    """How many agree, with the bounds whatever the rest think; None where answers are not about agreeing."""
    if row.get("agree_share") is None:
        return None
    return Figure(
        value=row["agree_share"],
        unit=SHARE,
        answered=row["n"],
        asked=told["asked"],
        as_of=day,
        method=METHOD,
        interval=_pair(row["agree_interval"]),
        bounds=_pair(row["agree_bounds"]),
        label=label,
    )


def count_figure(told: Told, count: int, answered: int, day: date) -> Figure:
    """How many gave one answer, of those who answered the question."""
    return Figure(
        value=count / answered if answered else 0.0,
        unit=SHARE,
        answered=answered,
        asked=told["asked"],
        as_of=day,
        method=METHOD,
    )


def gap_figure(told: Told, gap: Told, day: date) -> Figure:
    """How much higher or lower one group sees it, in points of the scale."""
    return Figure(
        value=gap["difference"],
        unit=POINTS,
        answered=sum(gap["n"]),
        asked=told["asked"],
        as_of=day,
        method=METHOD,
        target=PEOPLE_LIKE_THESE,
        interval=_pair(gap["interval"]),
    )


def group_figure(told: Told, group: Told, asked: int | None, day: date) -> Figure:
    """The mean of one group."""
    return Figure(
        value=group["mean"],
        unit=POINTS,
        answered=group["n"],
        asked=asked,
        as_of=day,
        method=METHOD,
        target=PEOPLE_LIKE_THESE,
        interval=_pair(group["interval"]),
    )


def moved_figure(told: Told, moved: Told, day: date) -> Figure:
    """How far a mean went since the wave before."""
    return Figure(
        value=moved["change"],
        unit=POINTS,
        answered=moved["n"][1],
        asked=told["asked"],
        as_of=day,
        method=METHOD,
        target=PEOPLE_LIKE_THESE,
        interval=_pair(moved["interval"]),
    )


def place_figure(cloud: Told, side: int, day: date) -> Figure:
    """Where the middle of an organisation's culture stands on one of two scales."""
    return Figure(
        value=cloud["centre"][side],
        unit=POINTS,
        answered=cloud["n"],
        asked=cloud["asked"],
        as_of=day,
        method=METHOD,
        target=PEOPLE_LIKE_THESE,
    )


def heard_figure(row: Told, day: date) -> Figure:
    """How many of one group answered."""
    common = {"as_of": day, "method": METHOD}
    if row["answered"] is None:
        return Figure.withheld(HIDDEN, answered=None, asked=row["asked"], unit="people", **common)
    return Figure.count(
        row["answered"], unit="people", answered=row["answered"], asked=row["asked"], **common
    )


def _pair(ends: list[float] | None) -> tuple[float, float] | None:
    return None if ends is None else (ends[0], ends[1])
