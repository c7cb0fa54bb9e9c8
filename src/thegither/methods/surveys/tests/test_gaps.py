"""Row 26: twelve five-point items, 25 people against 120."""

import numpy as np
import pytest

from thegither.methods.surveys import Moments, gaps

GROUP = np.repeat([0, 1], [25, 120])
MARGIN = 0.5


def compared(values, group=GROUP, organization=None):
    return gaps(
        Moments.of(values, np.arange(len(values)), len(values)), group, organization, MARGIN
    )


def five_points(rng, shape):
    return rng.integers(1, 6, size=shape).astype(float)


EVEN, LOPSIDED = (0.2, 0.2, 0.2, 0.2, 0.2), (0.05, 0.1, 0.2, 0.4, 0.25)


def alarms(runs, seed, shares=EVEN):
    """The share of runs with any alarm where there is no gap: before correction, and after."""
    rng = np.random.default_rng(seed)
    answers = (rng.choice(5, p=shares, size=(145, 12)) + 1.0 for _ in range(runs))
    found = [compared(one) for one in answers]
    naive = np.mean([np.any(one.p < 0.05) for one in found])
    return naive, np.mean([np.any(one.verdict == "difference") for one in found])


def power_on_one_item(runs, seed):
    rng, hits = np.random.default_rng(seed), 0
    for _ in range(runs):
        values = 10 + rng.normal(size=(145, 12))
        values[:25, 0] += 0.7
        hits += compared(values).verdict[0, 0] == "difference"
    return hits / runs


def power_on_a_scale(runs, seed):
    """A scale of four items, each 0.7 higher, SD 1, which share half of their variance; eight scales."""
    rng, hits = np.random.default_rng(seed), 0
    for _ in range(runs):
        items = rng.normal(size=(145, 8, 1)) * np.sqrt(0.5) + rng.normal(
            size=(145, 8, 4)
        ) * np.sqrt(0.5)
        items[:25, 0] += 0.7
        hits += compared(10 + items.mean(axis=2)).verdict[0, 0] == "difference"
    return hits / runs


def test_few_runs_raise_any_alarm_where_there_is_no_gap():
    naive, corrected = alarms(300, 0)
    assert naive > 0.30
    assert corrected < 0.09


def test_a_true_gap_is_mostly_found():
    assert power_on_one_item(200, 0) > 0.42
    assert power_on_a_scale(200, 0) > 0.78


@pytest.mark.proof
@pytest.mark.parametrize("shares", [EVEN, LOPSIDED], ids=["even", "lopsided"])
def test_at_most_one_run_in_seventeen_raises_an_alarm_where_there_is_no_gap(shares):
    naive, corrected = alarms(5_000, 1, shares)
    assert 0.33 < naive < 0.48
    assert corrected <= 0.058


@pytest.mark.proof
def test_a_true_gap_is_found_at_the_stated_rates():
    assert power_on_one_item(5_000, 1) >= 0.50
    assert power_on_a_scale(5_000, 1) >= 0.85


def test_not_significant_is_not_no_difference():
    rng = np.random.default_rng(3)
    few, many = np.repeat([0, 1], [6, 8]), np.repeat([0, 1], [400, 600])
    assert compared(10 + rng.normal(size=(14, 1)), few).verdict[0, 0] == "cannot_tell"
    assert (
        compared(10 + rng.normal(size=(1000, 1)), many).verdict[0, 0]
        == "no_difference_that_matters"
    )


def test_a_difference_too_small_to_matter_is_not_called_one():
    rng = np.random.default_rng(4)
    group = np.repeat([0, 1], [4000, 6000])
    found = compared(10 + rng.normal(size=(10_000, 1)) + 0.1 * (group == 0)[:, None], group)
    assert found.p[0, 0] < 0.01
    assert found.verdict[0, 0] == "no_difference_that_matters"


def test_two_sides_exchanged_give_the_opposite():
    values = five_points(np.random.default_rng(5), (145, 3))
    one, other = compared(values), compared(values, 1 - GROUP)
    np.testing.assert_allclose(one.difference, -other.difference)
    np.testing.assert_allclose(one.hedges_g, -other.hedges_g)
    np.testing.assert_allclose(one.p, other.p)


def test_with_three_groups_each_is_set_against_everyone_else_and_the_unsaid_are_left_out():
    values = np.array([[5.0], [5], [4], [3], [2], [3], [1], [2], [1], [5]])
    group = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2, -1])
    found = compared(values, group)
    assert found.groups == (0, 1, 2)
    assert found.mean[0, 0] - found.others_mean[0, 0] == pytest.approx(14 / 3 - 2)
    assert found.others[0, 0] == 6


def test_hedges_g_lies_in_its_interval_at_the_nominal_rate():
    rng = np.random.default_rng(6)
    values = 20 + rng.normal(size=(145, 800)) * 2 + 1.4 * (GROUP == 0)[:, None]
    found = compared(values)
    inside = (found.g_low[0] < 0.7) & (found.g_high[0] > 0.7)
    assert 0.92 < inside.mean() < 0.98
