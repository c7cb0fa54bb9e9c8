"""Accountability lines and schemes of delegation as CSV files.

Lines: `from,to`, and where known `kind,valid_from,valid_to`. Delegations: `decision_type,post`, and
where known `clause,limit,conditions,valid_from,valid_to`; an empty limit is no limit. Days are
written 2026-11-21; the last day is included.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from thegither.formats.errors import FormatError
from thegither.formats.headed import Row, amount, day, headed_rows
from thegither.methods.authority.lines import Lines
from thegither.methods.authority.scheme import UNLIMITED, Clause, ImpossibleClause, Scheme

LINE = "line"
LINE_NEEDS, CLAUSE_NEEDS = ("from", "to"), ("decision_type", "post")
# Pounds as people in Scotland write them: a comma before each three digits, and maybe a pound sign.
POUNDS = re.compile(r"£?\s*\d{1,3}(,\d{3})+(\.\d+)?|£\s*[\d.]+")


@dataclass(frozen=True)
class LineRow:
    """One accountability line as it stands in the file."""

    below: str
    above: str
    kind: str
    valid_from: date | None
    valid_to: date | None

    def stands_on(self, on: date) -> bool:
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


def read_lines(path: Path) -> tuple[LineRow, ...]:
    """Every line of the file, of all times.

    Raises FormatError for a missing column, an empty end, or days that make no sense.
    """
    return tuple(line_of(path, line, row) for line, row in headed_rows(path, LINE_NEEDS))


def line_of(path: Path | str, line: int, row: Row) -> LineRow:
    """One row of a list of lines. Raises FormatError naming line and column."""
    for column in ("from", "to"):
        if not row[column]:
            raise FormatError(path, line, column, "nobody is named")
    return LineRow(row["from"], row["to"], row.get("kind") or LINE, *_period(path, line, row))


def _period(path: Path | str, line: int, row: Row) -> tuple[date | None, date | None]:
    begin = day(path, line, "valid_from", row.get("valid_from", ""))
    end = day(path, line, "valid_to", row.get("valid_to", ""))
    if begin and end and end < begin:
        raise FormatError(path, line, "valid_to", "it ends before it begins")
    return begin, end


def lines_on(
    rows: Iterable[LineRow], on: date, others: Iterable[str] = ()
) -> tuple[tuple[str, ...], Lines]:
    """The posts by name, and the lines between them that stand on a day.

    Posts are all those of the file, also of lines that stood at other times, and `others`; so a post
    whose last line has ended is found to be an orphan.
    """
    rows = list(rows)
    posts = tuple(sorted({row.below for row in rows} | {row.above for row in rows} | {*others}))
    place = {post: index for index, post in enumerate(posts)}
    standing = [row for row in rows if row.stands_on(on)]
    return posts, Lines.of(
        len(posts), [(place[row.below], place[row.above], row.kind) for row in standing]
    )


def read_delegations(path: Path) -> Scheme:
    """A scheme of delegation. A clause without a name is called by its line, such as `line 7`.

    Raises FormatError naming line and column.
    """
    rows = list(headed_rows(path, CLAUSE_NEEDS))
    clauses = [clause_of(path, line, row) for line, row in rows]
    seen: dict[str, int] = {}
    for (line, _), clause in zip(rows, clauses, strict=True):
        if clause.id in seen:
            what = f"clause {clause.id!r} already stands on line {seen[clause.id]}"
            raise FormatError(path, line, "clause", what)
        seen[clause.id] = line
    try:
        return Scheme(clauses)
    except ImpossibleClause as error:
        raise FormatError(path, 0, "", str(error).rstrip(".")) from error


def clause_of(path: Path | str, line: int, row: Row) -> Clause:
    """One row of a scheme. Raises FormatError naming line and column."""
    for column in ("decision_type", "post"):
        if not row[column]:
            raise FormatError(path, line, column, "it is empty")
    limit: Decimal = UNLIMITED
    if row.get("limit"):
        limit = amount(path, line, "limit", _plain(row["limit"]))
    return Clause(
        row.get("clause") or f"line {line}",
        row["decision_type"],
        row["post"],
        limit,
        row.get("conditions", ""),
        *_period(path, line, row),
    )


def _plain(limit: str) -> str:
    """`£5,000` is five thousand, and not five.

    >>> _plain("£5,000.50"), _plain("5,000"), _plain("5000,50")
    ('5000.50', '5000', '5000,50')
    """
    return re.sub(r"[£,\s]", "", limit) if POUNDS.fullmatch(limit.strip()) else limit
