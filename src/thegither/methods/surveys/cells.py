"""Sums that are enough: counts, totals and squares of each measure in each cell of people.

A cell holds the people who are alike in everything that the results look at: organisation, level, sector.
Means, gaps, weights and their errors are all made from these sums, so the respondents are walked through once,
whatever is asked afterwards. Sums of parts are added (`Moments.__add__`): a chunk at a time, or on many
machines.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.shared.compiled import compiled
from thegither.methods.surveys.answers import Array, Ints, NotAnswers

RADIX = 4_000_000


@dataclass(frozen=True, eq=False)
class Cells:
    """Who is alike. index: each respondent's cell. keys: each cell's attributes (cells x attributes)."""

    index: Ints
    keys: Ints

    @classmethod
    def of(cls, attributes: Sequence[npt.ArrayLike]) -> "Cells":
        """Cells of respondents by their attributes, each a whole number from 0 up.

        Raises NotAnswers when the attributes differ in length or run below nought.

        >>> cells = Cells.of([[0, 0, 1, 0], [2, 2, 0, 2]])
        >>> cells.index.tolist(), cells.keys.tolist()
        ([0, 0, 1, 0], [[0, 2], [1, 0]])
        """
        columns = [np.asarray(attribute, dtype=np.int64) for attribute in attributes]
        if not columns or any(column.shape != columns[0].shape for column in columns):
            raise NotAnswers("Each respondent needs each attribute.")
        if any(column.size and column.min() < 0 for column in columns):
            raise NotAnswers("An attribute is a whole number from nought up.")
        sizes = [int(column.max(initial=0)) + 1 for column in columns]
        joint = np.zeros_like(columns[0])
        for column, size in zip(columns, sizes, strict=True):
            joint = joint * size + column
        found, index = _present(joint, int(np.prod(sizes, dtype=float)))
        keys = np.array(np.unravel_index(found, tuple(sizes)), dtype=np.int64).T
        return cls(index, keys.reshape(len(found), len(columns)))

    @property
    def sizes(self) -> Ints:
        """How many respondents each cell holds."""
        return np.bincount(self.index, minlength=len(self.keys)).astype(np.int64)


def _present(joint: Ints, possible: int) -> tuple[Ints, Ints]:
    """The values that occur, and the place of each respondent's among them; without sorting if it can be."""
    if possible > RADIX:
        found, index = np.unique(joint, return_inverse=True)
        return found, index.astype(np.int64)
    occurs = np.zeros(possible, dtype=bool)
    occurs[joint] = True
    return np.flatnonzero(occurs), (np.cumsum(occurs) - 1)[joint]


@dataclass(frozen=True, eq=False)
class Moments:
    """Answers in each cell: how many, their total, the total of their squares (each cells x measures)."""

    n: Array
    total: Array
    squares: Array

    @classmethod
    def of(cls, values: npt.NDArray[np.generic], cells: Ints, count: int) -> "Moments":
        """Walk once through values (respondents x measures). Below nought or NaN is no answer.

        >>> sums = Moments.of(np.array([[4.0], [2.0], [np.nan]]), np.array([0, 0, 1]), 2)
        >>> sums.n.tolist(), sums.total.tolist(), sums.squares.tolist()
        ([[2.0], [0.0]], [[6.0], [0.0]], [[20.0], [0.0]])
        """
        sums = np.zeros((count, values.shape[1], 3))
        _accumulate(values, cells, sums)
        return cls(sums[:, :, 0], sums[:, :, 1], sums[:, :, 2])

    def __add__(self, other: "Moments") -> "Moments":
        return Moments(self.n + other.n, self.total + other.total, self.squares + other.squares)

    def by(self, labels: Ints, count: int) -> "Moments":
        """The sums of all cells with the same label (labels from 0 to count - 1; below nought: left out)."""
        return Moments(
            *(gather(sums, labels, count) for sums in (self.n, self.total, self.squares))
        )

    def beside(self, other: "Moments") -> "Moments":
        """More measures of the same cells."""
        return Moments(
            np.hstack([self.n, other.n]),
            np.hstack([self.total, other.total]),
            np.hstack([self.squares, other.squares]),
        )

    @property
    def mean(self) -> Array:
        """NaN where nobody answered."""
        return self.total / np.where(self.n > 0, self.n, np.nan)

    @property
    def variance(self) -> Array:
        """With n - 1; NaN below two answers."""
        spread = self.squares - self.total * self.total / np.maximum(self.n, 1)
        return np.maximum(spread, 0.0) / np.where(self.n > 1, self.n - 1, np.nan)


def gather(sums: Array, labels: Ints, count: int) -> Array:
    """Add up the rows with the same label.

    >>> gather(np.array([[1.0], [2.0], [4.0]]), np.array([0, 1, 0]), 2).tolist()
    [[5.0], [2.0]]
    """
    kept = labels >= 0
    found = np.zeros((count, *sums.shape[1:]))
    np.add.at(found, labels[kept], sums[kept])
    return found


@compiled
def _accumulate(
    values: npt.NDArray[np.generic], cells: Ints, sums: npt.NDArray[np.float64]
) -> None:
    for row in range(values.shape[0]):
        cell = cells[row]
        for column in range(values.shape[1]):
            value = values[row, column]
            if value >= 0:
                sums[cell, column, 0] += 1
                sums[cell, column, 1] += value
                sums[cell, column, 2] += value * value
