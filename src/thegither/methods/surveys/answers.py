"""Answers as small numbers, and the scores of scales made from them.

Answers are one table: a row a respondent, a column an item, each cell a whole number from 0 to 127. Two numbers
below nought say that there is none, and which kind of none: `MISSING` (passed over) and `DONT_KNOW` (said so).
One byte a cell: a million people and sixty items fit into 60 MB.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.shared.compiled import compiled

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int8]

MISSING, DONT_KNOW = -1, -2


class NotAnswers(ValueError):
    """A table that holds no answers, or a scale of columns that are not there."""


@dataclass(frozen=True)
class Scale:
    """Items that ask about one thing, and how to read them.

    columns: where the items stand. low, high: the ends of their answers. turned: the items worded the other way
    round, read as low + high - answer. minimum: how many answers a score needs; half of them, rounded up, if 0.

    >>> Scale((0, 1, 2), 1, 5).needed
    2
    """

    columns: tuple[int, ...]
    low: int
    high: int
    turned: tuple[int, ...] = ()
    minimum: int = 0

    @property
    def needed(self) -> int:
        return self.minimum or -(-len(self.columns) // 2)

    @property
    def signs(self) -> Array:
        """-1 for an item that is turned round, 1 for the others."""
        return np.array([-1.0 if column in self.turned else 1.0 for column in self.columns])


def as_codes(answers: npt.ArrayLike) -> Codes:
    """The answers as bytes. Raises NotAnswers for anything but a table of whole numbers, -2 to 127."""
    table = np.asarray(answers)
    if table.ndim != 2:
        raise NotAnswers("Answers are a table: a row a respondent, a column an item.")
    if table.dtype != np.int8:
        if np.any(table < DONT_KNOW) or np.any(table > 127) or np.any(table != np.floor(table)):
            raise NotAnswers(
                "An answer is a whole number from 0 to 127, or one of the two kinds of none."
            )
    elif table.size and table.min() < DONT_KNOW:
        raise NotAnswers(
            "An answer is a whole number from 0 to 127, or one of the two kinds of none."
        )
    return np.ascontiguousarray(table, dtype=np.int8)


def scale_scores(answers: npt.ArrayLike, scales: Sequence[Scale]) -> Array:
    """The mean of what each respondent answered in each scale (respondents x scales).

    NaN where fewer than `scale.needed` items were answered: the mean of a few stands for the whole only while
    most of them are there. "Don't know" counts as no answer here.

    Raises NotAnswers for a scale of columns that are not there, or of none.

    >>> scale_scores([[4, 2, -1], [5, -2, -1]], [Scale((0, 1, 2), 1, 5, turned=(1,))])
    array([[ 4.],
           [nan]])
    """
    codes = as_codes(answers)
    if any(not scale.columns or max(scale.columns) >= codes.shape[1] for scale in scales):
        raise NotAnswers("A scale needs items, and each of them a column of its own.")
    scores = np.empty((len(codes), len(scales)))
    for place, scale in enumerate(scales):
        shifts = np.where(scale.signs < 0, scale.low + scale.high, 0.0)
        _score(codes, np.array(scale.columns), scale.signs, shifts, scale.needed, scores[:, place])
    return scores


@compiled
def _score(
    codes: Codes, columns: Ints, signs: Array, shifts: Array, needed: int, scores: Array
) -> None:
    for row in range(len(codes)):
        total, count = 0.0, 0
        for place, column in enumerate(columns):
            code = codes[row, column]
            if code >= 0:
                total += shifts[place] + signs[place] * code
                count += 1
        scores[row] = total / count if count >= needed else np.nan
