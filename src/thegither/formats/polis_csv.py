"""Reading the CSV folder that Polis exports: votes.csv, comments.csv, and two files it may have."""

import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

from thegither.formats.polis_types import (
    FormatError,
    PolisFolder,
    StatementRow,
    VoteColumns,
    assemble,
)

Progress = Callable[[int, int], None]  # bytes read, bytes in all
Row = list[str]

KNOWN_COLUMNS = {
    "votes.csv": {"timestamp", "datetime", "comment-id", "voter-id", "vote"},
    "comments.csv": {
        *("timestamp", "datetime", "comment-id", "author-id", "agrees", "disagrees"),
        *("moderated", "comment-body", "is-meta", "is-seed", "passes", "importance"),
    },
}
CHOICES = {"1": 1, "0": 0, "-1": -1}
# Seconds since 1970 reach 10^11 in the year 5138; milliseconds passed it in 1973.
FIRST_MILLISECONDS = 10**11
ROWS_BETWEEN_REPORTS = 20_000


def read_csv_folder(folder: Path, progress: Progress | None = None) -> PolisFolder:
    """Read `folder`; see `thegither.formats.polis.read_folder`."""
    repairs: dict[str, int] = {}
    statements = _read_statements(folder / "comments.csv", repairs)
    votes = _read_votes(folder / "votes.csv", repairs, progress)
    summary = _read_summary(folder / "summary.csv")
    groups = _read_groups(folder / "participants-votes.csv")
    return assemble(votes, statements, repairs, summary, groups)


class Table:
    """One CSV file, row by row: knows where it is, and where each column stands."""

    def __init__(self, path: Path, stream: TextIO) -> None:
        self.path, self.line = path, 1
        self._reader = csv.reader(stream, strict=True)
        header = next(self._reader, None)
        if not header:
            raise FormatError(path, 0, "", "the file is empty")
        self.columns = [name.strip().lower() for name in header]

    def position(self, column: str) -> int:
        """Where a column stands that must be there, and once only: of two, either could be meant."""
        if column not in self.columns:
            raise FormatError(self.path, 1, column, f"this column is missing{self._hint()}")
        if self.columns.count(column) > 1:
            raise FormatError(self.path, 1, column, "this column is there twice")
        return self.columns.index(column)

    def _hint(self) -> str:
        separators = {";": "semicolons", "\t": "tabs"}
        found = [word for mark, word in separators.items() if mark in "".join(self.columns)]
        return f"; the cells are parted by {found[0]}, and have to be by commas" if found else ""

    def optional(self, column: str) -> int | None:
        return self.columns.index(column) if column in self.columns else None

    def unknown(self) -> int:
        """How many columns are there that nothing here reads."""
        return len(set(self.columns) - KNOWN_COLUMNS[self.path.name])

    def rows(self) -> Iterator[Row]:
        width = len(self.columns)
        for row in self._reader:
            self.line = self._reader.line_num
            if len(row) == width:
                yield row
            elif row:
                what = f"the row has {len(row)} cells where the first line names {width}"
                raise FormatError(self.path, self.line, "", what)

    def whole(self, cell: str, column: str) -> int:
        """A whole number that is not negative, or an error that shows what stood there."""
        if re.fullmatch(r"[0-9]{1,18}", cell) is None:
            what = f"{cell!r} is not a whole number of 1 to 18 digits"
            raise FormatError(self.path, self.line, column, what)
        return int(cell)


def open_table(path: Path) -> TextIO:
    if not path.is_file():
        raise FormatError(path, 0, "", "this file is missing from the folder")
    return path.open(encoding="utf-8-sig", newline="")


def _guarded(path: Path, read: Callable[[Table, TextIO], None]) -> None:
    """Run `read` on an open table; name the line where the bytes or the quoting are broken."""
    with open_table(path) as stream:
        try:
            read(Table(path, stream), stream)
        except UnicodeDecodeError as error:
            what = "the text is not UTF-8"
            raise FormatError(path, broken_line(path), "", what) from error
        except csv.Error as error:
            raise FormatError(path, _broken_row(path), "", f"not a CSV row ({error})") from error


def broken_line(path: Path) -> int:
    """The first line that is not UTF-8."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 0


def _broken_row(path: Path) -> int:
    """The line where the CSV reader gives up."""
    with open_table(path) as stream:
        reader = csv.reader(stream, strict=True)
        try:
            for _row in reader:
                pass
        except csv.Error:
            return reader.line_num
    return 0


def _read_votes(path: Path, repairs: dict[str, int], progress: Progress | None) -> VoteColumns:
    votes = VoteColumns()

    def read(table: Table, stream: TextIO) -> None:
        person, statement = table.position("voter-id"), table.position("comment-id")
        time, choice = table.position("timestamp"), table.position("vote")
        people, statements = _Numbers(table, "voter-id"), _Numbers(table, "comment-id")
        seconds, size = 0, path.stat().st_size
        for row in table.rows():
            stamp = table.whole(row[time], "timestamp")
            if stamp < FIRST_MILLISECONDS:
                stamp, seconds = stamp * 1000, seconds + 1
            votes.add(
                people[row[person]], statements[row[statement]], stamp, _choice(table, row[choice])
            )
            if progress and len(votes) % ROWS_BETWEEN_REPORTS == 0:
                progress(stream.buffer.tell(), size)
        repairs["seconds_for_milliseconds"] = seconds
        repairs["unknown_columns"] = repairs.get("unknown_columns", 0) + table.unknown()
        if progress:
            progress(size, size)

    _guarded(path, read)
    return votes


class _Numbers(dict[str, int]):
    """Numbers already read from a column: the same few stand in millions of rows."""

    def __init__(self, table: Table, column: str) -> None:
        super().__init__()
        self._table, self._column = table, column

    def __missing__(self, cell: str) -> int:
        self[cell] = number = self._table.whole(cell, self._column)
        return number


def _choice(table: Table, cell: str) -> int:
    choice = CHOICES.get(cell)
    if choice is None:
        what = f"{cell!r} is not a vote; a vote is 1 (agree), 0 (pass) or -1 (disagree)"
        raise FormatError(table.path, table.line, "vote", what)
    return choice


def _read_statements(path: Path, repairs: dict[str, int]) -> dict[int, StatementRow]:
    statements: dict[int, StatementRow] = {}

    def read(table: Table, stream: TextIO) -> None:
        number, text = table.position("comment-id"), table.position("comment-body")
        for row in table.rows():
            statement = _statement(table, row, number, text)
            twice = statement.id in statements
            repairs["statements_listed_twice"] = repairs.get("statements_listed_twice", 0) + twice
            statements.setdefault(statement.id, statement)
        repairs["unknown_columns"] = table.unknown()

    _guarded(path, read)
    return statements


def _statement(table: Table, row: Row, number: int, text: int) -> StatementRow:
    def cell(column: str) -> str:
        place = table.optional(column)
        return "" if place is None else row[place].strip()

    moderated, author, created = cell("moderated"), cell("author-id"), cell("timestamp")
    if moderated not in ("", *CHOICES):
        raise FormatError(table.path, table.line, "moderated", f"{moderated!r} is not 1, 0 or -1")
    stamp = table.whole(created, "timestamp") if created else 0
    return StatementRow(
        id=table.whole(row[number], "comment-id"),
        text=row[text],
        author=table.whole(author, "author-id") if author else None,
        moderated=CHOICES.get(moderated, 0),
        is_meta=cell("is-meta").lower() in ("true", "t", "1"),
        created=stamp * 1000 if stamp < FIRST_MILLISECONDS else stamp,
    )


def _read_summary(path: Path) -> dict[str, str]:
    """`topic,...` and the rest: names and values, no header. Nothing when the file is not there."""
    if not path.is_file():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return {row[0]: row[1] for row in csv.reader(stream) if len(row) > 1}
    except UnicodeDecodeError as error:
        raise FormatError(path, broken_line(path), "", "the text is not UTF-8") from error


def _read_groups(path: Path) -> dict[int, int]:
    """The group Polis had put each person in, where its own table of votes is there."""
    groups: dict[int, int] = {}

    def read(table: Table, stream: TextIO) -> None:
        person, group = table.position("participant"), table.optional("group-id")
        for row in table.rows():
            if group is not None and row[group]:
                number = table.whole(row[person], "participant")
                groups[number] = table.whole(row[group], "group-id")

    if path.is_file():
        _guarded(path, read)
    return groups
