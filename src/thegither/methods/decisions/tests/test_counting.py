"""Approval, score and majority."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.decisions import Points, approval, majority, most, score
from thegither.methods.decisions.points import ImpossibleBallots

BALLOTS = st.lists(st.dictionaries(st.integers(0, 4), st.integers(0, 5)), max_size=10)


@given(BALLOTS, st.integers(1, 5))
def test_the_winners_have_the_most_and_no_loser_has_more(ballots, seats):
    points = Points.of(ballots, 5)
    for rule, count in ((approval, lambda v: v > 0), (score, lambda v: v)):
        tally = rule(points, seats, priority=np.arange(5))
        by_hand = [sum(count(ballot.get(o, 0)) for ballot in ballots) for o in range(5)]
        assert list(tally.totals) == by_hand
        losers = set(range(5)) - set(tally.winners)
        assert all(by_hand[w] >= by_hand[loser] for w in tally.winners for loser in losers)
        assert list(tally.winners) == sorted(tally.winners, key=lambda o: (-by_hand[o], o))


def test_a_tie_among_losers_is_not_named():
    assert most([3, 1, 1], 1, priority=np.arange(3)).tie_breaks == ()
    assert len(most([3, 1, 1], 2, priority=np.arange(3)).tie_breaks) == 1


def test_no_seat_is_refused():
    with pytest.raises(ImpossibleBallots):
        most([1], 0, priority=np.arange(1))


# yes, no, abstain, needed, more_than, eligible -> passed
TABLE = [
    (51, 49, 0, Fraction(1, 2), True, None, True),
    (50, 50, 0, Fraction(1, 2), True, None, False),
    (50, 50, 0, Fraction(1, 2), False, None, True),
    (2, 1, 97, Fraction(2, 3), False, None, True),
    (2, 1, 97, Fraction(2, 3), True, None, False),
    (50, 0, 0, Fraction(1, 2), True, 100, False),
    (51, 0, 0, Fraction(1, 2), True, 100, True),
    (0, 0, 5, Fraction(0), False, None, False),
]


@pytest.mark.parametrize(("yes", "no", "abstain", "needed", "more", "eligible", "passed"), TABLE)
def test_majority(yes, no, abstain, needed, more, eligible, passed):
    result = majority(yes, no, abstain, needed=needed, more_than=more, eligible=eligible)
    assert result.passed is passed


def test_two_thirds_are_exact_where_floats_would_miss():
    for thirds in range(1, 200):
        assert majority(2 * thirds, thirds, needed=Fraction(2, 3), more_than=False).passed


@pytest.mark.parametrize(("yes", "eligible", "needed"), [(-1, None, 0.5), (3, 2, 0.5), (1, 2, 2)])
def test_counts_that_cannot_be_are_refused(yes, eligible, needed):
    with pytest.raises(ImpossibleBallots):
        majority(yes, 0, needed=Fraction(needed), eligible=eligible)
