"""What a file of ballots holds, once read: distinct ballots, and which row cast which."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np
import numpy.typing as npt

from thegither.methods.decisions.points import ImpossibleBallots, Points
from thegither.methods.decisions.rankings import Rankings

Ints = npt.NDArray[np.int64]
Ballot = Mapping[int, int]

KINDS = ("approval", "cumulative", "scoring", "ordinal")


@dataclass(frozen=True)
class Money:
    """Costs of all options and the budget, as whole numbers of the smallest unit that occurs.

    `unit` of them make one of the currency: 100 where a cost has pence, 1 where none has.
    """

    costs: tuple[int, ...]
    budget: int | None
    unit: int

    @classmethod
    def of(cls, costs: Sequence[Decimal], budget: Decimal | None) -> "Money":
        """
        >>> Money.of([Decimal("10.5"), Decimal("3")], Decimal("20"))
        Money(costs=(105, 30), budget=200, unit=10)
        """
        named = [*costs] if budget is None else [*costs, budget]
        unit = 10 ** max((decimals(number) for number in named), default=0)
        whole = tuple(int(cost * unit) for cost in costs)
        return cls(whole, None if budget is None else int(budget * unit), unit)


def decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


@dataclass(frozen=True, eq=False)
class BallotFile:
    """Options, distinct ballots, and the rows of the file.

    `ballots[i]` maps an option to its points (1 for an approval), or to its place where `kind` is
    ordinal (1 is best, equal places are ties). Row r was cast by `counts[r]` voters, with ballot
    `cast[r]`; `columns` hold whatever else the file says of each row, such as age or class.
    """

    kind: str
    options: tuple[str, ...]
    names: tuple[str, ...]
    ballots: tuple[Ballot, ...]
    cast: Ints
    counts: Ints
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    money: Money | None = None
    meta: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def voters(self) -> int:
        return int(self.counts.sum())

    def weights(self, rows: npt.NDArray[np.bool_] | None = None) -> Ints:
        """Voters of each distinct ballot, of all rows or of some."""
        cast, counts = (
            (self.cast, self.counts) if rows is None else (self.cast[rows], self.counts[rows])
        )
        totals = np.zeros(len(self.ballots), dtype=np.int64)
        np.add.at(totals, cast, counts)
        return totals

    def points(self, *, last_place: int = 1) -> Points:
        """Ballots as points. A ranking of k options gives its last `last_place` and one more for
        each place above; tied options get the points of the best of their places."""
        rows = (
            self.ballots
            if self.kind != "ordinal"
            else [_places_as_points(b, last_place) for b in self.ballots]
        )
        return Points.of(rows, len(self.options), self.weights())

    def rankings(self) -> Rankings:
        """Ballots as rankings; equal points are tied places.

        Raises ImpossibleBallots when there are more options than places can be numbered.
        """
        if len(self.options) > 30_000:
            raise ImpossibleBallots("There are more options than anybody can rank.")
        orders = [_order(ballot, rising=self.kind == "ordinal") for ballot in self.ballots]
        return Rankings.of(orders, len(self.options), self.weights())


def _places_as_points(ballot: Ballot, last_place: int) -> Ballot:
    above = sorted(ballot.values(), reverse=True)
    return {o: last_place - 1 + len(above) - (place - 1) for o, place in _dense(ballot).items()}


def _dense(ballot: Ballot) -> Ballot:
    """Places with gaps closed as in a race: two firsts are followed by a third.

    >>> _dense({0: 1, 1: 1, 2: 2})
    {0: 1, 1: 1, 2: 3}
    """
    order = sorted(ballot.values())
    return {option: order.index(place) + 1 for option, place in ballot.items()}


def _order(ballot: Ballot, *, rising: bool) -> list[list[int]]:
    groups: dict[int, list[int]] = {}
    for option, value in ballot.items():
        groups.setdefault(value, []).append(option)
    return [groups[value] for value in sorted(groups, reverse=not rising)]
