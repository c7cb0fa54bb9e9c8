import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from thegither.methods.surveys import DONT_KNOW, MISSING, NotAnswers, Scale, scale_scores
from thegither.methods.surveys.tests import outside

CODES = arrays(np.int8, (6, 4), elements=st.integers(-2, 5).filter(bool))


def test_the_mean_score_is_the_one_that_r_found():
    scores = scale_scores(outside.ANSWERS, [outside.SCALE])
    assert np.nanmean(scores) == pytest.approx(outside.EXPECTED["mean"])


def test_half_of_the_items_rounded_up_make_a_score():
    scale = Scale((0, 1, 2), 1, 5)
    rows = [[4, 5, MISSING], [4, MISSING, DONT_KNOW]]
    assert scale_scores(rows, [scale])[0, 0] == 4.5
    assert np.isnan(scale_scores(rows, [scale])[1, 0])


@given(CODES)
def test_turning_every_item_turns_the_score(codes):
    plain, turned = Scale((0, 1, 2, 3), 1, 5), Scale((0, 1, 2, 3), 1, 5, turned=(0, 1, 2, 3))
    before, after = scale_scores(codes, [plain]), scale_scores(codes, [turned])
    np.testing.assert_allclose(6 - before, after)


@given(CODES)
def test_answers_are_left_as_they_were(codes):
    copy = codes.copy()
    scale_scores(codes, [Scale((0, 1), 1, 5, turned=(1,))])
    assert np.array_equal(codes, copy)


@pytest.mark.parametrize("answers", [[1, 2], [[1.5]], [[200]], [[-3]]])
def test_what_is_no_table_of_answers_is_refused(answers):
    with pytest.raises(NotAnswers):
        scale_scores(answers, [Scale((0,), 1, 5)])


def test_a_scale_of_columns_that_are_not_there_is_refused():
    with pytest.raises(NotAnswers):
        scale_scores([[1, 2]], [Scale((0, 2), 1, 5)])
