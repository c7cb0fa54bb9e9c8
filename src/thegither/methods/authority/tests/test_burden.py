"""Burden, and a what-if that is no guess: it equals a recount."""

from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.authority import Lines, burdens, look, what_if
from thegither.methods.authority.tests.test_lines import GRAPHS


@given(GRAPHS, st.data())
def test_what_if_equals_a_recount_after_real_removal(graph, data):
    n, edges = graph
    gone = data.draw(st.sets(st.integers(0, len(edges) - 1))) if edges else set()
    kept = [edge for place, edge in enumerate(edges) if place not in gone]
    result, recount = what_if(Lines.of(n, edges), gone, {0: 2}), Lines.of(n, kept)
    assert result.after == look(recount)
    assert result.burden_after == burdens(recount, {0: 2})
    assert result.before == look(Lines.of(n, edges))
    was, still = ({d.post for d in f.dual} for f in (result.before, result.after))
    assert set(result.no_longer_dual) == was - still


@given(GRAPHS)
def test_burden_is_what_counting_by_hand_gives(graph):
    n, edges = graph
    for burden in burdens(Lines.of(n, edges), {0: 3}):
        mine = [(to, kind) for post, to, kind in edges if post == burden.post]
        assert burden.reports == len(mine)
        assert burden.masters == len({to for to, _ in mine} - {burden.post})
        assert burden.plans == sum(kind == "plan" for _, kind in mine)
        assert burden.answered_by == len(
            {a for a, b, _ in edges if b == burden.post} - {burden.post}
        )
        assert burden.total == len(mine) + (3 if burden.post == 0 else 0)


def test_simplifying_too_far_leaves_an_orphan():
    result = what_if(Lines.of(3, [(0, 1, "line"), (2, 1, "line")]), [0])
    assert result.newly_orphaned == (0,)
