"""Nobody can subtract their way to a hidden count: attacked with whole numbers, from what is published."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.optimize import LinearConstraint, milp

from thegither.methods.disclosure import Said, Suppressed, bounds, protection, suppress, with_totals
from thegither.methods.disclosure.tables import NotATable

MINIMUM = 5
FREE = 10_000


def attack(published: np.ndarray, cell: Any, sign: int) -> float:
    """The least (sign 1) or largest (sign -1) whole number that a cell can be. Apart from the method."""
    shape, count = published.shape, published.size
    lines = []
    for side in range(len(shape)):
        for line in np.moveaxis(np.arange(count).reshape(shape), side, -1).reshape(-1, shape[side]):
            row = np.zeros(count)
            row[line[:-1]], row[line[-1]] = 1, -1
            lines.append(row)
    known = published.ravel()
    low, high = np.nan_to_num(known, nan=0), np.nan_to_num(known, nan=FREE)
    goal = np.zeros(count)
    goal[cell] = sign
    found = milp(
        goal,
        integrality=np.ones(count),
        bounds=(low, high),
        constraints=LinearConstraint(np.array(lines), 0, 0),
    )
    assert found.status == 0
    return float(sign * found.fun)


def assert_withstands(counts: np.ndarray, result: Suppressed) -> None:
    table = with_totals(counts)
    for cell in np.flatnonzero((table < MINIMUM).ravel()):
        assert np.isnan(result.published.flat[cell])
        assert attack(result.published, cell, 1) <= 0
        assert attack(result.published, cell, -1) >= MINIMUM - 1


def random_table(seed: int) -> np.ndarray:
    generator = np.random.default_rng(seed)
    shape = tuple(generator.integers(2, 6, size=generator.integers(1, 3)))
    return generator.poisson(generator.choice([3, 8, 20]), size=shape)


def test_the_suppression_trap() -> None:
    result = suppress([9, 8, 3])
    assert result.as_lists() == [9, None, None, 20]
    assert (result.primary_hidden, result.complementary_hidden, result.is_optimal) == (1, 1, True)
    assert_withstands(np.array([9, 8, 3]), result)


def test_hiding_only_the_small_count_would_be_undone() -> None:
    low, high = bounds([9, 8, np.nan, 20])
    assert (low[2], high[2]) == (3, 3)


@pytest.mark.parametrize("seed", range(80))
def test_random_tables_withstand_the_attack(seed: int) -> None:
    counts = random_table(seed)
    assert_withstands(counts, suppress(counts))


@pytest.mark.proof
@pytest.mark.parametrize("first", range(1000, 2000, 50))
def test_a_thousand_random_tables_withstand_the_attack(first: int) -> None:
    for seed in range(first, first + 50):
        counts = random_table(seed)
        assert_withstands(counts, suppress(counts))


@pytest.mark.parametrize(
    "counts", [[0], [4], [0, 0], [5, 0], [[1, 0], [0, 1]], [[30, 2], [40, 50]]]
)
def test_awkward_tables_withstand_the_attack(counts: np.ndarray) -> None:
    assert_withstands(np.array(counts), suppress(counts))


def test_a_table_without_small_counts_is_shown_whole() -> None:
    assert not suppress([[5, 6], [7, 8]]).hidden.any()


def fewest_hidden(counts: np.ndarray) -> int:
    """By trying all sets of cells, cheapest first by number: what no method can beat."""
    table = with_totals(counts).astype(float)
    primary = np.flatnonzero((table < MINIMUM).ravel())
    rest = [cell for cell in range(table.size) if cell not in primary]
    inner = [
        cell
        for cell in rest
        if np.all(np.unravel_index(cell, table.shape) < np.array(counts.shape))
    ]
    for choice in sorted(range(2 ** len(inner)), key=lambda bits: bin(bits).count("1")):
        trial = table.copy()
        trial.flat[primary] = np.nan
        trial.flat[[cell for place, cell in enumerate(inner) if choice >> place & 1]] = np.nan
        low, high = bounds(trial)
        if all(low.flat[cell] <= 0 and high.flat[cell] >= MINIMUM - 1 for cell in primary):
            return bin(choice).count("1")
    return 99


@pytest.mark.parametrize("seed", range(12))
def test_no_smaller_set_of_cells_would_do(seed: int) -> None:
    counts = np.random.default_rng(seed).integers(3, 20, size=(2, 3))
    result = suppress(counts)
    assert result.complementary_hidden <= fewest_hidden(counts)


def test_when_time_runs_out_whole_lines_are_hidden_and_still_withstand(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(protection, "cheapest", lambda *parts: None)
    for seed in range(20):
        counts = random_table(seed)
        result = suppress(counts)
        assert not result.is_optimal
        assert_withstands(counts, result)


def test_a_total_that_is_known_anyway_stays_and_protection_holds_beside_it() -> None:
    result = suppress([1, 2], total_is_known=True)
    assert result.as_lists() == [None, None, 3]
    low, high = bounds(result.published)
    assert (low[0], high[0]) == (0, 3)


@settings(max_examples=25, deadline=None)
@given(
    arrays(np.int64, st.tuples(st.integers(2, 4), st.integers(2, 4)), elements=st.integers(0, 40))
)
def test_same_table_same_answer_and_nothing_shown_is_changed(counts: np.ndarray) -> None:
    before = counts.copy()
    once, again = suppress(counts), suppress(counts)
    assert np.array_equal(counts, before)
    assert np.array_equal(once.hidden, again.hidden)
    shown = ~once.hidden
    assert np.array_equal(once.published[shown], with_totals(counts)[shown])


@pytest.mark.parametrize("counts", [[], [-1, 2], [0.5], [[[1]]]], ids=str)
def test_what_is_no_table_is_refused(counts: np.ndarray) -> None:
    with pytest.raises(NotATable):
        suppress(counts)


def test_a_table_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(NotATable):
        bounds([9, np.nan, 5])


def two_releases(seed: int) -> tuple[np.ndarray, list[Any], list[Said]]:
    """How many gave each of five answers; their mean, rounded; and what an earlier, coarser table showed."""
    generator = np.random.default_rng(seed)
    shares = generator.dirichlet(np.full(5, generator.choice([0.6, 2.0])))
    counts = generator.multinomial(generator.integers(12, 160), shares)
    people, step = counts.sum(), generator.choice([0.1, 0.2, 0.5])
    mean = round(float(counts @ np.arange(1, 6)) / people / step) * step
    weights = np.array([1, 2, 3, 4, 5, 0], dtype=float)
    said = [Said(weights, people * (mean - step / 2), people * (mean + step / 2))]
    sides = np.array([[1, 1, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 1, 0]], dtype=float)
    before = suppress([side[:5] @ counts for side in sides], total_is_known=True).published
    said += [
        Said(side, value, value)
        for side, value in zip(sides, before, strict=False)
        if value == value
    ]
    return counts, [[None] * 5 + [int(people)]], said


def possible(
    counts: np.ndarray, hidden: np.ndarray, said: list[Said], cell: int, value: int
) -> bool:
    """Whether whole people can be put behind all that went out with this value there. Apart from the method."""
    table = with_totals(counts).astype(float)
    low, high = np.where(hidden, 0, table), np.where(hidden, FREE, table)
    low[cell] = high[cell] = value
    rows = np.array([[1, 1, 1, 1, 1, -1], *(one.weights for one in said)])
    ends = np.array([[0, 0], *((one.low, one.high) for one in said)])
    ties = LinearConstraint(rows, *ends.T)
    return (
        milp(np.zeros(6), integrality=np.ones(6), bounds=(low, high), constraints=ties).status == 0
    )


def assert_all_releases_together_withstand(seed: int) -> None:
    counts, earlier, said = two_releases(seed)
    result = suppress(counts, earlier=earlier, said=said)
    nothing = np.array([True] * 5 + [False])
    for cell in np.flatnonzero(counts < MINIMUM):
        assert result.hidden[cell]
        for value in range(MINIMUM):
            if not possible(counts, result.hidden, said, cell, value):
                assert not possible(counts, nothing, said, cell, value), (cell, value)


@pytest.mark.parametrize("seed", range(25))
def test_earlier_releases_and_means_are_reckoned_with(seed: int) -> None:
    assert_all_releases_together_withstand(seed)


@pytest.mark.proof
@pytest.mark.parametrize("first", range(1000, 2000, 50))
def test_a_thousand_tables_withstand_earlier_releases_and_means(first: int) -> None:
    for seed in range(first, first + 50):
        assert_all_releases_together_withstand(seed)


def test_what_an_earlier_table_showed_stays_and_its_neighbours_are_hidden_instead() -> None:
    result = suppress([9, 8, 3], earlier=[[None, 8, None, 20]])
    assert result.as_lists() == [None, 8, None, 20]


def test_an_earlier_table_about_other_answers_is_refused() -> None:
    with pytest.raises(NotATable, match="other answers"):
        suppress([9, 8], earlier=[[9, 7, 16]])


def test_how_many_were_asked_narrows_what_is_hidden() -> None:
    """8 of 8 in the second: hiding it beside the 3 of 20 would leave the 3 known."""
    result = suppress([9, 8, 3], asked=[30, 8, 20], total_is_known=True)
    assert result.hidden[[0, 2]].all()
    with pytest.raises(NotATable, match="asked"):
        suppress([9, 8], asked=[8, 8])
