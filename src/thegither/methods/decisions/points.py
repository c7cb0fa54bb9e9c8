"""Ballots that give points to options, each distinct ballot kept once with its number of voters.

Approving is giving one point. Real votes repeat: 127,773 voters may cast 128 distinct ballots, and
every rule here then works on 128 rows.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

# Sums of points stay below this, so that 64 bits hold them.
EXACT = 2.0**62


class ImpossibleBallots(ValueError):
    """Ballots that no vote can contain. The message can be shown to a person."""


@dataclass(frozen=True, eq=False)
class Points:
    """Distinct ballots: ballot `i` gives `points[s]` to `options[s]` for s in starts[i]:starts[i + 1].

    `weights[i]` says how many voters cast ballot `i`. Build one with `Points.of`.
    """

    starts: Ints
    options: Ints
    points: Ints
    weights: Ints
    n_options: int

    def __post_init__(self) -> None:
        largest = float(np.abs(self.points).max(initial=0)) * float(self.weights.sum())
        if largest >= EXACT:
            raise ImpossibleBallots("The points are too large to be added up exactly.")

    @classmethod
    def of(
        cls,
        ballots: Iterable[Mapping[int, int]],
        n_options: int,
        weights: Sequence[int] | Ints | None = None,
    ) -> "Points":
        """Lay ballots, each a mapping of option to points, end to end.

        Nothing is merged: rows stay in the order given, so that the caller can count them again for
        one class of voters (`reweighed`). `distinct` merges.

        Raises ImpossibleBallots for an option outside 0..n_options - 1 or a negative weight.

        >>> ballots = Points.of([{0: 1, 2: 1}, {1: 3}], 3, weights=[5, 1])
        >>> ballots.totals().tolist(), ballots.voters
        ([5, 3, 5], 6)
        """
        rows = list(ballots)
        starts = np.cumsum([0] + [len(row) for row in rows], dtype=np.int64)
        options = _laid([option for row in rows for option in row])
        points = _laid([value for row in rows for value in row.values()])
        if len(options) and not 0 <= options.min() <= options.max() < n_options:
            raise ImpossibleBallots("A ballot names an option that is not on the list.")
        counts = np.ones(len(rows), np.int64) if weights is None else _laid(weights)
        if len(counts) != len(rows) or np.any(counts < 0):
            raise ImpossibleBallots("Every ballot needs its number of voters, none below zero.")
        return cls(starts, options, points, counts, n_options)

    @property
    def voters(self) -> int:
        return int(self.weights.sum())

    @property
    def ballot_of_entry(self) -> Ints:
        """The ballot that each entry of `options` and `points` belongs to."""
        return np.repeat(np.arange(len(self.weights)), np.diff(self.starts))

    def reweighed(self, weights: Sequence[int] | Ints) -> "Points":
        """The same ballots cast by other numbers of voters, such as those of one class.

        >>> Points.of([{0: 1}, {1: 1}], 2).reweighed([0, 7]).totals().tolist()
        [0, 7]
        """
        return replace(self, weights=_laid(weights))

    def times(self, factors: Sequence[int] | Ints) -> "Points":
        """Points multiplied by a whole number for each option, such as what the option costs.

        >>> Points.of([{0: 1, 1: 2}], 2).times([10, 5]).points.tolist()
        [10, 10]
        """
        return replace(self, points=self.points * _laid(factors)[self.options])

    def totals(self) -> Ints:
        """All points of each option."""
        worth = self.points * self.weights[self.ballot_of_entry]
        totals = np.zeros(self.n_options, dtype=np.int64)
        np.add.at(totals, self.options, worth)
        return totals

    def supporters(self) -> Ints:
        """How many voters give each option more than nothing."""
        totals = np.zeros(self.n_options, dtype=np.int64)
        np.add.at(totals, self.options, self.weights[self.ballot_of_entry] * (self.points > 0))
        return totals


def distinct(ballots: Iterable[Mapping[int, int]]) -> tuple[list[dict[int, int]], list[int]]:
    """Merge equal ballots, whatever the order they were written in, in order of first appearance.

    >>> distinct([{0: 1, 1: 1}, {1: 1, 0: 1}, {2: 1}])
    ([{0: 1, 1: 1}, {2: 1}], [2, 1])
    """
    counted = Counter(tuple(sorted(ballot.items())) for ballot in ballots)
    return [dict(ballot) for ballot in counted], list(counted.values())


def _laid(column: Sequence[int] | Ints) -> Ints:
    return np.asarray(column, dtype=np.int64).reshape(-1)
