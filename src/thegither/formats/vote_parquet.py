"""Votes in a Parquet file, read in pieces of whole people and never all at once.

Three columns of whole numbers: `participant`, `statement`, `vote` (1 agree, 0 pass, -1 disagree; Polis's
names for them will do). Fastest is a file sorted by participant and written in many row groups: its pieces
are runs of row groups. Any other file is first written anew in parts, each with all votes of its people.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from thegither.formats.errors import FormatError
from thegither.formats.vote_spill import Spill
from thegither.methods.opinion.votes import ImpossibleVotes, Votes

Ints = npt.NDArray[np.int64]
Progress = Callable[..., None]

NAMES = {
    "participant": ("participant", "participant_id", "voter-id", "voter_id"),
    "statement": ("statement", "statement_id", "comment-id", "comment_id"),
    "vote": ("vote", "choice"),
}
# What the program itself takes, and each vote of a piece while the piece is worked on.
PROGRAM_MB, BYTES_A_VOTE = 300, 75
FEWEST_A_PIECE, ROWS_AT_ONCE = 50_000, 1_000_000
# Up to this width the statements' numbers are ticked off in a table, beyond it they are sorted.
WIDEST = 16_000_000


class Piece(Protocol):
    """All votes of some people, somewhere."""

    def read(self) -> Votes: ...


@dataclass(frozen=True, eq=False)
class VoteFile:
    """A file of votes: its statements (ascending), how many votes it holds, and its pieces."""

    name: str
    statement_ids: Ints
    n_votes: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, eq=False)
class RowGroups:
    """The people from `low` to `high`, in these row groups of a file sorted by participant."""

    path: Path
    columns: tuple[str, ...]
    groups: tuple[int, ...]
    low: int
    high: int
    statement_ids: Ints

    def read(self) -> Votes:
        table = _parquet().ParquetFile(self.path).read_row_groups(self.groups, list(self.columns))
        people, statements, choices = (_numbers(table.column(name)) for name in self.columns)
        if people.min() < self.low or people.max() > self.high:
            mine = (people >= self.low) & (people <= self.high)
            people, statements, choices = people[mine], statements[mine], choices[mine]
        return votes_of(self.path, people, statements, choices, self.statement_ids)


@dataclass(frozen=True, eq=False)
class Bucket:
    """Some people's votes, as `vote_spill` wrote them."""

    path: Path
    file: Path
    statement_ids: Ints

    def read(self) -> Votes:
        rows = Spill.read(self.file)
        columns = (rows["participant"], rows["statement"], rows["vote"])
        return votes_of(self.path, *columns, ids=self.statement_ids)


def votes_of(path: Path, people: Ints, statements: Ints, choices: Any, ids: Ints) -> Votes:
    """The votes of these rows, in whatever order they are."""
    if np.any(people[1:] < people[:-1]):
        order = np.argsort(people, kind="stable")
        people, statements, choices = people[order], statements[order], choices[order]
    try:
        return Votes.of_sorted(people, positions(statements, ids), choices, ids)
    except ImpossibleVotes as error:
        raise FormatError(path, 0, "", str(error).rstrip(".").lower()) from error


def positions(statements: Ints, ids: Ints) -> npt.NDArray[np.int32]:
    """Where each statement stands among the sorted ids."""
    low, width = int(ids[0]), int(ids[-1] - ids[0]) + 1
    if width > WIDEST:
        return np.searchsorted(ids, statements).astype(np.int32)
    table = np.zeros(width, dtype=np.int32)
    table[ids - low] = np.arange(len(ids), dtype=np.int32)
    return table[statements - low]


def open_votes(
    path: Path,
    scratch: Path,
    *,
    memory_mb: int = 512,
    at_once: int = 1,
    progress: Progress | None = None,
) -> VoteFile:
    """Look through the whole file once, and lay out its pieces so that `at_once` fit into the memory.

    `scratch` is a folder for the parts of a file that is not sorted; whoever reads the pieces has to
    reach it. `progress` is called with rows looked at and rows in all.

    Raises FormatError, naming the row and the column, for a file that is no Parquet, a missing column,
    anything but whole numbers, a gap, or a vote other than 1, 0 and -1. Two votes of one person on one
    statement are refused when their piece is read.
    """
    file, columns = _open(path)
    fit = (memory_mb - PROGRAM_MB) * 1_000_000 // BYTES_A_VOTE // at_once
    a_piece = max(FEWEST_A_PIECE, fit)
    runs = _runs(file.metadata, columns[0], a_piece)
    spill = None if runs else Spill(scratch, 1 + file.metadata.num_rows // a_piece)
    seen = _Seen(path, columns)
    for rows in _batches(path, file, columns):
        seen.add(*rows)
        if spill:
            spill.add(*rows)
        if progress is not None:
            progress(seen.rows, file.metadata.num_rows, "Looking through the file")
    ids = seen.ids
    if not len(ids):
        raise FormatError(path, 0, "", "there are no votes in it")
    pieces: Sequence[Piece] = (
        [RowGroups(path, columns, *run, ids) for run in runs]
        if spill is None
        else [Bucket(path, part, ids) for part in spill.close()]
    )
    return VoteFile(path.name, ids, seen.rows, tuple(pieces))


class _Seen:
    """What one look through the file tells: that every row is a vote, and which statements there are."""

    def __init__(self, path: Path, columns: tuple[str, ...]) -> None:
        self.path, self.columns, self.rows = path, columns, 0
        self.ids: Ints = np.empty(0, dtype=np.int64)

    def add(self, people: Ints, statements: Ints, choices: Ints) -> None:
        wrong = np.abs(choices) > 1
        if wrong.any():
            first = int(np.argmax(wrong))
            what = f"{choices[first]} is not a vote; 1 is agree, 0 pass, -1 disagree"
            raise FormatError(self.path, self.rows + first + 1, self.columns[2], what)
        self.rows += len(choices)
        self.ids = np.union1d(self.ids, _distinct(statements))


def _distinct(numbers: Ints) -> Ints:
    if not len(numbers):
        return numbers
    low, high = int(numbers.min()), int(numbers.max())
    if high - low > WIDEST:
        return np.unique(numbers)
    ticked = np.zeros(high - low + 1, dtype=bool)
    ticked[numbers - low] = True
    return np.flatnonzero(ticked) + low


def _batches(path: Path, file: Any, columns: tuple[str, ...]) -> Iterator[tuple[Ints, Ints, Ints]]:
    row = 0
    for batch in file.iter_batches(ROWS_AT_ONCE, columns=list(columns)):
        for name in columns:
            if batch.column(name).null_count:
                gap = int(np.argmax(batch.column(name).is_null().to_numpy(zero_copy_only=False)))
                raise FormatError(path, row + gap + 1, name, "there is no number")
        row += batch.num_rows
        yield tuple(_numbers(batch.column(name)) for name in columns)  # type: ignore[misc]


def _numbers(column: Any) -> Ints:
    return np.asarray(column.to_numpy(), dtype=np.int64)


def _open(path: Path) -> tuple[Any, tuple[str, ...]]:
    """The file, and the names its three columns have in it."""
    arrow, parquet = _parquet("pyarrow"), _parquet()
    try:
        file = parquet.ParquetFile(path)
    except FileNotFoundError as error:
        raise FormatError(path, 0, "", "there is no such file") from error
    except (arrow.ArrowInvalid, OSError) as error:
        raise FormatError(path, 0, "", "this is no Parquet file") from error
    return file, tuple(_column(path, file.schema_arrow, arrow, name) for name in NAMES)


def _column(path: Path, schema: Any, arrow: Any, wanted: str) -> str:
    for name in NAMES[wanted]:
        if name in schema.names:
            if arrow.types.is_integer(schema.field(name).type):
                return name
            raise FormatError(path, 0, name, "it has to hold whole numbers")
    there = ", ".join(schema.names)
    raise FormatError(path, 0, wanted, f"there is no such column; the file has {there}")


def _runs(metadata: Any, column: str, a_piece: int) -> list[tuple[tuple[int, ...], int, int]]:
    """Runs of row groups with their first and last person; empty where the file has to be spilled.

    A person may begin in one row group and end in the next: a run holds all row groups in which its
    people occur, and its neighbour leaves out those it has.
    """
    edges = _edges(metadata, column)
    if not edges or any(before[1] > after[0] for before, after in pairwise(edges)):
        return []
    sizes = [metadata.row_group(group).num_rows for group in range(len(edges))]
    if max(sizes) > 2 * a_piece:
        return []
    return list(_laid_out(edges, sizes, a_piece))


def _laid_out(
    edges: list[tuple[int, int]], sizes: list[int], a_piece: int
) -> Iterator[tuple[tuple[int, ...], int, int]]:
    low, first, size = edges[0][0], 0, 0
    for group, (_, high) in enumerate(edges):
        size += sizes[group]
        is_last = group + 1 == len(edges)
        if is_last or size + sizes[group + 1] > a_piece:
            also = [g for g in range(group + 1, len(edges)) if edges[g][0] <= high]
            if low <= high:
                yield (*range(first, group + 1), *also), low, high
            low, first, size = high + 1, group + 1, 0


def _edges(metadata: Any, column: str) -> list[tuple[int, int]]:
    """The lowest and the highest person of each row group; empty where the file does not say."""
    place = metadata.schema.names.index(column)
    groups = [metadata.row_group(group) for group in range(metadata.num_row_groups)]
    told = [group.column(place).statistics for group in groups]
    if any(one is None or not one.has_min_max for one in told):
        return []
    return [(one.min, one.max) for one in told]


def _parquet(module: str = "pyarrow.parquet") -> Any:
    """pyarrow is wanted for Parquet alone, and weighs 160 MB."""
    from importlib import import_module

    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        what = "reading Parquet needs pyarrow: pip install 'thegither[parquet]'"
        raise FormatError("", 0, "", what) from error
