"""The greedy rule of most cities: the most points for the money first, until nothing more fits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from thegither.methods.decisions.points import Points

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Bought:
    """What was bought, in the order of buying, and what it cost together."""

    winners: tuple[int, ...]
    spent: int


def greedy(
    ballots: Points,
    costs: Sequence[int],
    budget: int,
    *,
    priority: Ints,
    taken: Collection[int] = (),
) -> Bought:
    """Walk through the options by points for each unit of money, and buy whatever still fits.

    With points that count what an option costs (`Points.times(costs)`), this is the order of the
    number of votes, which most cities use. Equal ratios are ordered by `priority`. Options that
    nobody supports are never bought; those in `taken` are passed over. A winning majority can take
    everything: in the example sixty voters leave forty with nothing.

    >>> ballots = Points.of([{0: 1, 1: 1}, {2: 1, 3: 1}], 4, weights=[60, 40])
    >>> greedy(ballots, [10] * 4, 20, priority=np.arange(4)).winners
    (0, 1)
    """
    totals = ballots.totals()
    left, winners = budget, []
    for option in sorted(range(len(costs)), key=lambda c: (-_ratio(totals, costs, c), priority[c])):
        if totals[option] > 0 and costs[option] <= left and option not in taken:
            winners.append(option)
            left -= costs[option]
    return Bought(tuple(winners), budget - left)


def _ratio(totals: Ints, costs: Sequence[int], option: int) -> Fraction:
    """Points for the money; what costs nothing stands before everything else."""
    if costs[option] == 0:
        return Fraction(int(totals[option]) * (1 + sum(costs)) * (1 + int(np.abs(totals).sum())))
    return Fraction(int(totals[option]), int(costs[option]))
