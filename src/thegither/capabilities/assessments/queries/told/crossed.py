"""Two columns that are told of side by side, such as level and sector: what both together tell of a few."""

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import numpy.typing as npt

from thegither.capabilities.assessments.queries.told.question import Ints, Question
from thegither.methods.disclosure import MINIMUM, Crossing, Side, hide_groups
from thegither.methods.surveys import Moments

Mask = npt.NDArray[np.bool_]


def more_to_hide(
    question: Question, sides: Mapping[str, Side], hidden: dict[str, Mask]
) -> dict[str, Mask]:
    """Hides groups too until no two columns together tell of fewer than five people.

    The smallest group that will do goes first; where none does alone, the smallest of all, and on. Of fewer
    than five in all, no group is shown.
    """
    people = np.ones((question.people, 1))
    while told_together(question, hidden, people).any():
        shown = sorted(
            (int(sides[name].counts[place]), name, int(place))
            for name in question.by
            for place in np.flatnonzero(~hidden[name] & (sides[name].counts > 0))
        )
        if not shown:
            break
        tries = [_with(sides, hidden, name, place) for _count, name, place in shown]
        safe = (one for one in tries if not told_together(question, one, people).any())
        hidden = next(safe, tries[0])
    return hidden


def _with(
    sides: Mapping[str, Side], hidden: Mapping[str, Mask], name: str, place: int
) -> dict[str, Mask]:
    never = {one: mask.copy() for one, mask in hidden.items()}
    never[name][place] = True
    return hide_groups(sides, minimum=MINIMUM, never=never)


def told_together(
    question: Question, hidden: Mapping[str, Mask], answers: npt.NDArray[np.float64]
) -> Mask:
    """For each measure, whether two columns together tell of one to four people (answers: people x measures,
    NaN for none)."""
    found = np.zeros(answers.shape[1], dtype=bool)
    for one, other in combinations(question.by, 2):
        ways = question.members(one), question.members(other)
        cells, index = np.unique(np.column_stack(ways), axis=0, return_inverse=True)
        crossing = Crossing.of(cells[:, 0], cells[:, 1], (hidden[one], hidden[other]))
        heard: Ints = Moments.of(answers, index.ravel(), len(cells)).n.astype(np.int64)
        fewest = crossing.fewest(heard)
        found |= (fewest > 0) & (fewest < MINIMUM)
    return found
