"""A conversation in pieces gives what it gives in one piece, to the last bit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from thegither.methods.opinion import ImpossibleVotes, Votes, draw_map, landscape
from thegither.methods.opinion.landscape import landscape_in_passes
from thegither.methods.opinion.map import draw_in_passes
from thegither.methods.opinion.tests.made_up import planted


@dataclass(frozen=True)
class InOrder:
    """Pieces one after the other, merged from the last to the first."""

    pieces: list[Votes]

    def each(self, work: Callable, *given: Sequence[Any]) -> Iterable:
        return [work(*row) for row in zip(self.pieces, *given, strict=True)]

    def fold(self, work: Callable, merge: Callable, *given: Sequence[Any]) -> Any:
        return reduce(merge, reversed(self.each(work, *given)))


@pytest.mark.parametrize("pieces", [2, 7, 40])
def test_pieces_give_the_same_map_bit_by_bit(pieces: int):
    votes = planted(3)[0]
    kept_out = np.zeros(votes.n_statements, dtype=bool)
    kept_out[2] = True
    whole = draw_map(votes, kept_out=kept_out)
    parts = draw_in_passes(InOrder(votes.split(pieces)), votes.statement_ids, kept_out=kept_out)
    assert len(votes.split(pieces)) > 1
    for name in ("participant_ids", "places", "labels"):
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))
    np.testing.assert_array_equal(parts.axes.components, whole.axes.components)
    np.testing.assert_array_equal(parts.tables.agree, whole.tables.agree)
    np.testing.assert_array_equal(parts.everyone.passed, whole.everyone.passed)
    assert parts.representative == whole.representative
    assert parts.consensus == whole.consensus
    assert parts.n_votes == votes.n_votes


def test_pieces_give_the_same_landscape():
    votes = planted(3)[0]
    whole = landscape(votes)
    parts = landscape_in_passes(InOrder(votes.split(5)), votes.statement_ids, tested=votes)
    assert (parts.verdict, parts.structure) == (whole.verdict, whole.structure)
    assert parts.common_ground == whole.common_ground
    np.testing.assert_array_equal(parts.certainty, whole.certainty)


rows = some.lists(
    some.tuples(some.integers(0, 9), some.integers(0, 6), some.sampled_from([-1, 0, 1])),
    min_size=1,
    unique_by=lambda row: row[:2],
)


@given(rows, some.integers(1, 12))
def test_rows_sorted_by_person_need_no_sorting(table, pieces):
    person, statement, choice = (np.array(column) for column in zip(*table, strict=True))
    order = np.argsort(person, kind="stable")
    present, position = np.unique(person, return_inverse=True)
    expected = Votes.of(position, statement, choice, len(present), 7, participant_ids=present)
    found = Votes.of_sorted(person[order], statement[order], choice[order], np.arange(7))
    for name in ("starts", "statements", "choices", "participant_ids", "statement_ids"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name))
    split = found.split(pieces)
    assert 1 <= len(split) <= max(pieces, 1)
    for name in ("statements", "choices", "participant_ids"):
        joined = np.concatenate([getattr(piece, name) for piece in split])
        np.testing.assert_array_equal(joined, getattr(found, name))


@pytest.mark.parametrize(
    ("people", "statements", "choices", "what"),
    [
        ([1, 2, 1], [0, 0, 1], [1, 1, 1], "do not stand together"),
        ([1, 1], [0, 0], [1, -1], "two votes"),
        ([1], [0], [2], "1 \\(agree\\)"),
        ([1], [5], [1], "outside"),
        ([1, 1], [0], [1], "differ in length"),
    ],
)
def test_rows_that_no_conversation_holds_are_refused(people, statements, choices, what):
    given_people = np.array(people)
    with pytest.raises(ImpossibleVotes, match=what):
        Votes.of_sorted(given_people, statements, choices, [10, 20])
