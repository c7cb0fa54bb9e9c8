"""Laying out ballots: nothing is lost, nothing that cannot be is let in."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.decisions import Points, distinct
from thegither.methods.decisions.points import ImpossibleBallots

BALLOTS = st.lists(st.dictionaries(st.integers(0, 4), st.integers(-2, 9)), max_size=12)


@given(BALLOTS)
def test_totals_are_what_adding_up_by_hand_gives(ballots):
    by_hand = [sum(ballot.get(option, 0) for ballot in ballots) for option in range(5)]
    assert Points.of(ballots, 5).totals().tolist() == by_hand


@given(BALLOTS)
def test_merging_equal_ballots_changes_no_count(ballots):
    merged, weights = distinct(ballots)
    once, all_of_them = Points.of(merged, 5, weights), Points.of(ballots, 5)
    assert once.totals().tolist() == all_of_them.totals().tolist()
    assert once.supporters().tolist() == all_of_them.supporters().tolist()
    assert once.voters == len(ballots)
    assert len({tuple(sorted(ballot.items())) for ballot in merged}) == len(merged)


def test_who_gives_nothing_or_less_is_no_supporter():
    assert Points.of([{0: 0, 1: -1, 2: 1}], 3).supporters().tolist() == [0, 0, 1]


@pytest.mark.parametrize("ballot", [{3: 1}, {-1: 1}])
def test_an_option_that_is_not_on_the_list_is_refused(ballot):
    with pytest.raises(ImpossibleBallots, match="not on the list"):
        Points.of([ballot], 3)


@pytest.mark.parametrize("weights", [[1, 2], [-1]])
def test_weights_that_do_not_fit_are_refused(weights):
    with pytest.raises(ImpossibleBallots, match="number of voters"):
        Points.of([{0: 1}], 3, weights)


def test_points_that_64_bits_could_not_add_up_are_refused():
    ballots = Points.of([{0: 10**9}], 1, weights=[10**6])
    with pytest.raises(ImpossibleBallots, match="too large"):
        ballots.times([10**9])


def test_multiplying_leaves_the_ballots_as_they_were():
    ballots = Points.of([{0: 1, 1: 1}], 2)
    ballots.times([3, 4])
    assert np.array_equal(ballots.points, [1, 1])
