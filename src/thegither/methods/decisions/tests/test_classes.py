"""By class of partner: quorum, and what nobody may be able to work out."""

from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.decisions import (
    check_can_be_sealed,
    quorum,
    tellable_cells,
    tellable_classes,
)
from thegither.methods.decisions.classes import CannotBeSealed

TABLES = st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5)


def test_half_of_three_is_two_and_a_class_that_is_not_named_needs_nobody():
    found = quorum(
        {"a": 2, "b": 0}, {"a": 3, "b": 4, "c": 9}, {"a": Fraction(1, 2), "b": Fraction(0)}
    )
    assert [(c.name, c.needed, c.reached) for c in found] == [
        ("a", 2, True),
        ("b", 0, True),
        ("c", 0, True),
    ]


@given(st.integers(0, 50), st.fractions(0, 1, max_denominator=9))
def test_a_quorum_is_the_least_number_that_reaches_the_share(eligible, share):
    needed = quorum({}, {"a": eligible}, share)[0].needed
    assert needed >= share * eligible > needed - 1


def test_classes_under_five_cannot_be_sealed_and_are_named():
    with pytest.raises(CannotBeSealed, match=r"private \(2\), people \(4\)"):
        check_can_be_sealed({"statutory": 5, "private": 2, "people": 4})


@given(TABLES)
def test_nothing_that_is_told_small_or_unanimous(table):
    for row, told in zip(table, tellable_classes(table), strict=True):
        assert not told or (sum(row) >= 5 and max(row) < sum(row))


@given(TABLES)
def test_nobody_can_subtract_their_way_to_a_class(table):
    """What is kept back, as a sum, is of no class alone, of five or more, and not unanimous."""
    told = tellable_classes(table)
    kept = [row for row, is_told in zip(table, told, strict=True) if not is_told and sum(row)]
    if any(told) and kept:
        together = np.sum(kept, axis=0)
        assert len(kept) > 1
        assert together.sum() >= 5
        assert together.max() < together.sum()


@given(TABLES)
def test_everything_is_told_when_nothing_is_small_or_unanimous(table):
    if all(sum(row) >= 5 and max(row) < sum(row) for row in table):
        assert all(tellable_classes(table))


def test_each_option_of_an_approval_is_judged_by_itself():
    supporters, voters = np.array([[3, 6], [4, 2], [5, 1]]), np.array([6, 8, 9])
    told = tellable_cells(supporters, voters)
    for option in range(2):
        against = voters - supporters[:, option]
        table = np.stack([supporters[:, option], against], axis=1)
        assert told[:, option].tolist() == list(tellable_classes(table))


def test_one_class_kept_back_takes_another_with_it_in_every_mix_of_sizes():
    for sizes in combinations([(4, 3), (6, 2), (9, 5)], 2):
        told = tellable_classes([*sizes, (2, 1)])
        assert sum(told) < 2
