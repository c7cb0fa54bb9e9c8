"""What becomes of the rest: each completion spends no more than there is, and keeps what was bought."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.decisions import Points, split_budget
from thegither.methods.decisions.completion import COMPLETIONS, UnknownCompletion

RECORDED = json.loads((Path(__file__).parent / "budgets_by_pabutools.json").read_text())["profiles"]
BALLOTS = st.lists(st.dictionaries(st.integers(0, 4), st.integers(1, 3)), max_size=8)
COSTS = st.lists(st.integers(1, 12), min_size=5, max_size=5)


@given(BALLOTS, COSTS, st.integers(0, 40), st.sampled_from(COMPLETIONS))
def test_the_budget_is_never_exceeded_and_nothing_bought_twice(ballots, costs, budget, completion):
    points, order = Points.of(ballots, 5), np.arange(5)
    outcome = split_budget(points, costs, budget, priority=order, completion=completion)
    assert outcome.spent == sum(costs[c] for c in outcome.winners) <= budget
    assert len(set(outcome.winners)) == len(outcome.winners)
    assert outcome.winners == outcome.shares.winners + outcome.added


@given(BALLOTS, COSTS, st.integers(0, 40))
def test_after_the_greedy_completion_nothing_that_is_wanted_still_fits(ballots, costs, budget):
    points = Points.of(ballots, 5)
    for completion in ("greedy", "larger-shares-greedy"):
        outcome = split_budget(points, costs, budget, priority=np.arange(5), completion=completion)
        wanted = set(np.flatnonzero(points.supporters())) - set(outcome.winners)
        assert all(costs[c] > budget - outcome.spent for c in wanted)


@pytest.mark.parametrize("kind", ["cost", "count", "points"])
def test_larger_shares_end_where_those_of_pabutools_end(kind):
    for vote in RECORDED:
        costs = vote["costs"]
        given_points = vote["given"] if kind == "points" else [[1] * 9] * len(vote["ballots"])
        rows = [
            dict(zip(b, p, strict=False))
            for b, p in zip(vote["ballots"], given_points, strict=True)
        ]
        points = Points.of(rows, len(costs))
        points = points.times(costs) if kind == "cost" else points
        outcome = split_budget(
            points,
            costs,
            vote["budget"],
            priority=np.arange(len(costs)),
            completion="larger-shares",
        )
        assert sorted(outcome.winners) == vote[kind]["larger"]


def test_a_completion_that_was_not_named_is_refused():
    with pytest.raises(UnknownCompletion, match="larger-shares"):
        split_budget(Points.of([], 1), [1], 1, priority=np.arange(1), completion="whatever")
