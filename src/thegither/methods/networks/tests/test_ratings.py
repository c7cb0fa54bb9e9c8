"""Levels, movement and means of the rated: known answers, and what three raters protect."""

import numpy as np
from scipy.stats import ttest_ind

from thegither.methods.networks import Level, means_of_rated, rating_change, rating_level


def test_a_rater_of_many_counts_as_much_as_a_rater_of_one():
    assert rating_level([0] * 9 + [1], [4] * 9 + [2]).mean == 3


def test_movement_is_welchs_test():
    rng = np.random.default_rng(1)
    before, now = rng.normal(2, 1, 20), rng.normal(2.5, 0.5, 30)
    levels = [rating_level(np.arange(len(x)), x) for x in (before, now)]
    theirs = ttest_ind(now, before, equal_var=False)
    ours = rating_change(*levels)
    assert np.isclose(ours.p, theirs.pvalue)
    ends = theirs.confidence_interval()
    assert np.allclose([ours.low, ours.high], [ends.low, ends.high])


def test_no_movement_is_claimed_in_more_than_a_twentieth_of_still_waves():
    rng = np.random.default_rng(2)
    waves = rng.normal(3, 0.6, (400, 2, 12))
    claimed = 0
    for before, now in waves:
        found = rating_change(*(rating_level(np.arange(12), x) for x in (before, now)))
        claimed += found.p < 0.05
    assert claimed / 400 < 0.08


def test_one_rater_says_nothing_about_movement():
    assert np.isnan(rating_change(Level(3, float("nan"), 1), Level(2, 0.1, 9)).p)


def test_fewer_than_three_raters_are_never_told():
    means, counts = means_of_rated([0, 1, 0, 1, 2], [0, 0, 1, 1, 1], [1, 4, 2, 3, 4], 3)
    assert np.isnan(means[[0, 2]]).all()
    assert means[1] == 3
    assert counts.tolist() == [2, 3, 0]


def test_a_rater_of_several_questions_is_one_rater():
    means, counts = means_of_rated([0, 0, 0], [0, 0, 0], [1, 2, 3], 1)
    assert np.isnan(means[0])
    assert counts[0] == 1
