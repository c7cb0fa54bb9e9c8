import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control

from thegither.methods.surveys import benjamini_hochberg
from thegither.methods.surveys.tests import outside


def test_q_is_as_r_and_scipy_have_it():
    found = benjamini_hochberg(np.array(outside.EXPECTED["p"]))
    assert found == pytest.approx(outside.EXPECTED["q"])
    np.testing.assert_allclose(found, false_discovery_control(outside.EXPECTED["p"]))


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_q_is_never_below_p_and_keeps_its_order(p):
    q = benjamini_hochberg(np.array(p))
    assert np.all(q >= np.array(p) - 1e-12)
    assert np.all(np.diff(q[np.argsort(p, kind="stable")]) >= 0)


def test_what_could_not_be_tested_does_not_count():
    assert benjamini_hochberg(np.array([[0.01, np.nan]])).tolist()[0][0] == 0.01
