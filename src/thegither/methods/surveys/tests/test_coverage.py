import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.shared.intervals import ImpossibleCounts
from thegither.methods.surveys.coverage import coverage, holm, silent_groups

ASKED = st.lists(st.integers(0, 200), min_size=1, max_size=6)


@st.composite
def counts(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    asked = draw(ASKED)
    return [draw(st.integers(0, n)) for n in asked], asked


def test_a_sector_that_hardly_votes_is_found() -> None:
    # private: 7 of 50; everybody else near three quarters
    assert silent_groups([7, 60, 55, 40], [50, 80, 75, 52]) == [0]


def test_a_large_sector_that_votes_a_little_less_is_not_called_silent() -> None:
    lower = coverage([500, 700], [1000, 1000])
    assert (lower[0].p or 1) < 0.001
    assert not lower[0].is_silent


def test_a_small_sector_cannot_be_told_from_chance() -> None:
    assert silent_groups([0, 60], [3, 100]) == []


def test_two_silent_sectors_are_both_named() -> None:
    assert silent_groups([2, 3, 80, 85], [40, 45, 100, 100]) == [0, 1]


def test_probability_is_that_of_fishers_exact_test() -> None:
    # Of 10 asked 5 answered; none in a group of 5: 1 way in C(10, 5) = 252; two groups, so twice that.
    assert coverage([0, 5], [5, 5])[0].p == pytest.approx(2 / 252)


def test_nobody_asked_gives_no_rate_and_no_alarm() -> None:
    empty, rest = coverage([0, 3], [0, 9])
    assert empty.rate is None and empty.p is None and not empty.is_silent
    assert rest.others is None and not rest.is_silent


@pytest.mark.parametrize("answered, asked", [([3], [2]), ([-1], [2]), ([1, 1], [2])])
def test_impossible_counts_are_refused(answered: list[int], asked: list[int]) -> None:
    with pytest.raises(ImpossibleCounts):
        coverage(answered, asked)


@given(counts())
def test_order_of_groups_does_not_matter(given_counts: tuple[list[int], list[int]]) -> None:
    answered, asked = given_counts
    turned = coverage(answered[::-1], asked[::-1])[::-1]
    assert [g.is_silent for g in turned] == [g.is_silent for g in coverage(answered, asked)]


@given(counts())
def test_corrected_probabilities_are_probabilities(
    given_counts: tuple[list[int], list[int]],
) -> None:
    assert all(group.p is None or 0 <= group.p <= 1 for group in coverage(*given_counts))


def test_false_alarms_stay_under_one_in_a_hundred() -> None:
    random, asked = np.random.default_rng(7), [45, 30, 60, 25, 90]
    alarms = sum(
        bool(silent_groups(random.binomial(asked, 0.3).tolist(), asked)) for _ in range(1000)
    )
    assert alarms <= 20  # expected at most 10; more than 20 has a chance under .002


def test_holm_never_lowers_a_probability() -> None:
    p = np.array([0.2, 0.001, 0.9, 0.04])
    assert (holm(p) >= p).all()
