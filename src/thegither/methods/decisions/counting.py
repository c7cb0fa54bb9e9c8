"""Approval, score and majority: rules that add up and compare."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from thegither.methods.decisions.points import ImpossibleBallots, Points
from thegither.methods.decisions.ties import TieBreak, first

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Tally:
    """What each option got, who wins, and every tie that the named order had to break."""

    totals: tuple[int, ...]
    winners: tuple[int, ...]
    tie_breaks: tuple[TieBreak, ...]


@dataclass(frozen=True)
class Majority:
    """A yes-or-no question: what was needed, what was reached, and of whom."""

    passed: bool
    yes: int
    no: int
    abstain: int
    needed: Fraction
    more_than: bool
    base: int

    @property
    def reached(self) -> Fraction | None:
        """The share of yes; None where nobody counts."""
        return Fraction(self.yes, self.base) if self.base else None


def approval(ballots: Points, seats: int = 1, *, priority: Ints) -> Tally:
    """The options that most voters approve of; how many points they give makes no difference.

    >>> ballots = Points.of([{0: 1, 1: 1}, {1: 1}, {2: 1}], 3)
    >>> approval(ballots, priority=np.arange(3))
    Tally(totals=(1, 2, 1), winners=(1,), tie_breaks=())
    """
    return most(ballots.supporters().tolist(), seats, priority=priority)


def score(ballots: Points, seats: int = 1, *, priority: Ints) -> Tally:
    """The options with most points; an option left off a ballot gets none from it.

    >>> score(Points.of([{0: 5, 1: 4}, {1: 4}], 2), priority=np.arange(2)).totals
    (5, 8)
    """
    return most(ballots.totals().tolist(), seats, priority=priority)


def most(totals: Sequence[int], seats: int, *, priority: Ints) -> Tally:
    """The `seats` largest totals, from the largest down.

    A tie is only named where it decides who wins and who does not, or who stands before whom among
    the winners. Raises ImpossibleBallots for seats below 1 or more than options.

    >>> most([3, 3, 1], 1, priority=np.array([1, 0, 2])).tie_breaks
    (TieBreak(round=1, tied=(0, 1), chosen=1),)
    """
    if not 1 <= seats <= len(totals):
        raise ImpossibleBallots("There must be at least one seat, and an option for each.")
    left, winners, ties = list(range(len(totals))), [], []
    for seat in range(1, seats + 1):
        best = max(totals[option] for option in left)
        tied = tuple(option for option in left if totals[option] == best)
        chosen = first(tied, priority)
        if len(tied) > 1:
            ties.append(TieBreak(seat, tied, chosen))
        winners.append(chosen)
        left.remove(chosen)
    return Tally(tuple(totals), tuple(winners), tuple(ties))


def majority(
    yes: int,
    no: int,
    abstain: int = 0,
    *,
    needed: Fraction = Fraction(1, 2),
    more_than: bool = True,
    eligible: int | None = None,
) -> Majority:
    """Whether enough say yes.

    Parameters
    ----------
    needed: the share that yes has to reach; with `more_than` it has to be passed.
    eligible: count against everybody who may vote; against those who said yes or no when not given.

    An abstention counts against yes only with `eligible`. Where nobody counts, it does not pass.

    Raises ImpossibleBallots for negative counts, a share outside 0..1, or more votes than voters.

    >>> majority(2, 1, 5, needed=Fraction(2, 3), more_than=False).passed
    True
    >>> majority(2, 2).passed, majority(3, 2, eligible=6).passed
    (False, False)
    """
    cast = yes + no + abstain
    if min(yes, no, abstain) < 0 or not 0 <= needed <= 1 or cast > (eligible or cast):
        raise ImpossibleBallots("More votes than voters, or a share that cannot be reached.")
    base = yes + no if eligible is None else eligible
    enough = yes > needed * base if more_than else yes >= needed * base
    return Majority(base > 0 and enough, yes, no, abstain, needed, more_than, base)
