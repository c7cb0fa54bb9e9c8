"""A table may follow another only when nobody can read a few people's doing from the difference."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.disclosure import DifferentTables, changed_cells, may_refresh

Table = list[Any]

CASES = [
    ([9, 8], [9, 8], True),
    ([9, 8], [14, 8], True),
    ([9, 8], [13, 8], False),
    ([14, 8], [9, 8], True),
    ([None, 8], [None, 8], True),
    ([None, 8], [9, 8], True),
    ([None, 8], [8, 8], False),
    ([9, 8], [None, 8], False),
    ([[9, 8], [7, 6]], [[9, 8], [7, 7]], False),
]


@pytest.mark.parametrize(("old", "new", "may"), CASES, ids=str)
def test_the_three_rules(old: Table, new: Table, may: bool) -> None:
    assert may_refresh(old, new) is may


def test_other_shapes_cannot_be_compared() -> None:
    with pytest.raises(DifferentTables):
        may_refresh([9, 8], [9, 8, 7])


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1))
def test_exactly_the_small_steps_stand_in_the_way(pairs: list[tuple[int, int]]) -> None:
    old, new = zip(*pairs, strict=True)
    small = [0 < abs(a - b) < 5 for a, b in pairs]
    assert np.array_equal(changed_cells(old, new), small)
