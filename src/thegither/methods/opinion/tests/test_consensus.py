import numpy as np
import pytest

from thegither.methods.opinion import common_ground, group_aware_consensus
from thegither.methods.opinion.consensus import consensus
from thegither.methods.opinion.tables import Tables


def tables(agree: list[list[int]], disagree: list[list[int]]) -> Tables:
    """Groups x statements, without passes."""
    return Tables(np.array(agree), np.array(disagree), np.zeros_like(agree))


def test_consensus_lists_majorities_each_way_and_ids_settle_ties() -> None:
    #           all for it, half, all against it, all for it
    everyone = tables([[20, 10, 0, 20]], [[0, 10, 20, 0]])
    found = consensus(everyone, np.array([3, 0, 1, 2]))
    assert [one.statement for one in found.agree] == [3, 0]
    assert [one.statement for one in found.disagree] == [2]


def test_at_most_five_are_listed_each_way() -> None:
    found = consensus(tables([[9] * 8], [[0] * 8]), np.arange(8))
    assert len(found.agree) == 5 and found.disagree == ()


def test_one_small_group_that_refuses_pulls_the_product_down() -> None:
    score = group_aware_consensus(tables([[50, 40], [0, 6]], [[0, 10], [6, 0]]))
    assert score == pytest.approx([51 / 52 * 1 / 8, 41 / 52 * 7 / 8])
    assert score[0] < score[1]


def test_common_ground_leaves_out_what_hardly_anybody_saw() -> None:
    found = common_ground(
        tables([[1, 30], [1, 30], [1, 30]], [[0, 2], [0, 2], [0, 2]]), np.arange(2)
    )
    assert [one.statement for one in found] == [1]
    assert found[0].lowest > 0.5 and found[0].groups == ((30, 32),) * 3
