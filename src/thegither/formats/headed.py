"""CSV files whose first line names the columns: their text, their columns, and errors with a place."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from thegither.formats.errors import FormatError

Row = Mapping[str, str]

LARGEST_NUMBER, LARGEST_AMOUNT = 10**9, 10**13


def read_text_file(path: Path) -> str:
    """The whole text of a UTF-8 file. Raises FormatError when there is none to be had."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise FormatError(path, 0, "", error.strerror or "it cannot be opened") from error
    except UnicodeDecodeError as error:
        raise FormatError(path, 0, "", "its letters are not UTF-8; save it as CSV UTF-8") from error


def headed_rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, Row]]:
    """Line number and cells by column name, trimmed; empty lines are passed over.

    Separated by commas, or by semicolons or tabs where the first line has more of those. Missing
    cells at the end of a row are empty.

    Raises FormatError for a missing or doubled column, or a row with more cells than columns.
    """
    text = read_text_file(path)
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(",;\t", key=head.count), strict=True)
    try:
        names = [name.strip() for name in next(reader, [])]
        check_names(path, names, needed)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, named_cells(path, reader.line_num, names, cells)
    except csv.Error as problem:
        raise FormatError(
            path, reader.line_num, "", f"the row cannot be read ({problem})"
        ) from problem


def check_names(path: Path | str, names: list[str], needed: tuple[str, ...]) -> None:
    """Raises FormatError for a column that is missing or there twice."""
    missing = [name for name in needed if name not in names]
    if missing:
        raise FormatError(path, 1, missing[0], "this column is missing")
    doubled = [name for name in names if name and names.count(name) > 1]
    if doubled:
        raise FormatError(path, 1, doubled[0], "this column is there twice")


def named_cells(path: Path | str, line: int, names: list[str], cells: list[str]) -> Row:
    """The cells of one row by column, trimmed. Raises FormatError for more cells than columns."""
    if len(cells) > len(names):
        raise FormatError(
            path, line, "", f"it has {len(cells)} cells, but there are {len(names)} columns"
        )
    padded = cells + [""] * (len(names) - len(cells))
    return {name: cell.strip() for name, cell in zip(names, padded, strict=True)}


def whole(path: Path, line: int, column: str, text: str) -> int:
    """A whole number below a thousand million, so that sums stay exact. Raises FormatError."""
    try:
        number = int(text)
    except ValueError as error:
        raise FormatError(path, line, column, f"{text!r} is not a whole number") from error
    if abs(number) >= LARGEST_NUMBER:
        raise FormatError(path, line, column, f"{text!r} is too large")
    return number


def amount(path: Path | str, line: int, column: str, text: str) -> Decimal:
    """An amount of money, not below zero and with four decimals at most; a comma before the pence is
    understood.

    >>> amount(Path("costs.csv"), 2, "cost", "12000,50")
    Decimal('12000.50')
    """
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or not 0 <= number < LARGEST_AMOUNT or number != round(number, 4):
        raise FormatError(path, line, column, f"{text!r} is not an amount")
    return number


def day(path: Path | str, line: int, column: str, text: str) -> date | None:
    """A date such as 2026-11-21; None for an empty cell. Raises FormatError naming its place."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise FormatError(path, line, column, f"{text!r} is not a date like 2026-11-21") from error
