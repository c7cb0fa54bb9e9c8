"""The Schulze method: against every path walked by hand, pref_voting's answers, and its promises."""

import json
from itertools import pairwise, permutations
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.decisions import Rankings, schulze

RECORDED = json.loads((Path(__file__).parent / "rankings_by_pref_voting.json").read_text())[
    "profiles"
]
N = 4
PLACES = st.lists(st.integers(1, N), min_size=N, max_size=N)
BALLOTS = st.lists(st.tuples(PLACES, st.integers(1, 5)), max_size=8)


def rankings(ballots):
    """Ballots as places: equal numbers are ties."""
    orders = [
        [[o for o in range(N) if p[o] == place] for place in range(1, N + 1)] for p, _ in ballots
    ]
    return Rankings.of(orders, N, [weight for _, weight in ballots])


def naive_winners(ballots):
    """Every path between two options, as strong as its weakest majority."""
    above = [[sum(w for p, w in ballots if p[a] < p[b]) for b in range(N)] for a in range(N)]

    def strength(path):
        return min(above[a][b] if above[a][b] > above[b][a] else 0 for a, b in pairwise(path))

    def strongest(a, b):
        others = [o for o in range(N) if o not in (a, b)]
        middles = [m for k in range(N - 1) for m in permutations(others, k)]
        return max(strength((a, *middle, b)) for middle in middles)

    pairs = [(a, b) for a in range(N) for b in range(N) if a != b]
    paths = {pair: strongest(*pair) for pair in pairs}
    return [a for a in range(N) if all(paths[a, b] >= paths[b, a] for b in range(N) if b != a)]


@given(BALLOTS)
def test_the_winners_are_those_of_the_naive_twin(ballots):
    outcome = schulze(rankings(ballots), priority=np.arange(N))
    assert list(outcome.winners) == naive_winners(ballots)
    assert outcome.order[0] == outcome.winners[0]
    assert sorted(outcome.order) == list(range(N))


@given(BALLOTS, st.permutations(range(N)))
def test_whoever_beats_all_others_alone_wins_whatever_the_order_of_ties(ballots, order):
    above = rankings(ballots).above()
    beats_all = [a for a in range(N) if all(above[a, b] > above[b, a] for b in range(N) if b != a)]
    outcome = schulze(rankings(ballots), priority=np.array(order))
    assert list(outcome.winners) == beats_all or not beats_all


def test_the_winners_are_those_of_pref_voting():
    for vote in RECORDED:
        ballots = Rankings.of(vote["ballots"], vote["m"], vote["weights"])
        outcome = schulze(ballots, priority=np.arange(vote["m"]))
        assert list(outcome.winners) == vote["schulze"]


@given(BALLOTS)
def test_blocks_of_ballots_add_up(ballots):
    one_by_one = sum((rankings([b]).above() for b in ballots), np.zeros((N, N), dtype=np.int64))
    assert np.array_equal(rankings(ballots).above(), one_by_one)


def test_without_ballots_all_tie_and_the_tie_is_named():
    outcome = schulze(Rankings.of([], 3), priority=np.array([2, 0, 1]))
    assert (outcome.winners, outcome.order) == ((0, 1, 2), (1, 2, 0))
    assert outcome.tie_breaks[0].tied == (0, 1, 2)


def test_who_is_left_off_stands_below_everybody_on_the_ballot():
    outcome = schulze(Rankings.of([[2], [2, 1]], 3), priority=np.arange(3))
    assert outcome.order == (2, 1, 0)
