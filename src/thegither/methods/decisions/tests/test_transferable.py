"""The single transferable vote: against a count paper by paper, and pref_voting's answers."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.decisions import Rankings, instant_runoff, single_transferable_vote
from thegither.methods.decisions.points import ImpossibleBallots
from thegither.methods.decisions.transferable import UNIT

RECORDED = json.loads((Path(__file__).parent / "rankings_by_pref_voting.json").read_text())[
    "profiles"
]
ORDERS = st.permutations(range(5)).flatmap(
    lambda order: st.integers(0, 5).map(lambda length: list(order)[:length])
)
BALLOTS = st.lists(ORDERS, min_size=1, max_size=25)


class PaperCount:
    """One pile of papers for each option, moved paper by paper; worths in hundred-thousandths."""

    def __init__(self, papers, n, seats):
        self.n, self.seats, self.standing = n, seats, set(range(n))
        self.piles = {c: [(p, UNIT) for p in papers if p and p[0] == c] for c in range(n)}
        self.quota = (sum(map(len, self.piles.values())) // (seats + 1) + 1) * UNIT
        self.elected, self.history, self.due, self.kept = [], [], [], {}

    def votes(self, c):
        return self.kept.get(c, sum(worth for _, worth in self.piles[c]))

    def run(self):
        self.settle()
        while len(self.elected) < self.seats:
            if self.due:
                self.pass_on(max(self.due, key=lambda c: (self.past(c), -c)))
            else:
                self.exclude(min(self.standing, key=lambda c: (self.past(c), -c)))
            self.settle()
        return self.elected, self.history

    def past(self, c):
        return [stage[c] for stage in reversed(self.history)]

    def settle(self):
        self.history.append([self.votes(c) for c in range(self.n)])
        order = sorted(self.standing, key=lambda c: (-self.votes(c), c))
        up = [c for c in order if self.votes(c) >= self.quota]
        rest = [c for c in order if c not in up]
        up += rest if 0 < len(rest) <= self.seats - len(self.elected) - len(up) else []
        self.elected += up
        self.standing -= set(up)
        self.due += [c for c in up if self.votes(c) > self.quota]

    def pass_on(self, c):
        self.due.remove(c)
        rate = Fraction(self.votes(c) - self.quota, self.votes(c))
        self.kept[c] = self.quota
        self.move(c, lambda worth: int(worth * rate))

    def exclude(self, c):
        self.standing.remove(c)
        self.move(c, lambda worth: worth)

    def move(self, c, reworth):
        pile, self.piles[c] = self.piles[c], []
        for paper, worth in pile:
            later = next((option for option in paper if option in self.standing), None)
            if later is not None:
                self.piles[later].append((paper, reworth(worth)))


@given(BALLOTS, st.integers(1, 4))
def test_every_stage_is_that_of_a_count_paper_by_paper(papers, seats):
    outcome = single_transferable_vote(Rankings.of(papers, 5), seats, priority=np.arange(5))
    elected, history = PaperCount(papers, 5, seats).run()
    assert list(outcome.winners) == elected
    assert [list(stage.votes) for stage in outcome.stages] == history


def test_it_elects_whom_pref_voting_elects():
    for vote in RECORDED:
        for kind, papers in (("stv", vote["short"]), ("stv_full", vote["ballots"])):
            ballots = Rankings.of(papers, vote["m"], vote["weights"])
            outcome = single_transferable_vote(
                ballots, vote["seats"], priority=np.arange(vote["m"])
            )
            assert vote[kind] is None or sorted(outcome.winners) == vote[kind]


def test_the_run_off_elects_one_whom_pref_voting_may_elect():
    for vote in RECORDED:
        ballots = Rankings.of(vote["ballots"], vote["m"], vote["weights"])
        outcome = instant_runoff(ballots, priority=np.arange(vote["m"]))
        assert outcome.winners[0] in vote["runoff"]


@given(BALLOTS, st.integers(1, 4))
def test_no_vote_comes_out_of_nothing_and_every_seat_is_filled(papers, seats):
    outcome = single_transferable_vote(Rankings.of(papers, 5), seats, priority=np.arange(5))
    assert len(set(outcome.winners)) == seats
    totals = [sum(stage.votes) for stage in outcome.stages]
    assert totals == sorted(totals, reverse=True)
    assert totals[0] == UNIT * sum(bool(paper) for paper in papers)


def test_a_majority_of_first_preferences_wins_the_run_off_at_once():
    outcome = instant_runoff(Rankings.of([[2, 0], [1]], 3, [5, 4]), priority=np.arange(3))
    assert outcome.winners == (2,)
    assert len(outcome.stages) == 1


def test_equal_last_options_are_told_apart_by_an_earlier_stage():
    """c starts behind b (3 to 4) and draws level when d goes, so c goes, whatever the order of ties."""
    papers = [[0], [1], [2], [3, 2]]
    ballots = Rankings.of(papers, 4, weights=[5, 4, 3, 1])
    outcome = instant_runoff(ballots, priority=np.array([0, 3, 1, 2]))
    assert [stage.excluded for stage in outcome.stages[:3]] == [None, 3, 2]
    assert outcome.tie_breaks == ()


@pytest.mark.parametrize("seats", [0, 4])
def test_too_many_seats_or_none_are_refused(seats):
    with pytest.raises(ImpossibleBallots, match="seat"):
        single_transferable_vote(Rankings.of([[0]], 3), seats, priority=np.arange(3))


def test_tied_places_are_refused():
    with pytest.raises(ImpossibleBallots, match="tied places"):
        instant_runoff(Rankings.of([[[0, 1], 2]], 3), priority=np.arange(3))
