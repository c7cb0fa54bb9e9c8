"""The greedy rule, against pabutools and a few cases that a person can check."""

import json
from pathlib import Path

import numpy as np
import pytest

from thegither.methods.decisions import Points, greedy

RECORDED = json.loads((Path(__file__).parent / "budgets_by_pabutools.json").read_text())["profiles"]


@pytest.mark.parametrize("kind", ["cost", "count"])
def test_it_buys_what_pabutools_buys_save_what_nobody_wants(kind):
    for vote in RECORDED:
        costs = vote["costs"]
        points = Points.of([dict.fromkeys(ballot, 1) for ballot in vote["ballots"]], len(costs))
        wanted = set(np.flatnonzero(points.supporters()).tolist())
        points = points.times(costs) if kind == "cost" else points
        bought = greedy(points, costs, vote["budget"], priority=np.arange(len(costs)))
        assert set(bought.winners) == set(vote[kind]["greedy"]) & wanted


def test_what_does_not_fit_is_passed_over_and_the_next_tried():
    ballots = Points.of([{0: 1, 1: 1, 2: 1}, {0: 1, 1: 1}, {0: 1}], 3)
    bought = greedy(ballots.times([5, 6, 2]), [5, 6, 2], 8, priority=np.arange(3))
    assert (bought.winners, bought.spent) == ((0, 2), 7)


def test_what_costs_nothing_comes_first_and_what_nobody_wants_never():
    ballots = Points.of([{0: 1, 1: 1}], 3)
    assert greedy(ballots, [3, 0, 0], 3, priority=np.arange(3)).winners == (1, 0)


def test_equal_ratios_go_by_the_named_order():
    ballots = Points.of([{0: 1, 1: 2}], 2)
    assert greedy(ballots, [1, 2], 2, priority=np.array([1, 0])).winners == (1,)
