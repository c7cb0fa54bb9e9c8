r"""The Method of Equal Shares: a budget split in which every voter has the same share of the say.

Each voter gets budget / voters. A project that costs c can be bought for a price r when its
supporters, each paying r for every point of satisfaction but never more than they have left, cover
it::

    sum over supporters i of  min(purse_i, r * u_i(c)) = cost(c)

In each round the project with the least price is bought and paid for, until no project can be
afforded. A group of n voters who agree therefore commands about n / voters of the money, where the
greedy rule gives everything to the largest group.

Prices only rise, because purses only shrink: an old price is a lower bound, and few projects need a
new look in each round. Prices are first taken as floats with a bound on their error; where two
cannot be told apart, whole-number arithmetic decides. The winners are those of exact arithmetic.

References
----------
D. Peters, G. Pierczynski and P. Skowron (2021), Proportional participatory budgeting with additive
utilities, Advances in Neural Information Processing Systems 34, 12726-12737.
DOI 10.48550/arXiv.2008.13276
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf

import numpy as np
import numpy.typing as npt

from thegither.methods.decisions.points import ImpossibleBallots, Points
from thegither.methods.decisions.purses import Purses
from thegither.methods.decisions.ties import TieBreak, first

Ints = npt.NDArray[np.int64]

# Adding a million floats in NumPy's pairwise way is wrong by about 1e-14 of the sum. A thousand
# times that is still far below any difference of prices in a real vote.
SLACK = 1e-11


@dataclass(frozen=True)
class Purchase:
    """One round: what was bought, at which price for a point, and what it cost."""

    option: int
    price: Fraction
    cost: int


@dataclass(frozen=True)
class FairSplit:
    """What equal shares bought, in the order of buying, and what that cost."""

    winners: tuple[int, ...]
    spent: int
    rounds: tuple[Purchase, ...]
    tie_breaks: tuple[TieBreak, ...]


@dataclass(frozen=True)
class Supporters:
    """Who gives an option points: ballots, points of each voter, voters times points, and voters."""

    ballots: Ints
    points: Ints
    weights: Ints


def equal_shares(
    ballots: Points,
    costs: Sequence[int],
    budget: int,
    *,
    priority: Ints,
    share: Fraction | None = None,
) -> FairSplit:
    """Buy projects by equal shares.

    Parameters
    ----------
    ballots: satisfaction of each distinct ballot with each option; points of none or less than none
        are no support.
    costs, budget: whole numbers in the same unit of money.
    priority: place of each option when prices tie, 0 first (see `ties.priority`).
    share: what each voter gets; budget / voters when not given (completion by larger shares).

    A supported project that costs nothing is bought first. Undefined without voters: nothing is
    bought. Plain equal shares may leave much unspent; see `completion`.

    Raises ImpossibleBallots for a negative cost or budget, or costs that do not match the options.

    Sixty voters like the two projects of the north, forty the two of the south; each costs 10:

    >>> ballots = Points.of([{0: 1, 1: 1}, {2: 1, 3: 1}], 4, weights=[60, 40])
    >>> equal_shares(ballots, [10] * 4, 20, priority=np.arange(4)).winners
    (0,)
    >>> equal_shares(ballots, [10] * 4, 30, priority=np.arange(4)).winners
    (0, 2)
    """
    _check(ballots, costs, budget)
    return _Market(ballots, costs, budget, priority, share).settle()


def _check(ballots: Points, costs: Sequence[int], budget: int) -> None:
    if len(costs) != ballots.n_options:
        raise ImpossibleBallots("Every option needs a cost.")
    if budget < 0 or any(cost < 0 for cost in costs):
        raise ImpossibleBallots("Neither a cost nor the budget can be below zero.")


def supporters_of(ballots: Points) -> list[Supporters]:
    """The supporters of each option, from the table laid out by ballot."""
    counted = (ballots.points > 0) & (ballots.weights[ballots.ballot_of_entry] > 0)
    entries = np.flatnonzero(counted)
    entries = entries[np.argsort(ballots.options[entries], kind="stable")]
    ends = np.searchsorted(ballots.options[entries], np.arange(ballots.n_options + 1))
    owner = ballots.ballot_of_entry
    return [
        Supporters(owner[mine], ballots.points[mine], ballots.weights[owner[mine]])
        for mine in (entries[a:b] for a, b in zip(ends[:-1], ends[1:], strict=True))
    ]


class _Market:
    """The state of the rounds: purses, projects still to be had, and the least price each can have."""

    def __init__(
        self,
        ballots: Points,
        costs: Sequence[int],
        budget: int,
        priority: Ints,
        share: Fraction | None,
    ) -> None:
        self.costs, self.priority = [int(cost) for cost in costs], priority
        self.supporters = supporters_of(ballots)
        equal = Fraction(budget, max(ballots.voters, 1)) if share is None else share
        self.purses = Purses(len(ballots.weights), equal)
        supported = [c for c in range(ballots.n_options) if len(self.supporters[c].ballots)]
        self.gifts = [c for c in supported if costs[c] == 0]
        self.least = {c: self._first_price(c) for c in supported if costs[c] > 0}

    def _first_price(self, option: int) -> float:
        mine = self.supporters[option]
        return self.costs[option] / float(mine.weights @ mine.points) * (1 - SLACK)

    def settle(self) -> FairSplit:
        gifts = sorted(self.gifts, key=lambda option: int(self.priority[option]))
        rounds = [Purchase(option, Fraction(0), 0) for option in gifts]
        ties: list[TieBreak] = []
        while contenders := self._contenders():
            prices = {option: self._exact_price(option) for option in contenders}
            price = min(prices.values())
            tied = tuple(option for option in sorted(prices) if prices[option] == price)
            option = first(tied, self.priority)
            if len(tied) > 1:
                ties.append(TieBreak(len(rounds) + 1, tied, option))
            rounds.append(Purchase(option, price, self.costs[option]))
            self._buy(option, price)
        spent = sum(purchase.cost for purchase in rounds)
        return FairSplit(tuple(p.option for p in rounds), spent, tuple(rounds), tuple(ties))

    def _buy(self, option: int, price: Fraction) -> None:
        mine = self.supporters[option]
        self.purses.pay(mine.ballots, mine.points, price)
        del self.least[option]

    def _contenders(self) -> list[int]:
        """Projects that floats cannot tell from the cheapest; the others are surely dearer."""
        ceiling, seen = inf, []
        for option in sorted(self.least, key=self.least.__getitem__):
            if self.least[option] > ceiling:
                break
            if not self._affordable(option):
                del self.least[option]
                continue
            price, error = self._float_price(option)
            self.least[option] = price - error
            ceiling = min(ceiling, price + error)
            seen.append(option)
        return [option for option in seen if self.least[option] <= ceiling]

    def _affordable(self, option: int) -> bool:
        """Once its supporters together hold too little, a project is out for good."""
        mine, cost = self.supporters[option], self.costs[option]
        held = float(mine.weights @ self.purses.floats[mine.ballots])
        if abs(held - cost) > SLACK * cost:
            return held > cost
        exact = (self.purses.numerators(mine.ballots) * mine.weights).sum()
        return bool(exact >= cost * self.purses.denominator)

    def _float_price(self, option: int) -> tuple[float, float]:
        """The price and a bound on its error, by pouring: whoever cannot pay the price pays all."""
        mine, cost = self.supporters[option], self.costs[option]
        purses = self.purses.floats[mine.ballots]
        worth = mine.weights * mine.points
        rich = np.ones(len(purses), dtype=bool)
        while True:
            paying = float(worth[rich].sum())
            price = (cost - float(mine.weights[~rich] @ purses[~rich])) / paying
            still = rich & (purses >= price * mine.points)
            if not still.any() or still.sum() == rich.sum():
                return price, SLACK * (cost / paying + price)
            rich = still

    def _exact_price(self, option: int) -> Fraction:
        """`_float_price` in whole numbers; those whom floats call poor by a margin start as poor."""
        mine, scale = self.supporters[option], self.purses.denominator
        purses = self.purses.numerators(mine.ballots)
        worth = mine.weights * mine.points
        low = self.least[option] * (1 - SLACK)
        rich = self.purses.floats[mine.ballots] >= low * mine.points * (1 - SLACK)
        while True:
            paid = (purses[~rich] * mine.weights[~rich]).sum()
            price = Fraction(self.costs[option] * scale - int(paid), int(worth[rich].sum()))
            due = mine.points.astype(object) * price.numerator
            still = rich & (purses * price.denominator >= due).astype(bool)
            if still.sum() == rich.sum():
                return price / scale
            rich = still
