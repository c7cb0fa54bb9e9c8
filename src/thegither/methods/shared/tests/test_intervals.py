import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.shared.intervals import ImpossibleCounts, wilson, wilson_many, worst_case


@st.composite
def hits_and_trials(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(0, 10_000))
    return draw(st.integers(0, n)), n


def test_wilson_is_the_published_interval() -> None:
    # Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3. DOI
    # 10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


@given(hits_and_trials())
def test_the_share_lies_in_its_interval(counts: tuple[int, int]) -> None:
    hits, n = counts
    low, high = wilson(hits, n)
    assert 0 <= low <= (hits / n if n else 0.5) <= high <= 1


@given(hits_and_trials())
def test_agree_and_disagree_mirror_each_other(counts: tuple[int, int]) -> None:
    hits, n = counts
    low, high = wilson(hits, n)
    assert wilson(n - hits, n) == pytest.approx((1 - high, 1 - low))


@given(hits_and_trials(), st.integers(0, 500))
def test_the_worst_case_holds_the_share_of_those_who_answered(
    counts: tuple[int, int], silent: int
) -> None:
    hits, n = counts
    low, high = worst_case(hits, n, n + silent)
    assert 0 <= low <= high <= 1
    if n:
        assert low <= hits / n + 1e-12 and hits / n <= high + 1e-12


def test_everybody_asked_answered_leaves_no_doubt() -> None:
    assert worst_case(3, 4, 4) == (0.75, 0.75)


@pytest.mark.parametrize("hits, n", [(-1, 3), (4, 3)])
def test_impossible_counts_are_refused(hits: int, n: int) -> None:
    with pytest.raises(ImpossibleCounts):
        wilson(hits, n)
    with pytest.raises(ImpossibleCounts):
        worst_case(hits, n, 10)


def test_arrays_give_what_single_numbers_give() -> None:
    low, high = wilson_many([3, 0], [9, 0])
    assert (low[0], high[0]) == wilson(3, 9)
    assert (low[1], high[1]) == (0.0, 1.0)
