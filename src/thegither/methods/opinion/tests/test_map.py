import numpy as np
import pytest

from thegither.methods.opinion import ImpossibleVotes, Votes, draw_map
from thegither.methods.opinion.passes import can_be_grouped
from thegither.methods.opinion.tests.made_up import planted


def test_only_people_with_seven_votes_are_grouped() -> None:
    people = np.repeat([0, 1], [6, 7])
    votes = Votes.of(people, [*range(6), *range(7)], np.ones(13), 2, 9)
    assert can_be_grouped(votes).tolist() == [False, True]


def test_in_a_short_conversation_every_statement_must_be_answered() -> None:
    votes = Votes.of([0, 0, 0, 1, 1], [0, 1, 2, 0, 1], [1, 1, 1, 1, 1], 2, 3)
    assert can_be_grouped(votes).tolist() == [True, False]


def test_one_group_means_no_groups() -> None:
    found = draw_map(planted(0)[0], groups=1)
    assert found.partition is None and found.representative == ()
    assert set(found.labels.tolist()) <= {0, -1}


def test_more_groups_than_people_are_refused() -> None:
    with pytest.raises(ImpossibleVotes, match="cannot be put into"):
        draw_map(planted(0)[0], groups=1000)


def test_a_statement_kept_out_shapes_no_axis_but_is_counted() -> None:
    votes, _ = planted(0)
    kept_out = np.arange(votes.n_statements) == 3
    found = draw_map(votes, kept_out=kept_out)
    assert found.axes.components[:, 3] == pytest.approx([0.0, 0.0], abs=1e-12)
    assert found.everyone.seen[0, 3] == (votes.statements == 3).sum()
    shown = {one.statement for group in found.representative for one in group}
    assert 3 not in shown
