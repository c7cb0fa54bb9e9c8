"""The single transferable vote as Scottish councils are elected by it, and the instant run-off.

The quota is floor(votes / (seats + 1)) + 1. Whoever reaches it is elected. A surplus goes on, the
largest first: every paper of the elected option moves to its next standing option, worth

    surplus x worth of the paper / votes of the option      (five decimals, the rest dropped)

Without a surplus the option with fewest votes is excluded and its papers move on at their worth.
As soon as no more options stand than seats are free, they are elected. Equal numbers are told apart
by the latest earlier stage at which they differed, else by the named order, where the law draws lots.

References
----------
The Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.decisions.points import ImpossibleBallots
from thegither.methods.decisions.rankings import UNRANKED, Rankings
from thegither.methods.decisions.ties import TieBreak, first, last

Ints = npt.NDArray[np.int64]

# Votes are counted in hundred-thousandths, as the law does, so that every count is a whole number.
UNIT = 100_000


@dataclass(frozen=True)
class Stage:
    """One stage: the votes of each option after it, in hundred-thousandths, and what happened.

    `transferred` and `excluded` name the option whose papers moved just before this count.
    """

    votes: tuple[int, ...]
    elected: tuple[int, ...]
    transferred: int | None = None
    excluded: int | None = None


@dataclass(frozen=True)
class Elected:
    """Who was elected, in that order, and every stage of the count."""

    winners: tuple[int, ...]
    quota: int
    stages: tuple[Stage, ...]
    tie_breaks: tuple[TieBreak, ...]


def single_transferable_vote(rankings: Rankings, seats: int, *, priority: Ints) -> Elected:
    """Fill `seats` so that each group of a quota of voters gets the seats its size earns.

    Ballots without any ranked option do not count for the quota.

    Raises ImpossibleBallots for seats below 1 or more than options, or tied places on a ballot.

    >>> ballots = Rankings.of([[0, 1], [1], [2]], 3, weights=[6, 2, 2])
    >>> single_transferable_vote(ballots, 2, priority=np.arange(3)).winners
    (0, 1)
    """
    if not 1 <= seats <= rankings.n_options:
        raise ImpossibleBallots("There must be at least one seat, and an option for each.")
    return _Count(rankings, seats, priority).run()


def instant_runoff(rankings: Rankings, *, priority: Ints) -> Elected:
    """Exclude whoever is last until one option has more than half: the same count with one seat.

    >>> ballots = Rankings.of([[0], [1, 2], [2, 1]], 3, weights=[4, 3, 2])
    >>> instant_runoff(ballots, priority=np.arange(3)).winners
    (1,)
    """
    return single_transferable_vote(rankings, 1, priority=priority)


class _Count:
    def __init__(self, rankings: Rankings, seats: int, priority: Ints) -> None:
        self.sequence = _sequences(rankings)
        self.weights, self.seats, self.priority = rankings.weights, seats, priority
        self.standing = np.ones(rankings.n_options, dtype=bool)
        self.at = np.zeros(len(self.weights), dtype=np.int64)
        self.worth = np.full(len(self.weights), UNIT, dtype=np.int64)
        valid = int(self.weights[self.holder() >= 0].sum())
        self.quota = valid // (seats + 1) + 1
        self.elected: list[int] = []
        self.surplus: set[int] = set()
        self.passed_on: list[int] = []
        self.stages: list[Stage] = []
        self.ties: list[TieBreak] = []

    def holder(self) -> Ints:
        """The option that holds each paper now; -1 where none is left."""
        held: Ints = self.sequence[np.arange(len(self.at)), self.at]
        return held

    def votes(self) -> Ints:
        held, totals = self.holder(), np.zeros(len(self.standing), dtype=np.int64)
        np.add.at(totals, held[held >= 0], (self.weights * self.worth)[held >= 0])
        totals[self.passed_on] = self.quota * UNIT  # whoever passed a surplus on keeps the quota
        return totals

    def run(self) -> Elected:
        self.close_stage()
        while len(self.elected) < self.seats:
            if self.surplus:
                self.transfer_surplus()
            else:
                self.exclude_lowest()
        return Elected(tuple(self.elected), self.quota, tuple(self.stages), tuple(self.ties))

    def close_stage(self, transferred: int | None = None, excluded: int | None = None) -> None:
        """Count, elect whoever reached the quota, and the rest when they just fill the free seats."""
        votes = self.votes()
        free = self.seats - len(self.elected)
        reached = [c for c in np.flatnonzero(self.standing) if votes[c] >= self.quota * UNIT]
        rest = [c for c in np.flatnonzero(self.standing) if c not in reached]
        by_votes = [int(c) for c in sorted(reached, key=lambda c: (-votes[c], self.priority[c]))]
        if len(reached) < free and len(rest) <= free - len(reached):
            by_votes += [int(c) for c in sorted(rest, key=lambda c: (-votes[c], self.priority[c]))]
        self.elected += by_votes
        self.standing[by_votes] = False
        self.surplus |= {c for c in by_votes if votes[c] > self.quota * UNIT}
        self.stages.append(Stage(tuple(map(int, votes)), tuple(by_votes), transferred, excluded))

    def transfer_surplus(self) -> None:
        votes = np.array(self.stages[-1].votes)
        most = max(votes[c] for c in self.surplus)
        option = self.pick([c for c in sorted(self.surplus) if votes[c] == most], highest=True)
        self.surplus.remove(option)
        self.passed_on.append(option)
        papers = self.holder() == option
        over = int(votes[option]) - self.quota * UNIT
        # Python's whole numbers: surplus times worth can pass 64 bits with many millions of votes.
        worths = {
            int(w): over * int(w) // int(votes[option]) for w in np.unique(self.worth[papers])
        }
        self.worth[papers] = [worths[int(w)] for w in self.worth[papers]]
        self.move(papers)
        self.close_stage(transferred=option)

    def exclude_lowest(self) -> None:
        votes = np.array(self.stages[-1].votes)
        least = votes[self.standing].min()
        tied = [int(c) for c in np.flatnonzero(self.standing & (votes == least))]
        option = self.pick(tied, highest=False)
        self.standing[option] = False
        self.move(self.holder() == option)
        self.close_stage(excluded=option)

    def move(self, papers: npt.NDArray[np.bool_]) -> None:
        """Pass papers on to their next standing option."""
        moving = np.flatnonzero(papers)
        while len(moving):
            self.at[moving] += 1
            held = self.sequence[moving, self.at[moving]]
            moving = moving[(held >= 0) & ~self.standing[held]]

    def pick(self, tied: list[int], *, highest: bool) -> int:
        """Tell equal options apart by the latest stage at which they differed, else by the order."""
        for stage in reversed(self.stages):
            extreme = (max if highest else min)(stage.votes[c] for c in tied)
            tied = [c for c in tied if stage.votes[c] == extreme]
        if len(tied) == 1:
            return tied[0]
        chosen = first(tied, self.priority) if highest else last(tied, self.priority)
        self.ties.append(TieBreak(len(self.stages), tuple(tied), chosen))
        return chosen


def _sequences(rankings: Rankings) -> Ints:
    """Options of each ballot, best first, then -1 to the end; one column more than options."""
    ranked = np.sort(rankings.places, axis=1)
    if np.any((ranked[:, 1:] == ranked[:, :-1]) & (ranked[:, 1:] != UNRANKED)):
        raise ImpossibleBallots("This way of counting needs ballots without tied places.")
    order = np.argsort(rankings.places, axis=1, kind="stable").astype(np.int64)
    order[ranked == UNRANKED] = -1
    return np.hstack([order, np.full((len(order), 1), -1)])
