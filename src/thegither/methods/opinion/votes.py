"""Votes as three compact arrays, sorted by person: the only form in which the method sees them."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class ImpossibleVotes(ValueError):
    """Votes that no conversation can contain. The message can be shown to a person."""


@dataclass(frozen=True, eq=False)
class Votes:
    """Who voted how on what; what nobody saw takes no room.

    The votes of person `i` are `choices[starts[i]:starts[i + 1]]` (1 agree, 0 pass, -1 disagree) on
    the statements of the same slice, ascending. `participant_ids` and `statement_ids` are only
    names, but ties are broken by them, so that no answer depends on the order of rows.

    Build one with `Votes.of`, which sorts and checks.
    """

    starts: Ints
    statements: npt.NDArray[np.int32]
    choices: npt.NDArray[np.int8]
    participant_ids: Ints
    statement_ids: Ints

    @classmethod
    def of(
        cls,
        participants: npt.ArrayLike,
        statements: npt.ArrayLike,
        choices: npt.ArrayLike,
        n_participants: int,
        n_statements: int,
        *,
        participant_ids: npt.ArrayLike | None = None,
        statement_ids: npt.ArrayLike | None = None,
    ) -> "Votes":
        """Sort votes given as three equally long columns of indices and choices.

        Parameters
        ----------
        participants, statements: indices from 0 to n_participants - 1 and n_statements - 1.
        choices: 1 agree, 0 pass, -1 disagree.
        participant_ids, statement_ids: distinct whole numbers that name them; their positions when
            not given.

        Raises ImpossibleVotes for an index or a choice out of range, or two votes of one person on
        one statement (which of them counts is for the reader of the data to say).

        >>> votes = Votes.of([1, 0, 1], [0, 1, 1], [1, -1, 0], 2, 2)
        >>> votes.starts, votes.statements, votes.choices
        (array([0, 1, 3]), array([1, 0, 1], dtype=int32), array([-1,  1,  0], dtype=int8))
        """
        person, statement = _indices(participants), _indices(statements)
        given = np.asarray(choices)
        choice = given.astype(np.int8)
        _check(person, n_participants, "participant")
        _check(statement, n_statements, "statement")
        if not len(person) == len(statement) == len(choice):
            raise ImpossibleVotes("The columns of votes differ in length.")
        if np.any((choice < -1) | (choice > 1)) or np.any(choice != given):
            raise ImpossibleVotes("A vote is 1 (agree), 0 (pass) or -1 (disagree).")
        order = _counting_sort(statement, np.arange(len(statement)), n_statements)[1]
        starts, order = _counting_sort(person, order, n_participants)
        person, statement = person[order], statement[order]
        if np.any((person[1:] == person[:-1]) & (statement[1:] == statement[:-1])):
            raise ImpossibleVotes("Somebody has two votes on one statement.")
        return cls(
            starts,
            statement.astype(np.int32),
            choice[order],
            _ids(participant_ids, n_participants),
            _ids(statement_ids, n_statements),
        )

    @classmethod
    def of_sorted(
        cls,
        participant_ids: npt.ArrayLike,
        statements: npt.ArrayLike,
        choices: npt.ArrayLike,
        statement_ids: npt.ArrayLike,
    ) -> "Votes":
        """Votes whose rows stand together by person, as a file sorted by person has them.

        participant_ids: the name of the person of each vote, never falling. statements: positions
        in `statement_ids`, in any order within a person. Raises ImpossibleVotes as `of` does.

        >>> votes = Votes.of_sorted([4, 4, 9], [1, 0, 1], [1, -1, 0], [10, 20])
        >>> votes.starts, votes.statements, votes.choices, votes.participant_ids
        (array([0, 2, 3]), array([0, 1, 1], dtype=int32), array([-1,  1,  0], dtype=int8), array([4, 9]))
        """
        named, ids = _indices(participant_ids), _ids(statement_ids, np.size(statement_ids))
        statement, choice = np.array(statements, np.int32), np.array(choices, np.int8)
        if not len(named) == len(statement) == len(choice):
            raise ImpossibleVotes("The columns of votes differ in length.")
        _check(statement, len(ids), "statement")
        firsts = np.flatnonzero(np.diff(named, prepend=named[:1] - 1))
        starts = np.append(firsts, len(named))
        fault = _settle_rows(named, starts, statement, choice)
        if fault:
            raise ImpossibleVotes(FAULTS[fault])
        return cls(starts, statement, choice, named[firsts], ids)

    def split(self, pieces: int) -> "list[Votes]":
        """The same votes in at most so many pieces of whole people, each with about as many votes."""
        shares = np.linspace(0, self.n_votes, pieces + 1)[1:-1]
        edges = np.unique([0, *np.searchsorted(self.starts, shares), self.n_participants])
        return [self._of_people(int(a), int(b)) for a, b in pairwise(edges)] or [self]

    def _of_people(self, first: int, end: int) -> "Votes":
        low, high = self.starts[first], self.starts[end]
        return Votes(
            self.starts[first : end + 1] - low,
            self.statements[low:high],
            self.choices[low:high],
            self.participant_ids[first:end],
            self.statement_ids,
        )

    @property
    def n_participants(self) -> int:
        return len(self.starts) - 1

    @property
    def n_statements(self) -> int:
        return len(self.statement_ids)

    @property
    def n_votes(self) -> int:
        return len(self.choices)

    @property
    def per_person(self) -> Ints:
        """How many votes each person gave."""
        return np.diff(self.starts)

    @property
    def people(self) -> Ints:
        """The person of each vote, ascending."""
        return np.repeat(np.arange(self.n_participants), self.per_person)

    def select(self, people: npt.NDArray[np.bool_], statements: npt.NDArray[np.bool_]) -> "Votes":
        """The votes of some people on some statements, both in the order of their ids.

        >>> votes = Votes.of([0, 1, 1], [0, 0, 1], [1, -1, 0], 2, 2, participant_ids=[9, 4])
        >>> kept = votes.select(np.array([True, True]), np.array([True, False]))
        >>> kept.participant_ids, kept.choices
        (array([4, 9]), array([-1,  1], dtype=int8))
        """
        rows, person = _renumbered(self.participant_ids, people)
        columns, statement = _renumbered(self.statement_ids, statements)
        kept = people[self.people] & statements[self.statements]
        return Votes.of(
            person[self.people[kept]],
            statement[self.statements[kept]],
            self.choices[kept],
            len(rows),
            len(columns),
            participant_ids=self.participant_ids[rows],
            statement_ids=self.statement_ids[columns],
        )


UNSORTED, TWICE, NO_VOTE = 1, 2, 3
FAULTS = {
    UNSORTED: "The votes of one person do not stand together.",
    TWICE: "Somebody has two votes on one statement.",
    NO_VOTE: "A vote is 1 (agree), 0 (pass) or -1 (disagree).",
}


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _settle_rows(named, starts, statements, choices):  # type: ignore[no-untyped-def]
    """Sort each person's votes by statement, in place; the first fault met, or 0.

    By insertion: a person's votes are few, and in most files they stand in order already.
    """
    for person in range(len(starts) - 1):
        first = starts[person]
        if person and named[first] < named[first - 1]:
            return UNSORTED
        for at in range(first, starts[person + 1]):
            statement, choice = statements[at], choices[at]
            if choice < -1 or choice > 1:
                return NO_VOTE
            free = at
            while free > first and statements[free - 1] > statement:
                statements[free] = statements[free - 1]
                choices[free] = choices[free - 1]
                free -= 1
            if free > first and statements[free - 1] == statement:
                return TWICE
            statements[free], choices[free] = statement, choice
    return 0


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _counting_sort(keys, order, n_keys):  # type: ignore[no-untyped-def]
    """Sort `order` by `keys` (0 to n_keys - 1), keeping equals as they stand; and where each begins.

    A numeric sort would take several times as long: keys are few and known.
    """
    starts = np.zeros(n_keys + 1, dtype=np.int64)
    for key in keys:
        starts[key + 1] += 1
    for key in range(n_keys):
        starts[key + 1] += starts[key]
    free = starts[:-1].copy()
    result = np.empty_like(order)
    for position in order:
        key = keys[position]
        result[free[key]] = position
        free[key] += 1
    return starts, result


def _renumbered(ids: Ints, chosen: npt.NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """The chosen positions by ascending id, and each position's new number (-1 when not chosen)."""
    order = np.argsort(ids, kind="stable")
    order = order[chosen[order]]
    number = np.full(len(ids), -1, dtype=np.int64)
    number[order] = np.arange(len(order))
    return order, number


def _indices(column: npt.ArrayLike) -> Ints:
    return np.asarray(column).astype(np.int64).reshape(-1)


def _check(column: npt.NDArray[np.integer[Any]], n: int, what: str) -> None:
    if len(column) and (column.min() < 0 or column.max() >= n):
        raise ImpossibleVotes(f"A vote names a {what} outside 0..{n - 1}.")


def _ids(ids: npt.ArrayLike | None, n: int) -> Ints:
    named = np.arange(n) if ids is None else _indices(ids)
    is_ascending = bool(np.all(named[1:] > named[:-1]))
    if len(named) != n or not (is_ascending or len(np.unique(named)) == n):
        raise ImpossibleVotes("Every participant and statement needs a name of its own.")
    return named
