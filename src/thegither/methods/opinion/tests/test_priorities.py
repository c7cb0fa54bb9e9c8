import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.opinion import statement_priority


def test_a_statement_nobody_saw_has_the_weight_of_the_formula() -> None:
    # [1/2 * (1 - 1/2) * 1 * (1 + 8)]^2
    assert statement_priority([0], [0], [0], [0.0]) == pytest.approx([5.0625])


def test_questions_about_the_person_have_a_weight_of_their_own() -> None:
    assert statement_priority([5, 5], [0, 0], [9, 9], [1.0, 1.0], [True, False])[0] == 49


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.floats(0, 5))
def test_passing_lowers_and_dividing_raises_the_weight(
    agree: int, passed: int, disagree: int, extremity: float
) -> None:
    seen = agree + passed + disagree + 1
    one, more_passes = statement_priority([agree] * 2, [passed, passed + 1], [seen] * 2, extremity)
    plain, dividing = statement_priority([agree] * 2, [passed] * 2, [seen] * 2, [0.0, extremity])
    assert more_passes < one and dividing >= plain


def test_inputs_are_not_changed() -> None:
    agree = np.array([1, 2])
    statement_priority(agree, [0, 0], [3, 3], [0.1, 0.2])
    assert agree.tolist() == [1, 2]
