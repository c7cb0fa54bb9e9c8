"""Equal shares: against a naive twin, against pabutools' answers, and by what they promise."""

import json
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.methods.decisions import Points, distinct, equal_shares, greedy
from thegither.methods.decisions.points import ImpossibleBallots

RECORDED = json.loads((Path(__file__).parent / "budgets_by_pabutools.json").read_text())["profiles"]


def naive(ballots, costs, budget):
    """The definition, voter by voter in fractions: try every price at which somebody runs dry."""
    purses = [Fraction(budget, max(len(ballots), 1)) for _ in ballots]
    bought = [
        c for c in range(len(costs)) if costs[c] == 0 and any(b.get(c, 0) > 0 for b in ballots)
    ]
    while True:
        prices = {}
        for c in set(range(len(costs))) - set(bought):
            mine = [i for i, ballot in enumerate(ballots) if ballot.get(c, 0) > 0]
            if sum(purses[i] for i in mine) >= costs[c] > 0:
                prices[c] = naive_price(costs[c], [(purses[i], ballots[i][c]) for i in mine])
        if not prices:
            return bought
        best = min(prices, key=lambda c: (prices[c], c))
        bought.append(best)
        for i, ballot in enumerate(ballots):
            purses[i] -= min(purses[i], prices[best] * max(ballot.get(best, 0), 0))


def naive_price(cost, supporters):
    """The least price at which the supporters pay the cost; what they pay rises between the kinks."""
    kinks = sorted({Fraction(0), *(purse / points for purse, points in supporters)})
    for low, high in zip(kinks, kinks[1:], strict=False):
        if sum(min(purse, high * points) for purse, points in supporters) >= cost:
            rich = [points for purse, points in supporters if purse / points >= high]
            paid = sum(min(purse, low * points) for purse, points in supporters)
            return low + (cost - paid) / Fraction(sum(rich))
    raise AssertionError("somebody said this could be afforded")


@st.composite
def votes(draw):
    n = draw(st.integers(1, 6))
    ballot = st.dictionaries(st.integers(0, n - 1), st.integers(0, 4))
    costs = st.lists(st.integers(0, 12), min_size=n, max_size=n)
    return draw(st.lists(ballot, max_size=9)), draw(costs), draw(st.integers(0, 40))


@settings(max_examples=60)
@given(votes())
def test_it_buys_what_the_naive_twin_buys(vote):
    buys_as_the_twin(*vote)


@pytest.mark.proof
@settings(max_examples=5_000, deadline=None)
@given(votes())
def test_it_buys_what_the_naive_twin_buys_five_thousand_times(vote):
    buys_as_the_twin(*vote)


def buys_as_the_twin(ballots, costs, budget):
    rows, weights = distinct(ballots)
    points = Points.of(rows, len(costs), weights)
    outcome = equal_shares(points, costs, budget, priority=np.arange(len(costs)))
    assert list(outcome.winners) == naive(ballots, costs, budget)
    assert outcome.spent == sum(costs[c] for c in outcome.winners) <= budget


@pytest.mark.parametrize("kind", ["cost", "count", "points"])
def test_it_buys_what_pabutools_buys(kind):
    for vote in RECORDED:
        costs, order = vote["costs"], np.arange(len(vote["costs"]))
        points = Points.of(as_ballots(vote, kind), len(costs))
        points = points.times(costs) if kind == "cost" else points
        outcome = equal_shares(points, costs, vote["budget"], priority=order)
        assert sorted(outcome.winners) == vote[kind]["equal"]


def as_ballots(vote, kind):
    given_points = vote["given"] if kind == "points" else [[1] * len(b) for b in vote["ballots"]]
    return [
        dict(zip(b, p, strict=True)) for b, p in zip(vote["ballots"], given_points, strict=True)
    ]


def test_sixty_and_forty_voters_get_six_and_four_where_greedy_gives_ten_and_none():
    north, south = dict.fromkeys(range(10), 1), dict.fromkeys(range(10, 20), 1)
    ballots = Points.of([north, south], 20, weights=[60, 40])
    fair = equal_shares(ballots, [10] * 20, 100, priority=np.arange(20)).winners
    all_to_most = greedy(ballots, [10] * 20, 100, priority=np.arange(20)).winners
    assert (sum(c < 10 for c in fair), sum(c >= 10 for c in fair)) == (6, 4)
    assert set(all_to_most) == set(range(10))


@settings(max_examples=40)
@given(st.integers(1, 30), st.integers(0, 15), st.integers(1, 8), st.data())
def test_a_group_that_agrees_gets_its_share_of_seats(group, others, seats, data):
    """n voters of N who approve of the same options get at least floor(n * seats / N) of them."""
    theirs = dict.fromkeys(range(seats), 1)
    scattered = st.dictionaries(st.integers(seats, seats + 5), st.just(1))
    ballots = [theirs] * group + data.draw(st.lists(scattered, min_size=others, max_size=others))
    rows, weights = distinct(ballots)
    n = seats + 6
    points = Points.of(rows, n, weights)
    winners = equal_shares(points, [1] * n, seats, priority=np.arange(n)[::-1]).winners
    assert sum(c < seats for c in winners) >= group * seats // (group + others)


def test_prices_that_floats_cannot_tell_apart_are_told_apart():
    costs = [10**16 + 1, 10**16]
    ballots = Points.of([{0: 1}, {1: 1}], 2, weights=[3, 3])
    outcome = equal_shares(ballots, costs, 6 * 10**16, priority=np.arange(2))
    assert outcome.winners == (1, 0)
    assert outcome.tie_breaks == ()


def test_thirds_that_add_up_to_the_cost_are_enough():
    """Three purses of 10/3 hold exactly 10, which floats may miss by a hair."""
    ballots = Points.of([{0: 1}, {0: 1}, {0: 1}], 1)
    assert equal_shares(ballots, [10], 10, priority=np.arange(1)).winners == (0,)
    assert equal_shares(ballots, [11], 10, priority=np.arange(1)).winners == ()


def test_a_tie_goes_to_whoever_the_named_order_puts_first_and_is_named():
    ballots = Points.of([{0: 1}, {1: 1}], 2)
    outcome = equal_shares(ballots, [5, 5], 10, priority=np.array([1, 0]))
    assert outcome.winners == (1, 0)
    assert [(tie.round, tie.tied, tie.chosen) for tie in outcome.tie_breaks] == [(1, (0, 1), 1)]


def test_without_voters_nothing_is_bought():
    assert equal_shares(Points.of([], 2), [1, 2], 9, priority=np.arange(2)).winners == ()


@pytest.mark.parametrize(("costs", "budget"), [([1], 5), ([1, -1], 5), ([1, 1], -5)])
def test_impossible_money_is_refused(costs, budget):
    with pytest.raises(ImpossibleBallots):
        equal_shares(Points.of([{0: 1}], 2), costs, budget, priority=np.arange(2))


def test_the_ballots_are_left_as_they_were():
    ballots = Points.of([{0: 1, 1: 2}], 2, weights=[4])
    before = [ballots.points.copy(), ballots.weights.copy()]
    equal_shares(ballots, [3, 4], 10, priority=np.arange(2))
    assert np.array_equal(ballots.points, before[0])
    assert np.array_equal(ballots.weights, before[1])
