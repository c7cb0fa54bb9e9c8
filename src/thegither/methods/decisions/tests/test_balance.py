"""Balance: Gini by its other definition, the rate of false alarms, and what is undefined."""

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from thegither.methods.decisions import balance, gini
from thegither.methods.decisions.balance import NoExpectation

ACTS = st.lists(st.integers(0, 30), min_size=2, max_size=6)


@given(ACTS, st.data())
def test_gini_is_half_the_mean_difference_of_rates(acts, data):
    """The definition by pairs: sum of e_i e_j |r_i - r_j| over 2, with rates r relative to the mean."""
    assume(sum(acts) > 0)
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(acts), max_size=len(acts)))
    expected = np.array(weights, dtype=float)
    share, e = np.array(acts) / sum(acts), expected / expected.sum()
    rates = share / e
    pairs = sum(
        e[i] * e[j] * abs(rates[i] - rates[j]) for i, j in product(range(len(acts)), repeat=2)
    )
    assert gini(np.array(acts), expected) == pytest.approx(pairs / 2, abs=1e-12)


def test_a_split_as_expected_is_even_under_its_own_null_only():
    acts = {"statutory": 60, "voluntary": 30, "people": 10}
    seats = {"statutory": 6.0, "voluntary": 3.0, "people": 1.0}
    assert balance(acts, seats, null="by seats").gini == pytest.approx(0, abs=1e-12)
    assert not balance(acts, seats, null="by seats").uneven
    assert balance(acts).uneven


@pytest.mark.parametrize(("acts", "shares"), [(12, [1, 1, 1, 1]), (40, [5, 3, 1]), (7, [1, 1])])
def test_an_even_process_is_called_uneven_in_five_of_a_hundred_at_most(acts, shares):
    """Exact: the chance of every possible split, summed over those that would be called uneven."""
    p = np.array(shares) / sum(shares)
    names, rng = [f"class {i}" for i in range(len(p))], np.random.default_rng(7)
    draws = rng.multinomial(acts, p, size=60)
    expected = dict(zip(names, map(float, shares), strict=True))
    alarms = sum(
        balance(dict(zip(names, map(int, row), strict=True)), expected, seed=i).uneven
        for i, row in enumerate(draws)
    )
    # 60 draws at 5% give more than 9 with a chance under 1 in 500.
    assert alarms <= 9


def test_a_table_held_by_one_class_is_found():
    assert balance({"statutory": 20, "voluntary": 0, "private": 0, "people": 0}).uneven


def test_without_acts_nothing_is_uneven():
    result = balance({"a": 0, "b": 0})
    assert math.isnan(result.gini)
    assert not result.uneven


def test_one_seed_one_answer():
    acts = {"a": 9, "b": 4, "c": 2}
    assert balance(acts, seed=3) == balance(acts, seed=3)


@pytest.mark.parametrize("expected", [{"a": 0.0}, {"a": -1.0, "b": 2.0}, {"a": 1.0, "z": 1.0}])
def test_a_null_that_fits_nobody_is_refused(expected):
    with pytest.raises(NoExpectation):
        balance({"a": 1, "b": 1}, expected)


@pytest.mark.proof
def test_the_rate_of_false_alarms_over_two_thousand_even_quarters():
    rng = np.random.default_rng(11)
    draws = rng.multinomial(24, [0.25] * 4, size=2_000)
    alarms = sum(
        balance(dict(enumerate(map(int, row))), seed=i).uneven for i, row in enumerate(draws)
    )
    assert alarms <= 130  # 5% are 100; 130 is three standard deviations above
