"""Votes as three compact arrays, sorted by person: the only form in which the method sees them."""

from dataclasses import dataclass

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
        choice = np.asarray(choices).astype(np.int8)
        _check(person, n_participants, "participant")
        _check(statement, n_statements, "statement")
        if not len(person) == len(statement) == len(choice):
            raise ImpossibleVotes("The columns of votes differ in length.")
        if np.any(np.abs(choice.astype(np.int64)) > 1) or np.any(choice != np.asarray(choices)):
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


def _check(column: Ints, n: int, what: str) -> None:
    if len(column) and (column.min() < 0 or column.max() >= n):
        raise ImpossibleVotes(f"A vote names a {what} outside 0..{n - 1}.")


def _ids(ids: npt.ArrayLike | None, n: int) -> Ints:
    named = np.arange(n) if ids is None else _indices(ids)
    if len(np.unique(named)) != n:
        raise ImpossibleVotes("Every participant and statement needs a name of its own.")
    return named
