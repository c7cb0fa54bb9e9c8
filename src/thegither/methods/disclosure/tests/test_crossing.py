"""Levels and sectors beside each other, attacked by whoever can add and subtract any of their sums."""

from itertools import combinations

import numpy as np
import pytest

from thegither.methods.disclosure import Crossing
from thegither.methods.disclosure.tables import NotATable

NOTHING_HIDDEN = np.zeros(4, dtype=bool), np.zeros(4, dtype=bool)


def random_cells(seed):
    rng = np.random.default_rng(seed)
    cells = np.argwhere(rng.random((4, 4)) < 0.45)
    return cells if len(cells) else np.array([[0, 0]]), rng


def onlooker_isolates(cells, people):
    """Whether some combination of sums says something of one to four people and of nobody else.

    By ranks, not by sets of dots: leaving these cells out has to make the sums say less.
    """
    sums = np.array([[*(cell[0] == np.arange(4)), *(cell[1] == np.arange(4))] for cell in cells])
    full = np.linalg.matrix_rank(sums.astype(float))
    few = [place for place, count in enumerate(people) if count < 5]
    return any(
        0 < people[list(some)].sum() < 5
        and np.linalg.matrix_rank(np.delete(sums, some, axis=0).astype(float)) < full
        for size in range(1, len(few) + 1)
        for some in combinations(few, size)
    )


@pytest.mark.parametrize("seed", range(40))
def test_what_is_called_safe_no_combination_of_sums_gives_away(seed):
    cells, rng = random_cells(seed)
    people = rng.choice([0, 1, 3, 5, 12], len(cells), p=[0.1, 0.15, 0.15, 0.3, 0.3])
    (fewest,) = Crossing.of(cells[:, 0], cells[:, 1], NOTHING_HIDDEN).fewest(people)
    # Cells in which nobody is may stand for one that tells: they add nothing to what is told of the others.
    assert onlooker_isolates(cells, people) == (0 < fewest < 5)


def test_hidden_groups_and_none_are_one_in_which_the_few_are_lost():
    one, other, people = np.array([0, 1, 1, -1]), np.array([0, 0, 1, 1]), np.array([10, 3, 20, 2])
    shown = np.array([False, False])
    assert Crossing.of(one, other, (shown, shown)).fewest(people).tolist() == [2]
    assert Crossing.of(one, other, (np.array([True, True]), shown)).fewest(people).tolist() == [13]


def test_nobody_at_all_tells_nothing():
    nobody = np.array([], dtype=np.int64)
    assert Crossing(nobody, nobody).fewest(np.zeros((0, 2))).tolist() == [0, 0]


def test_more_groups_than_can_be_tried_are_refused():
    many = np.arange(10)
    with pytest.raises(NotATable, match="More than 18 groups"):
        Crossing(many, many).fewest(np.ones(10))
