"""Ballots that rank options, each distinct ballot kept once, and who is put above whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from thegither.methods.decisions.points import ImpossibleBallots

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.int16]

# An option left off a ballot stands below every option that is on it, level with the others left off.
UNRANKED = np.int16(np.iinfo(np.int16).max)

# Rows of one block: 60 options x 16,384 ballots are 2 MB, which stays in the processor's cache.
BLOCK = 16_384


@dataclass(frozen=True, eq=False)
class Rankings:
    """`places[ballot, option]` is 1 for the best; equal places are ties; `UNRANKED` for left off.

    `weights[ballot]` says how many voters cast it. Build one with `Rankings.of`.
    """

    places: Places
    weights: Ints

    @classmethod
    def of(
        cls,
        orders: Iterable[Sequence[int | Sequence[int]]],
        n_options: int,
        weights: Sequence[int] | Ints | None = None,
    ) -> "Rankings":
        """Lay out ballots, each a sequence of options or of tied groups of options, best first.

        Raises ImpossibleBallots for an unknown option, one ranked twice, or a negative weight.

        >>> Rankings.of([[2, 0], [[0, 1]]], 3).places.tolist()
        [[2, 32767, 1], [1, 1, 32767]]
        """
        rows = list(orders)
        places = np.full((len(rows), n_options), UNRANKED, dtype=np.int16)
        for row, order in zip(places, rows, strict=True):
            for place, group in enumerate(order, start=1):
                for option in [group] if isinstance(group, int) else group:
                    if not 0 <= option < n_options or row[option] != UNRANKED:
                        raise ImpossibleBallots(
                            "A ballot ranks an option that is unknown, or twice."
                        )
                    row[option] = place
        counts = np.ones(len(rows)) if weights is None else weights
        laid = np.asarray(counts, dtype=np.int64)
        if len(laid) != len(rows) or np.any(laid < 0):
            raise ImpossibleBallots("Every ballot needs its number of voters, none below zero.")
        return cls(places, laid)

    @property
    def n_options(self) -> int:
        return int(self.places.shape[1])

    @property
    def voters(self) -> int:
        return int(self.weights.sum())

    def reweighed(self, weights: Sequence[int] | Ints) -> "Rankings":
        """The same ballots cast by other numbers of voters, such as those of one class."""
        return replace(self, weights=np.asarray(weights, dtype=np.int64))

    def first_preferences(self) -> Ints:
        """How many voters put each option alone at the top of their ballot.

        >>> Rankings.of([[2, 0], [[0, 1]], [2]], 3).first_preferences().tolist()
        [0, 0, 2]
        """
        at_top = (self.places == 1) & ((self.places == 1).sum(axis=1) == 1)[:, None]
        totals: Ints = self.weights @ at_top.astype(np.int64)
        return totals

    def above(self) -> Ints:
        """How many voters put option a above option b, as a square table.

        >>> Rankings.of([[0, 1], [1, 0], [1]], 3, weights=[2, 1, 4]).above().tolist()
        [[0, 2, 3], [5, 0, 7], [0, 0, 0]]
        """
        total = np.zeros((self.n_options, self.n_options), dtype=np.int64)
        for start in range(0, len(self.weights), BLOCK):
            rows = slice(start, start + BLOCK)
            total += _above(np.ascontiguousarray(self.places[rows].T), self.weights[rows])
        return total


def _above(places: Places, weights: Ints) -> Ints:
    """`above` for one block; options in rows. Ballots cast once, the bulk of them, are only counted."""
    once = weights == 1
    single, repeated = np.ascontiguousarray(places[:, once]), places[:, ~once]
    counts, table = weights[~once], np.zeros((len(places), len(places)), dtype=np.int64)
    for option in range(len(places)):
        higher = single[option] < single
        table[option] = np.count_nonzero(higher, axis=1)
        table[option] += (repeated[option] < repeated) @ counts
    return table
