"""Lists as people have them: pasted from Outlook or Excel, or as a CSV or XLSX file. Text in, plain rows out.

Nothing is guessed here about what a column means; that is for whoever reads the rows.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thegither.formats.errors import FormatError
from thegither.formats.workbook import looks_like_workbook, workbook_rows

CSV_TYPE = "text/csv; charset=utf-8"
MAX_BYTES = 5 * 1024 * 1024
MAX_ROWS, MAX_COLUMNS, MAX_CELL = 20_000, 60, 2_000
ADDRESS = re.compile(r'^\s*"?(?P<name>[^"<>]*?)"?\s*<(?P<mail>[^<>@\s]+@[^<>@\s]+)>\s*$')
BARE_ADDRESS = re.compile(r"^[^<>@\s,]+@[^<>@\s,]+$")


@dataclass(frozen=True, slots=True)
class Row:
    """One row and the line (in a sheet: the row number) it stands on."""

    line: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The trimmed text of a cell; a row that ends early has empty cells."""
        return self.cells[index] if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows without the empty ones, and how wide the widest is."""

    source: str
    rows: tuple[Row, ...]

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


def read_table(data: bytes, source: str, max_bytes: int = MAX_BYTES) -> Table:
    """Read an uploaded XLSX or CSV file.

    Raises `FormatError` for a file that is too large, empty, or of another kind.
    """
    if len(data) > max_bytes:
        raise FormatError(source, 0, "", f"the file is larger than {max_bytes // 1024} KB")
    if looks_like_workbook(data):
        return _table(source, workbook_rows(data, source, MAX_ROWS, MAX_COLUMNS))
    return read_text(_decode(data, source), source)


def read_text(text: str, source: str) -> Table:
    """Read a pasted list or the text of a CSV file.

    >>> for row in read_text("Ailsa <ailsa@example.org>; Bashir <b@example.org>", "list").rows:
    ...     print(row.line, row.cells)
    1 ('Ailsa', 'ailsa@example.org')
    1 ('Bashir', 'b@example.org')
    >>> read_text("Name\\tPost\\nAilsa\\tNurse", "list").rows[1].cells
    ('Ailsa', 'Nurse')
    """
    if "\0" in text:
        raise FormatError(source, 0, "", "this is not a list of text; save it as CSV or XLSX")
    text = text.removeprefix("\ufeff")  # the invisible mark at the start of some files
    return _table(source, _addresses(text) or _separated(text, source))


def write_csv(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """CSV text. A cell that a spreadsheet would run as a formula is quoted with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([_defuse(cell) for cell in row] for row in rows)
    return out.getvalue()


# With what a cell begins that a spreadsheet takes for a formula; some skip a leading tab or line end.
STARTS_A_FORMULA = frozenset("=+-@\t\r\n")


def _defuse(cell: str) -> str:
    """`=1+1` becomes `'=1+1`; reading takes the apostrophe off again, so nothing is lost."""
    return f"'{cell}" if cell.lstrip("'")[:1] in STARTS_A_FORMULA else cell


def _refuse(cell: str) -> str:
    return cell[1:] if cell[:1] == "'" and _defuse(cell[1:]) == cell else cell


def _decode(data: bytes, source: str) -> str:
    """UTF-8, the UTF-16 of Excel's "Unicode text", or the Windows letters of its plain CSV."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FormatError(source, 0, "", "the letters cannot be read; save the list as CSV UTF-8")


def _addresses(text: str) -> list[Row]:
    """The rows of `Name <mail>; Name <mail>`, or nothing when the text is of another kind."""
    rows = []
    for number, line in enumerate(text.splitlines(), start=1):
        for piece in filter(str.strip, re.split(r";|(?<=>)\s*,", line)):
            found = ADDRESS.match(piece)
            if found:
                rows.append(Row(number, (found["name"], found["mail"])))
            elif BARE_ADDRESS.match(piece.strip()):
                rows.append(Row(number, ("", piece.strip())))
            else:
                return []
    return rows


def _separated(text: str, source: str) -> Iterator[Row]:
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = "\t" if "\t" in first else max(",;|", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for cells in reader:
            yield Row(start, tuple(_refuse(cell) for cell in cells))
            start = reader.line_num + 1
    except csv.Error as problem:
        raise FormatError(source, start, "", f"the row cannot be read ({problem})") from problem


def _table(source: str, rows: Iterable[Row | tuple[int, tuple[str, ...]]]) -> Table:
    kept = []
    for row in rows:
        line, cells = (row.line, row.cells) if isinstance(row, Row) else row
        tidy = _tidy(cells)
        if tidy:
            _check(source, line, tidy)
            kept.append(Row(line, tidy))
        if len(kept) > MAX_ROWS:
            raise FormatError(source, line, "", f"the list has more than {MAX_ROWS} rows")
    if not kept:
        raise FormatError(source, 0, "", "there is nothing in it")
    return Table(source, tuple(kept))


def _tidy(cells: Iterable[str]) -> tuple[str, ...]:
    """Cells without the space around them and without the empty ones at the end."""
    tidy = [re.sub(r"\s+", " ", cell).strip() for cell in cells]
    while tidy and not tidy[-1]:
        tidy.pop()
    return tuple(tidy)


def _check(source: str, line: int, cells: tuple[str, ...]) -> None:
    if len(cells) > MAX_COLUMNS:
        raise FormatError(source, line, "", f"the row has more than {MAX_COLUMNS} columns")
    for number, cell in enumerate(cells, start=1):
        if len(cell) > MAX_CELL:
            raise FormatError(source, line, str(number), f"it holds more than {MAX_CELL} letters")
