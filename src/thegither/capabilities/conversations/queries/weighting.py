"""What all who were asked might say, if the silent thought like those of their own sector and level who voted.

Weights are made from the coarse sector and level of the sealed rows and from the released table of who was
heard. A sector or level whose number that table hides is left out: it is named, and nobody's silence there is
filled with somebody else's opinion. Its voters still count, each for one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.capabilities.conversations.models import Conversation, Participant
from thegither.capabilities.conversations.queries.coverage import (
    COVERAGE,
    SIDES,
)
from thegither.capabilities.conversations.queries.totals import newest_release
from thegither.formats.polis import PolisFolder
from thegither.methods.disclosure import ANY, Hierarchy
from thegither.methods.disclosure.weighted import hides_small_counts, rounded, rounding_step
from thegither.methods.opinion import Votes
from thegither.methods.surveys.weights import NOT_SAID, CannotWeight, Margin, rake
from thegither.spine.people.groups import LEVELS, OUTSIDE, SECTORS

METHOD = "raking 1"
MOST_EFFECT = 3.0
NO_FRAME, LINK, TOO_FEW, UNEVEN = "no_frame", "link", "too_few", "uneven"
TREES = dict(zip(SIDES, (SECTORS, LEVELS), strict=True))

Ints = npt.NDArray[np.int64]
Weighted = dict[str, object]


class NotWeighted(ValueError):
    """No weights can be had; the message is the key of the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Side:
    """One attribute as it can be weighted: its margin, each voter's category, and who is left out."""

    margin: Margin
    of_voter: list[int]
    left_out: list[str]


def weigh(conversation: Conversation, folder: PolisFolder) -> Weighted:
    """The weighted support of each statement as it may be stored and shown, or `why` there is none.

    `effect`: the design effect; `step`: what shares are rounded to; `support`: by the statement's number,
    None where it must not be seen.
    """
    try:
        return _weigh(conversation, folder.to_votes())
    except NotWeighted as reason:
        return {"why": str(reason)}


def _weigh(conversation: Conversation, votes: Votes) -> Weighted:
    sides = _sides(conversation)
    weights, effect = _weights(list(sides.values()))
    values, group = np.unique(weights.round(9), return_inverse=True)
    step = rounding_step(np.bincount(group), values)
    if step is None:
        raise NotWeighted(TOO_FEW)
    return {
        "effect": effect,
        "step": step,
        "sides": list(sides),
        "left_out": {name: side.left_out for name, side in sides.items()},
        "support": {
            str(number): _support(votes, column, group, values, step)
            for column, number in enumerate(votes.statement_ids.tolist())
        },
    }


def _sides(conversation: Conversation) -> dict[str, Side]:
    release = newest_release(conversation, COVERAGE)
    if release is None:
        raise NotWeighted(NO_FRAME)
    if release.content["asked"] is None:
        raise NotWeighted(LINK)
    people = Participant.objects.filter(conversation=conversation).order_by("number", "pk")
    held = {side: list(people.values_list(side, flat=True)) for side in SIDES}
    found = {
        side: _side(side, release.content["sides"][side]["rows"], held[side]) for side in SIDES
    }
    return {name: side for name, side in found.items() if len(side.margin.categories) > 1}


def _side(name: str, rows: Sequence[Mapping], held: list[str]) -> Side:
    """The categories that the table shows and that sealed rows still tell apart."""
    tree = TREES[name]
    inside = [row for row in rows if row["asked"]]
    blurred = {value for value in held if value not in {row["key"] for row in rows} | {ANY, ""}}
    category = {row["key"]: _category(row["key"], blurred, tree) for row in inside}
    hidden = {category[row["key"]] for row in inside if row["answered"] is None}
    told = set(held) | {_category(value, blurred, tree) for value in held}
    usable = sorted(set(category.values()) & told - hidden - {OUTSIDE})
    asked = [sum(row["asked"] for row in inside if category[row["key"]] == one) for one in usable]
    place = {one: position for position, one in enumerate(usable)}
    return Side(
        margin=Margin(name, tuple(usable), tuple(asked)),
        of_voter=[place.get(_category(value, blurred, tree), NOT_SAID) for value in held],
        left_out=[row["key"] for row in inside if category[row["key"]] not in usable],
    )


def _category(value: str, blurred: Iterable[str], tree: Hierarchy) -> str:
    """The value itself, or the broader one under which somebody's row was blurred."""
    return next((step for step in reversed(tree.path(value)) if step in blurred), value)


def _weights(sides: list[Side]) -> tuple[npt.NDArray[np.float64], float]:
    """A weight for each voter, and the design effect, rounded up so that it tells no sizes of groups."""
    if not sides:
        raise NotWeighted(TOO_FEW)
    keys = np.array([side.of_voter for side in sides]).T
    try:
        found = rake(np.ones(len(keys)), keys, [side.margin for side in sides])
    except CannotWeight:
        raise NotWeighted(TOO_FEW) from None
    if found.design_effect > MOST_EFFECT:
        raise NotWeighted(UNEVEN)
    return found.weights, float(np.ceil(found.design_effect * 10 - 1e-6) / 10)


def _support(
    votes: Votes, column: int, group: Ints, values: npt.NDArray[np.float64], step: float
) -> float | None:
    """The weighted share that agrees, rounded; None where it would give a small group's votes away."""
    on_it = votes.statements == column
    who, agrees = group[votes.people[on_it]], votes.choices[on_it] == 1
    seen = np.bincount(who, minlength=len(values))
    agree = np.bincount(who[agrees], minlength=len(values))
    if not hides_small_counts(agree, seen, values, step):
        return None
    return rounded(float(agree @ values / (seen @ values)), step)
