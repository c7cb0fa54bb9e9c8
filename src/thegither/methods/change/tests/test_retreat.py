"""Falls are found without knowing what was usual, and quiet partnerships are left in peace."""

import numpy as np
import pytest
from scipy.stats import hypergeom

from thegither.methods.change import ImpossibleWatch, retreats
from thegither.methods.change.retreat import (
    SHORTEST,
    alarm_limit,
    evidence_of_falls,
    spread_so_far,
)


def rings(draw, runs):
    """The share of quiet years in which anything rings."""
    return np.mean([(retreats(*draw()).alarms >= 0).any() for _ in range(runs)])


def quiet(kind, rng, series, meetings):
    """Counts without a change: counts by lot, twice as varied, seats by lot, and groups in clumps."""
    shape = (series, meetings)
    seats = np.full(shape, 3)
    return {
        "counts": lambda: (rng.poisson(4, shape), None),
        "varied counts": lambda: (rng.negative_binomial(4, 0.5, shape), None),
        "seats": lambda: (rng.binomial(3, 0.8, shape), seats),
        "one seat": lambda: (rng.binomial(1, 0.9, shape), np.ones(shape)),
        "clumps": lambda: (rng.binomial(3, rng.beta(1.4, 0.6, shape)), seats),
    }[kind]


KINDS = ("counts", "varied counts", "seats", "one seat", "clumps")


@pytest.mark.parametrize("kind", KINDS)
def test_a_quiet_board_of_twelve_rings_in_few_years(kind):
    # 5% or fewer: more than 6 of 40 would come by chance in less than 1 of 100 tests
    assert rings(quiet(kind, np.random.default_rng(1), 12, 12), 40) <= 6 / 40


@pytest.mark.proof
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("series", "meetings"), [(12, 12), (56, 12), (56, 52)])
def test_at_most_one_quiet_year_in_twenty_rings(kind, series, meetings):
    if (kind, meetings) == ("clumps", 52):
        pytest.skip("weekly counts of groups that come whole or not at all: stated as a limit")
    # 5%, and what 400 years may add by chance
    assert rings(quiet(kind, np.random.default_rng(2), series, meetings), 400) <= 0.075


def test_a_partner_who_stays_away_is_found_and_nobody_else():
    rng = np.random.default_rng(3)
    found = others = 0
    for _ in range(40):
        came = rng.binomial(3, 0.85, (12, 24))
        came[4, 12:] = 0
        watch = retreats(came, np.full((12, 24), 3), looks=12)
        found += 12 <= watch.alarms[4] < 18 and 11 <= watch.since[4] <= 13
        others += (np.delete(watch.alarms, 4) >= 0).any()
    assert found >= 36 and others <= 6


def test_evidence_is_the_chance_of_so_few_by_lot():
    came = np.array([[2.0, 1, 2, 2, 0, 1]])
    seats = np.full((1, 6), 2.0)
    evidence, begun = evidence_of_falls(came, seats, np.ones((1, 6)))
    assert begun[0, 5] == 4
    from scipy.stats import norm

    assert norm.sf(evidence[0, 5]) == pytest.approx(hypergeom.cdf(1, 12, 8, 4))
    assert (evidence[0, : 4 + SHORTEST - 1] == -99).all()


def test_meetings_without_a_series_are_passed_over():
    came = np.array([[3, 3, 2, 3, 3, 3, 0, 0, 0, 0, 0, 0], [3, 2, 3, 3, 3, 2, 3, 3, 2, 3, 3, 3.0]])
    held = [0, 1, 2, 4, 5, 6, 8, 9, 11, 12, 13, 15]
    gaps = np.full((2, 16), np.nan)
    gaps[:, held] = came
    whole = retreats(came, np.full((2, 12), 3), looks=12)
    found = retreats(gaps, np.where(np.isnan(gaps), np.nan, 3), looks=12)
    assert found.alarms[0] == held[whole.alarms[0]] and found.alarms[1] == -1


def test_one_empty_meeting_never_rings():
    came = np.full((1, 20), 40.0)
    came[0, 15] = 0
    assert retreats(came[:, :16]).alarms[0] == -1


def test_spread_is_never_less_than_the_lot_and_grows_with_clumps():
    calm, wild = np.full((2, 9), 0.1), np.tile([2.5, -2.5, 2.5], (2, 3))
    assert (spread_so_far(calm) == 1).all()
    assert (spread_so_far(wild)[:, -1] > 4).all()


def test_a_fall_does_not_widen_its_own_allowance_through_the_others():
    scores = np.vstack([np.full(12, -3.0), np.zeros((3, 12))])
    alone = spread_so_far(scores[:1])
    assert (spread_so_far(scores)[0] <= alone[0]).all()


def test_the_limit_grows_with_series_and_with_looks():
    assert alarm_limit(1, 12, 0.05) < alarm_limit(50, 12, 0.05) < alarm_limit(50, 52, 0.05)


def test_what_cannot_be_is_refused():
    for counts, seats in (([[-1]], None), ([[0.5]], None), ([[3]], [[2]]), ([[1]], [[1, 2]])):
        with pytest.raises(ImpossibleWatch):
            retreats(counts, seats)
    with pytest.raises(ImpossibleWatch):
        alarm_limit(0, 1, 0.05)


def test_input_is_not_changed_and_equal_input_gives_equal_output():
    came = np.random.default_rng(4).poisson(3.0, (3, 10)).astype(float)
    before = came.copy()
    first, second = retreats(came), retreats(came)
    assert np.array_equal(came, before)
    assert np.array_equal(first.evidence, second.evidence, equal_nan=True)


def test_no_series_and_no_meetings_ring_nothing():
    assert retreats(np.zeros((0, 5))).alarms.shape == (0,)
    assert retreats(np.zeros((2, 0))).alarms.tolist() == [-1, -1]
    assert retreats([[1.0]]).alarms.tolist() == [-1]
