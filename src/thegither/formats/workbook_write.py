"""Tables as one XLSX workbook, a sheet for each."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from thegither.formats.text import printable
from thegither.formats.zips import without_time

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | float | None
# A workbook has to name an hour; the same tables name the same one.
NO_HOUR = datetime(2000, 1, 1)
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
LONGEST_NAME, WIDEST = 31, 60


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table with a heading for each column. Numbers stay numbers; None is an empty cell."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """The tables as XLSX. Text is kept as text, also where it begins like a formula.

    >>> write_workbook([Sheet("Heard", ("who", "share"), [("=1+1", 0.61)])])[:2]
    b'PK'
    """
    book = openpyxl.Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(NOT_IN_A_NAME.sub(" ", sheet.name)[:LONGEST_NAME])
        _write(page, sheet)
    book.properties.creator = ""
    book.properties.created = book.properties.modified = NO_HOUR
    out = io.BytesIO()
    book.save(out)
    return without_time(out.getvalue())


def _write(page: WriteOnlyWorksheet, sheet: Sheet) -> None:
    page.freeze_panes = "A2"
    for position, column in enumerate(zip(sheet.header, *sheet.rows, strict=True), start=1):
        letter = openpyxl.utils.get_column_letter(position)
        page.column_dimensions[letter].width = min(max(len(str(c)) for c in column) + 2, WIDEST)
    page.append([_cell(page, title, strong=True) for title in sheet.header])
    for row in sheet.rows:
        page.append([_cell(page, value) for value in row])


def _cell(page: WriteOnlyWorksheet, value: Cell, *, strong: bool = False) -> WriteOnlyCell:
    text = isinstance(value, str)
    cell = WriteOnlyCell(page, printable(value) if text else value)
    if text:
        # openpyxl reads a leading "=" as a formula; a stranger's text must never become one.
        cell.data_type = "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.font = Font(bold=strong)
    return cell
