import numpy as np
import pytest

from thegither.methods.surveys import Moments, gaps, reach


def test_what_is_called_detectable_is_found_four_times_out_of_five():
    rng, group = np.random.default_rng(0), np.repeat([0, 1], [60, 80])
    shift = reach(60, 80).detectable * (group == 0)[:, None]
    values = 20 + rng.normal(size=(140, 1500)) + shift
    found = gaps(Moments.of(values, np.arange(140), 140), group, None, 0.5)
    assert (found.p[0] < 0.05).mean() == pytest.approx(0.8, abs=0.03)


def test_colleagues_who_answer_alike_leave_less_to_be_shown():
    assert reach(60, 80, organizations=10, likeness=0.2).detectable > reach(60, 80).detectable


def test_nobody_can_be_compared_with_one_person():
    assert reach(1, 100).detectable is None
