"""After coarsening nobody stands alone, and no more is blurred than that takes.

level:  front_line   first_line   middle   senior   executive
             |             \\       /          \\     /
           (any)           manager           leader
"""

import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.disclosure import ANY, Hierarchy, coarsen
from thegither.methods.disclosure.coarsening import Label, NotATree

LEVELS = Hierarchy(
    {"first_line": "manager", "middle": "manager", "senior": "leader", "executive": "leader"},
    values=("front_line",),
)
SECTORS = Hierarchy(values=("public", "private", "voluntary"))
people = st.lists(
    st.tuples(
        st.sampled_from(["public", "private", "voluntary"]),
        st.sampled_from(["front_line", "first_line", "middle", "senior", "executive"]),
    ),
    max_size=60,
)


@given(people, st.integers(2, 7))
def test_every_combination_is_held_by_the_minimum_or_nothing_is_said(
    rows: list[Label], minimum: int
) -> None:
    result = coarsen(rows, [SECTORS, LEVELS], minimum=minimum)
    counts = Counter(result.rows)
    enough = all(count >= minimum for count in counts.values())
    assert enough or set(counts) == {(ANY, ANY)}
    assert dict(result.cells) == counts


@given(people)
def test_each_value_becomes_itself_or_a_broader_one(rows: list[Label]) -> None:
    result = coarsen(rows, [SECTORS, LEVELS])
    for (sector, level), (kept_sector, kept_level) in zip(rows, result.rows, strict=True):
        assert kept_sector in SECTORS.path(sector)
        assert kept_level in LEVELS.path(level)


@given(people, st.integers(0, 99))
def test_the_order_of_rows_does_not_matter(rows: list[Label], seed: int) -> None:
    mixed = random.Random(seed).sample(rows, len(rows))
    kept = dict(zip(rows, coarsen(rows, [SECTORS, LEVELS]).rows, strict=True))
    again = dict(zip(mixed, coarsen(mixed, [SECTORS, LEVELS]).rows, strict=True))
    assert kept == again


def test_enough_in_each_cell_changes_nothing() -> None:
    rows = [("public", "middle")] * 5 + [("private", "front_line")] * 5
    result = coarsen(rows, [SECTORS, LEVELS])
    assert result.rows == tuple(rows)
    assert result.loss == 0


def test_near_levels_are_joined_before_far_ones() -> None:
    rows = [("public", level) for level in ["first_line"] * 3 + ["middle"] * 2 + ["senior"] * 9]
    assert dict(coarsen(rows, [SECTORS, LEVELS]).cells) == {
        ("public", "manager"): 5,
        ("public", "senior"): 9,
    }


def test_one_small_cell_does_not_blur_everybody() -> None:
    rows = [("public", "front_line")] * 40 + [("private", "front_line")] * 9
    rows += [("voluntary", "front_line")] * 2
    cells = dict(coarsen(rows, [SECTORS, LEVELS]).cells)
    assert cells[("public", "front_line")] == 40
    assert cells[(ANY, "front_line")] == 11


@pytest.mark.parametrize("number", [0, 1, 4])
def test_too_few_people_in_all_say_nothing(number: int) -> None:
    result = coarsen([("public", "middle")] * number, [SECTORS, LEVELS])
    assert result.rows == ((ANY, ANY),) * number


def test_a_circle_of_broader_values_is_refused() -> None:
    with pytest.raises(NotATree):
        Hierarchy({"a": "b", "b": "a"}).path("a")
