"""Drift: planted shifts are found, flat histories are not flagged, and proposals are in order."""

import numpy as np
import pytest

from thegither.methods.authority import drift, widenings
from thegither.methods.authority.drift import Escalation


def flat(rng, n=60):
    return rng.choice(3, size=n, p=[0.6, 0.3, 0.1]).tolist()


def shifted(rng, at=40, n=80):
    later = rng.choice(3, size=n - at, p=[0.2, 0.4, 0.4]).tolist()
    return flat(rng, at) + later


def test_a_planted_shift_is_found_near_where_it_was_planted():
    rng = np.random.default_rng(1)
    found = [drift({"respite": shifted(rng)}, seed=seed)[0] for seed in range(20)]
    assert sum(each.upward for each in found) >= 18
    assert np.median([abs(each.change - 40) for each in found]) <= 5
    assert all(each.level_after > each.level_before for each in found if each.upward)


def test_flat_histories_of_ten_types_rarely_raise_an_alarm():
    rng = np.random.default_rng(2)
    runs = [drift({f"type {i}": flat(rng, 40) for i in range(10)}, seed=s) for s in range(10)]
    alarms = sum(any(each.upward for each in run) for run in runs)
    assert alarms <= 2  # 5% of runs are half a run


def test_decisions_that_move_closer_to_people_are_no_upward_drift():
    rng = np.random.default_rng(3)
    assert not drift({"respite": shifted(rng)[::-1]})[0].upward


@pytest.mark.parametrize("levels", [[], [0, 1, 2], [1] * 30])
def test_too_few_decisions_or_only_one_level_say_nothing(levels):
    found = drift({"respite": levels})[0]
    assert (found.change, found.p, found.upward) == (None, 1.0, False)


def test_one_type_does_not_depend_on_the_others_save_through_q():
    rng = np.random.default_rng(4)
    history = shifted(rng)
    alone, among = drift({"a": history}), drift({"a": history, "b": flat(rng)})
    assert (alone[0].p, alone[0].change) == (among[0].p, among[0].change)
    assert among[0].q >= alone[0].q


def test_pettitts_statistic_is_the_one_of_its_definition():
    """U_k = sum over i <= k < j of sign(x_j - x_i); it peaks where `change` says."""
    levels = [0, 1, 0, 2, 0, 1, 2, 2, 1, 2, 2, 1]
    n = len(levels)
    by_pairs = [
        sum(np.sign(levels[j] - levels[i]) for i in range(k) for j in range(k, n))
        for k in range(1, n)
    ]
    assert drift({"a": levels})[0].change == int(np.argmax(by_pairs)) + 1


def test_types_that_are_only_ever_confirmed_come_first_and_mixed_ones_not_at_all():
    log = [Escalation("respite", "worker", 10.0, True)] * 12
    log += [Escalation("transport", "worker", 3.0, True)] * 6
    log += [Escalation("housing", "worker", 3.0, i % 2 == 0) for i in range(30)]
    log += [Escalation("rare", "worker", 3.0, True)] * 4
    found = widenings(log)
    assert [(w.decision_type, w.escalations, w.days) for w in found] == [
        ("respite", 12, 10.0),
        ("transport", 6, 3.0),
    ]


@pytest.mark.proof
def test_the_rate_of_false_alarms_over_two_thousand_flat_histories():
    rng = np.random.default_rng(5)
    alarms = sum(drift({"a": flat(rng)}, seed=seed)[0].upward for seed in range(2_000))
    assert alarms <= 130  # 5% are 100; 130 is three standard deviations above
