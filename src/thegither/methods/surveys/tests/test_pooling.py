import numpy as np
import pytest

from thegither.methods.surveys import pool


def test_pooled_means_are_nearer_to_the_truth_than_each_alone():
    rng, gain = np.random.default_rng(0), []
    errors = np.array([0.1, 0.2, 0.3, 0.5, 0.6, 0.8])
    for _ in range(300):
        truth = 3 + 0.2 * rng.normal(size=6)
        seen = truth + errors * rng.normal(size=6)
        found = pool(seen, errors)
        gain.append(((found.mean - truth) ** 2).mean() - ((seen - truth) ** 2).mean())
    assert np.mean(gain) < -0.05


def test_means_that_agree_are_drawn_quite_together():
    found = pool(np.array([3.0, 3.1, 2.9]), np.array([0.5, 0.5, 0.5]))
    assert found.between == 0
    assert found.mean == pytest.approx([3.0, 3.0, 3.0])


def test_two_groups_stay_as_they_are_and_the_unknown_stays_unknown():
    means = np.array([3.0, 4.0, np.nan])
    found = pool(means, np.array([0.1, 0.1, np.nan]))
    assert found.mean[:2].tolist() == [3.0, 4.0]
    assert np.isnan(found.mean[2])
