"""The fixture of row 30: 8 a week, known, falling to 5 after 20 weeks."""

import numpy as np
import pytest

from thegither.methods.change import ImpossibleWatch, fall_of_counts

RUNS = 6000


def watch(counts):
    return fall_of_counts(counts, baseline=8, fallen=5).alarms


def test_falls_are_seen_in_time():
    rng = np.random.default_rng(1)
    weeks = np.concatenate([rng.poisson(8, (RUNS, 20)), rng.poisson(5, (RUNS, 20))], axis=1)
    alarms = watch(weeks)
    quiet_until_then = (alarms < 0) | (alarms >= 20)
    delays = np.where(alarms < 0, np.inf, alarms - 19.0)[quiet_until_then]
    assert np.median(delays) <= 7
    assert (delays <= 20).mean() >= 0.97


def test_quiet_spells_ring_rarely():
    alarms = watch(np.random.default_rng(2).poisson(8, (RUNS, 40)))
    assert 0.02 < (alarms >= 0).mean() <= 0.05


def test_the_sum_is_the_textbook_recursion():
    counts, reference, now = [8, 3, 9, 2, 0, 1], 3 / np.log(8 / 5), 0.0
    sums = []
    for count in counts:
        now = max(0.0, now + reference - count)
        sums.append(now)
    found = fall_of_counts(counts, baseline=8, fallen=5, limit=8)
    assert found.sums[0] == pytest.approx(sums)
    assert found.alarms[0] == next(t for t, value in enumerate(sums) if value > 8)


@pytest.mark.parametrize(("baseline", "fallen", "limit"), [(5, 8, 1), (5, 0, 1), (8, 5, 0)])
def test_a_fall_goes_down(baseline, fallen, limit):
    with pytest.raises(ImpossibleWatch):
        fall_of_counts([1], baseline=baseline, fallen=fallen, limit=limit)
