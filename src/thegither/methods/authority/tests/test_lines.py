"""Lines: the regional lead who answers to two, circles that cannot hide, trees that never alarm."""

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.authority import Lines, distances_up, look
from thegither.methods.authority.lines import ImpossibleLine

#   Ministers          Council
#       |                 |
#   Inspector      Chief executive
#        \            /        \
#        Regional lead      Director
#                   \         /
#                     Officer
NAMES = ["Ministers", "Council", "Inspector", "Chief", "Lead", "Director", "Officer"]
SEED_CASE = [(4, 3, "line"), (4, 2, "professional"), (2, 0, "line"), (3, 1, "line")]
SEED_CASE += [(6, 4, "line"), (6, 5, "line"), (5, 3, "line")]

GRAPHS = st.integers(1, 8).flatmap(
    lambda n: st.tuples(
        st.just(n),
        st.lists(
            st.tuples(
                st.integers(0, n - 1), st.integers(0, n - 1), st.sampled_from(["line", "plan"])
            ),
            max_size=14,
        ),
    )
)


def test_the_regional_lead_and_the_officer_answer_to_two_and_lines_end_at_two_roots():
    found = look(Lines.of(7, SEED_CASE))
    assert {NAMES[dual.post] for dual in found.dual} == {"Lead", "Officer"}
    assert found.cycles == ()
    assert {NAMES[root] for root in found.roots} == {"Ministers", "Council"}
    assert [(NAMES[two.post], two.kind) for two in found.two_masters] == [("Officer", "line")]
    assert {NAMES[post] for post, _ in found.split_roots} == {"Lead", "Officer"}


@given(GRAPHS)
def test_everything_found_is_what_walking_every_line_finds(graph):
    n, edges = graph
    found = look(Lines.of(n, edges))
    up = {post: {b for a, b, _ in edges if a == post} for post in range(n)}
    above = {post: walk(up, post) for post in range(n)}
    down = set().union(*up.values())
    roots = {post for post in down if not up[post]}
    assert {dual.post for dual in found.dual} == {p for p in up if len(up[p] - {p}) > 1}
    assert set(found.roots) == roots
    assert set(found.orphans) == {p for p in up if not up[p] and p not in down}
    ends = {p: above[p] & roots for p in up if up[p]}
    assert dict(found.split_roots) == {p: tuple(sorted(r)) for p, r in ends.items() if len(r) > 1}
    assert set(found.rootless) == {p for p, r in ends.items() if not r}


def walk(up, start):
    """Every post that can be reached upwards."""
    seen, todo = set(), [start]
    while todo:
        new = up[todo.pop()] - seen
        seen |= new
        todo += new
    return seen


@given(GRAPHS)
def test_every_knot_gives_one_true_circle(graph):
    n, edges = graph
    up = {post: {b for a, b, _ in edges if a == post} for post in range(n)}
    above = {post: walk(up, post) for post in range(n)}
    knots = {frozenset(q for q in above[p] if p in above[q]) for p in range(n) if p in above[p]}
    found = look(Lines.of(n, edges)).cycles
    assert {next(k for k in knots if circle[0] in k) for circle in found} == knots
    assert len(found) == len(knots)
    for circle in found:
        steps = zip(circle, [*circle[1:], circle[0]], strict=True)
        assert all(b in up[a] for a, b in steps)
        assert len(set(circle)) == len(circle)


def random_tree(rng, n):
    """Each post answers to one of those before it, under shuffled names."""
    names = rng.sample(range(n), n)
    return [(names[i], names[rng.randrange(i)], "line") for i in range(1, n)]


def test_a_circle_planted_in_a_thousand_random_graphs_is_always_found():
    for seed in range(1_000):
        rng = random.Random(seed)
        n = rng.randint(5, 40)
        edges = random_tree(rng, n)
        planted = rng.sample(range(n), rng.randint(1, 5))
        edges += [(a, b, "line") for a, b in zip(planted, planted[1:] + planted[:1], strict=True)]
        circles = look(Lines.of(n, edges)).cycles
        up = {p: {b for a, b, _ in edges if a == p} for p in range(n)}
        knot = {post for post in walk(up, planted[0]) if planted[0] in walk(up, post)}
        assert any(set(circle) <= knot for circle in circles), seed


def test_a_thousand_clean_trees_give_no_alarm():
    for seed in range(1_000):
        rng = random.Random(seed)
        n = rng.randint(2, 40)
        assert look(Lines.of(n, random_tree(rng, n))).is_simple, seed


@given(GRAPHS)
def test_distances_are_the_fewest_lines_upwards(graph):
    n, edges = graph
    steps = np.full((n, n), np.inf)
    for a, b, _ in edges:
        steps[a, b] = 1
    for middle in range(n):
        steps = np.minimum(steps, steps[:, [middle]] + steps[[middle], :])
    reachable = {p: int(steps[0, p]) for p in range(1, n) if np.isfinite(steps[0, p])}
    assert distances_up(Lines.of(n, edges), 0) == reachable


def test_a_post_without_lines_is_an_orphan_and_nothing_else():
    found = look(Lines.of(3, [(0, 1, "line")]))
    assert (found.orphans, found.roots) == ((2,), (1,))


def test_a_line_to_nowhere_is_refused():
    with pytest.raises(ImpossibleLine):
        Lines.of(2, [(0, 2, "line")])
