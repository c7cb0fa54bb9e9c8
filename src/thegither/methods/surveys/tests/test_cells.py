import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.surveys import Cells, Moments, NotAnswers
from thegither.methods.surveys.tests import outside


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2)), min_size=1, max_size=30))
def test_each_respondent_is_in_the_cell_of_his_attributes(rows):
    cells = Cells.of(np.array(rows).T)
    assert np.array_equal(cells.keys[cells.index], np.array(rows))
    assert len(np.unique(cells.keys, axis=0)) == len(cells.keys)
    assert cells.sizes.sum() == len(rows)


def test_many_possible_cells_are_found_by_sorting():
    far = np.array([0, 5_000_000, 5_000_000])
    assert Cells.of([far]).index.tolist() == [0, 1, 1]


def test_sums_of_parts_are_the_sums_of_the_whole():
    answers, where = outside.ANSWERS, outside.ORGANIZATION
    whole = Moments.of(answers, where, 14)
    parts = Moments.of(answers[:70], where[:70], 14) + Moments.of(answers[70:], where[70:], 14)
    for name in ("n", "total", "squares"):
        assert np.array_equal(getattr(parts, name), getattr(whole, name))
    answered = np.where(outside.ANSWERS < 0, np.nan, outside.ANSWERS)
    everybody = whole.by(np.zeros(14, dtype=int), 1)
    np.testing.assert_allclose(everybody.variance[0], np.nanvar(answered, axis=0, ddof=1))


@pytest.mark.parametrize("attributes", [[], [[0, 1], [0]], [[-1, 0]]])
def test_attributes_that_do_not_fit_are_refused(attributes):
    with pytest.raises(NotAnswers):
        Cells.of(attributes)
