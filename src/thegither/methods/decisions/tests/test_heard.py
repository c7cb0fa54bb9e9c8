"""Whose proposals move anything: compared with SciPy, and honest about chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from thegither.methods.decisions.heard import ALPHA, ImpossibleMoves, heard

COUNTS = st.integers(min_value=1, max_value=40)


@given(COUNTS, COUNTS, st.data())
def test_the_chance_is_that_of_an_urn(mine, others, data):
    took = data.draw(st.integers(0, mine))
    took_others = data.draw(st.integers(0, others))
    found = heard({"us": mine, "they": others}, {"us": took, "they": took_others}, "us")
    urn = hypergeom(mine + others, mine, took + took_others)
    assert found.p == pytest.approx(urn.cdf(took), rel=1e-9)


def test_without_anybody_to_compare_with_nothing_is_said():
    assert heard({"us": 9}, {}, "us").p == 1.0
    assert heard({"they": 9}, {"they": 9}, "us").p == 1.0


def test_more_taken_up_than_moved_is_refused():
    with pytest.raises(ImpossibleMoves):
        heard({"us": 1}, {"us": 2}, "us")


def test_a_process_that_treats_all_alike_is_rarely_called_tokenistic():
    source = np.random.default_rng(7)
    called = 0
    for _process in range(2_000):
        taken = source.binomial(14, 0.5, size=2)
        moved = {"us": 14, "they": 14}
        called += heard(moved, dict(zip(moved, map(int, taken), strict=True)), "us").is_token
    assert called / 2_000 <= ALPHA


def test_a_process_that_moves_nothing_for_one_class_is_found():
    assert heard({"us": 14, "they": 14}, {"they": 11}, "us").is_token
