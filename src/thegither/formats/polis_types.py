"""What a folder of a Polis conversation holds, once read: compact arrays and short rows."""

from array import array
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from thegither.formats.errors import FormatError as FormatError
from thegither.methods.opinion.votes import Votes

Ints = npt.NDArray[np.int64]
Choices = npt.NDArray[np.int8]


@dataclass(frozen=True)
class StatementRow:
    """One statement. `moderated` is 1 (let in), 0 (not looked at) or -1 (kept out)."""

    id: int
    text: str
    author: int | None = None
    moderated: int = 0
    is_meta: bool = False
    created: int = 0  # milliseconds since 1970; 0 when the file does not say


@dataclass(frozen=True, eq=False)
class VoteTable:
    """The votes that count: at most one of each person on each statement, sorted by person.

    `people` and `statements` are positions in `PolisFolder.participants` and `.statements`;
    `choices` are 1 agree, 0 pass, -1 disagree; `times` milliseconds since 1970.
    """

    people: Ints
    statements: Ints
    choices: Choices
    times: Ints

    def __len__(self) -> int:
        return len(self.choices)


@dataclass(frozen=True, eq=False)
class PolisFolder:
    """A conversation as read from disk.

    `statements` and `participants` (numbers) are sorted by number. `superseded` counts the votes
    that a later vote of the same person replaced. `repairs` counts what was put right in reading:
    see docs/reference/polis-format.md. `polis_groups` are the groups Polis itself had found.
    """

    statements: tuple[StatementRow, ...]
    participants: Ints
    votes: VoteTable
    superseded: int = 0
    repairs: dict[str, int] = field(default_factory=dict)
    summary: dict[str, str] = field(default_factory=dict)
    polis_groups: dict[int, int] = field(default_factory=dict)

    @property
    def voted_on(self) -> Ints:
        """Positions of the statements that somebody voted on."""
        return np.unique(self.votes.statements)

    def to_votes(self) -> Votes:
        """The votes as the opinion method takes them: only statements that somebody voted on."""
        columns = self.voted_on
        return Votes.of(
            self.votes.people,
            np.searchsorted(columns, self.votes.statements),
            self.votes.choices,
            len(self.participants),
            len(columns),
            participant_ids=self.participants,
            statement_ids=[self.statements[column].id for column in columns],
        )

    def kept_out(self) -> npt.NDArray[np.bool_]:
        """Of each column of `to_votes`: was the statement kept out by a moderator, or is it meta?"""
        rows = [self.statements[column] for column in self.voted_on]
        return np.array([row.moderated == -1 or row.is_meta for row in rows], dtype=bool)

    def meta(self) -> npt.NDArray[np.bool_]:
        """Of each column of `to_votes`: does the statement ask about the person, not the matter?"""
        return np.array([self.statements[column].is_meta for column in self.voted_on], dtype=bool)


class VoteColumns:
    """Votes as they are read: 25 bytes a row, whatever the file's own width."""

    def __init__(self) -> None:
        self.people, self.statements = array("q"), array("q")
        self.times, self.choices = array("q"), array("b")

    def add(self, person: int, statement: int, time: int, choice: int) -> None:
        self.people.append(person)
        self.statements.append(statement)
        self.times.append(time)
        self.choices.append(choice)

    def __len__(self) -> int:
        return len(self.choices)


def assemble(
    rows: VoteColumns,
    statements: dict[int, StatementRow],
    repairs: dict[str, int],
    summary: dict[str, str],
    polis_groups: dict[int, int] | None = None,
) -> PolisFolder:
    """Let the last vote win, number people and statements, and count what was put right."""
    people, kept = _last_votes(rows)
    numbers = np.frombuffer(rows.statements, dtype=np.int64)[kept]
    unlisted = [int(number) for number in np.unique(numbers) if int(number) not in statements]
    every = {**statements, **{number: StatementRow(number, "") for number in unlisted}}
    listed = np.array(sorted(every), dtype=np.int64)
    participants, positions = np.unique(people, return_inverse=True)
    repairs = {**repairs, "unlisted_statements": len(unlisted)}
    return PolisFolder(
        statements=tuple(every[int(number)] for number in listed),
        participants=participants,
        votes=VoteTable(
            positions.astype(np.int64),
            np.searchsorted(listed, numbers).astype(np.int64),
            np.frombuffer(rows.choices, dtype=np.int8)[kept],
            np.frombuffer(rows.times, dtype=np.int64)[kept],
        ),
        superseded=len(rows) - len(kept),
        repairs={what: count for what, count in repairs.items() if count},
        summary=summary,
        polis_groups=polis_groups or {},
    )


def _last_votes(rows: VoteColumns) -> tuple[Ints, Ints]:
    """The people and row numbers of the votes that count, sorted by person and statement.

    Files are not sorted by time: the latest stamp wins, and of equal stamps the last row, which is
    why the sort must be stable (lexsort is).
    """
    people = np.frombuffer(rows.people, dtype=np.int64)
    statements = np.frombuffer(rows.statements, dtype=np.int64)
    order = np.lexsort((np.frombuffer(rows.times, dtype=np.int64), statements, people))
    people, statements = people[order], statements[order]
    last = np.ones(len(order), dtype=bool)
    last[:-1] = (people[1:] != people[:-1]) | (statements[1:] != statements[:-1])
    return people[last], order[last]
