import numpy as np
import pytest

from thegither.methods.surveys import Declined, precedence


def panel(rng, effect, organizations=25, waves=8):
    """Three areas with memory; the first comes before the second by `effect`."""
    found = np.zeros((organizations, waves + 20, 3))
    for t in range(1, waves + 20):
        found[:, t] = 0.5 * found[:, t - 1] + rng.normal(size=(organizations, 3))
        found[:, t, 1] += effect * found[:, t - 1, 0]
    return found[:, 20:] + rng.normal(size=(organizations, 1, 3))


def test_a_planted_order_is_found():
    rng = np.random.default_rng(0)
    found = [precedence(panel(rng, 0.6)).precedes for _ in range(20)]
    assert np.mean([one[0, 1] for one in found]) > 0.9
    assert np.mean([one[1, 0] for one in found]) < 0.2


def test_without_any_order_alarms_are_few():
    rng = np.random.default_rng(1)
    p = np.array([precedence(panel(rng, 0.0)).p for _ in range(60)])
    assert np.nanmean(p < 0.05) < 0.10


@pytest.mark.parametrize(("organizations", "waves"), [(14, 6), (15, 5), (30, 2)])
def test_too_little_is_declined_with_what_it_would_take(organizations, waves):
    with pytest.raises(Declined, match="15 organisations and 6 waves"):
        precedence(np.zeros((organizations, waves, 8)))


def test_a_missing_mean_is_declined():
    with pytest.raises(Declined):
        precedence(np.full((15, 6, 2), np.nan))
