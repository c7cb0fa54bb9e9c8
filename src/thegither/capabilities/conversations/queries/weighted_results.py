"""Support counted and weighted, side by side, as the results page and the files show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thegither.capabilities.conversations.models import Landscape, Statement
from thegither.capabilities.conversations.queries.weighting import (
    LINK,
    METHOD,
    NO_FRAME,
    TOO_FEW,
    UNEVEN,
)
from thegither.methods.shared.intervals import wilson_many
from thegither.spine.evidence.figures import SHARE, Figure
from thegither.spine.people.groups import LABELS

WITHHELD = gettext_noop("hidden, so that nobody can work out how a few people voted")
BY = {
    ("sector",): gettext_noop("sector"),
    ("level",): gettext_noop("level"),
    ("sector", "level"): gettext_noop("sector and level"),
}


@dataclass(frozen=True, slots=True)
class WeightedRow:
    statement: Statement
    counted: Figure
    weighted: Figure


@dataclass(frozen=True, slots=True)
class WeightedView:
    """Either `why` there are no weights, or the rows with what to know of them; `unheard` may be empty."""

    why: str
    price: str = ""
    unheard: str = ""
    rows: Sequence[WeightedRow] = ()


def weighted_view(
    landscape: Landscape, counted: Sequence[tuple[Statement, Figure]]
) -> WeightedView | None:
    """None for results from before this was worked out."""
    stored = landscape.result.get("weighted")
    if stored is None:
        return None
    if "why" in stored:
        return WeightedView(why=_why(stored["why"]))
    return WeightedView(
        why="",
        price=_price(stored, landscape.result["counts"]["people"]),
        unheard=_unheard(stored),
        rows=[_row(landscape, stored, *one) for one in counted if one[1].answered],
    )


def _why(reason: str) -> str:
    return {
        NO_FRAME: _("Nobody knows who was asked, so these results cannot be weighted."),
        LINK: _(
            "Anybody with the link could vote, so nobody knows whom the answers would have to stand "
            "for. These results are not weighted."
        ),
        TOO_FEW: _(
            "Too few people voted to weight by sector or level without giving their votes away. "
            "These results are not weighted."
        ),
        UNEVEN: _(
            "Some sectors or levels voted so seldom that a few people would have to speak for very "
            "many. These results are not weighted."
        ),
    }[reason]


def _price(stored: dict, people: int) -> str:
    """What weighting costs, and how coarse it is."""
    words = {"people": people, "worth": int(people / stored["effect"])}
    return _(
        "Weighting makes the margins wider: the votes of %(people)s people tell as much as those of "
        "%(worth)s would without it. "
        "Weighted shares are rounded to steps of %(step)s%%, and some are hidden, so that nobody's vote "
        "can be worked out."
    ) % (words | {"step": f"{100 * stored['step']:.0f}"})


def _unheard(stored: dict) -> str:
    """Who is not spoken for: named, never filled with somebody else's opinion."""
    keys = [key for side in stored["sides"] for key in stored["left_out"][side]]
    if not keys:
        return ""
    groups = get_text_list([str(LABELS[key]) for key in keys], _("and"))
    return _(
        "Too few people voted, or nobody, to speak for the rest of these: %(groups)s. The weighted "
        "figures say nothing of those there who kept silent."
    ) % {"groups": groups}


def _row(landscape: Landscape, stored: dict, statement: Statement, counted: Figure) -> WeightedRow:
    value = stored["support"].get(str(statement.number))
    common = {
        "answered": counted.answered,
        "asked": counted.asked,
        "as_of": landscape.as_of.date(),
        "method": METHOD,
        "label": counted.label,
        "weighting": BY[tuple(stored["sides"])],
    }
    if value is None:
        return WeightedRow(statement, counted, Figure.withheld(WITHHELD, **common))
    interval = _interval(value, counted.answered / stored["effect"], stored["step"])
    figure = Figure(value=value, unit=SHARE, interval=interval, **common)
    return WeightedRow(statement, counted, figure)


def _interval(share: float, effective: float, step: float) -> tuple[float, float]:
    """Wilson's interval for as many answers as the weighted ones are worth, and half a step on each side.

    >>> [round(end, 3) for end in _interval(0.6, 40.0, 0.05)]
    [0.421, 0.762]
    """
    low, high = wilson_many([min(share, 1.0) * effective], [effective])
    return max(0.0, float(low[0]) - step / 2), min(1.0, float(high[0]) + step / 2)
