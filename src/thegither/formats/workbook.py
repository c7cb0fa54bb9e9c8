"""Sheets of an XLSX workbook as text, with limits that stop a small file from growing large."""

import datetime
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from thegither.formats.errors import FormatError

MAX_UNPACKED = 100 * 1024 * 1024
MAX_PARTS = 500
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
DAMAGED = (InvalidFileException, KeyError, IndexError, ValueError, SyntaxError)


def looks_like_workbook(data: bytes) -> bool:
    """Whether the first bytes are those of a ZIP file (XLSX) or of old Excel."""
    return data[:4] in (b"PK\x03\x04", OLD_EXCEL)


def workbook_rows(
    data: bytes, source: str, max_rows: int, max_columns: int
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Row number and cells of each row of the first sheet."""
    book = _opened(data, source)
    try:
        yield from _rows(book.worksheets[0], max_rows, max_columns)
    except DAMAGED as problem:
        raise FormatError(source, 0, "", "this workbook is damaged") from problem


def workbook_sheets(
    data: bytes, source: str, max_rows: int, max_columns: int
) -> dict[str, list[tuple[int, tuple[str, ...]]]]:
    """The rows of every sheet, by its name in small letters."""
    book = _opened(data, source)
    try:
        return {
            sheet.title.strip().lower(): list(_rows(sheet, max_rows, max_columns))
            for sheet in book.worksheets
        }
    except DAMAGED as problem:
        raise FormatError(source, 0, "", "this workbook is damaged") from problem


def _opened(data: bytes, source: str) -> openpyxl.Workbook:
    if data[:4] == OLD_EXCEL:
        raise FormatError(source, 0, "", "this is an old Excel file; save it as XLSX or CSV")
    _check_parts(data, source)
    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except DAMAGED as problem:
        raise FormatError(source, 0, "", "this workbook is damaged") from problem


def _rows(sheet: Any, max_rows: int, max_columns: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    limits = {"max_row": max_rows + 2, "max_col": max_columns + 1}
    for line, cells in enumerate(sheet.iter_rows(values_only=True, **limits), start=1):
        yield line, tuple(_text(cell) for cell in cells)


def _check_parts(data: bytes, source: str) -> None:
    """Refuse what is no workbook, unpacks to too much, or defines entities of its own."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            if "xl/workbook.xml" not in parts.namelist():
                raise FormatError(source, 0, "", "this is not an Excel workbook")
            if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
                raise FormatError(source, 0, "", "this workbook unpacks to too much")
            for info in infos:
                with parts.open(info) as part:
                    if b"<!DOCTYPE" in part.read(2048).upper():
                        raise FormatError(source, 0, "", "this workbook defines its own entities")
    except zipfile.BadZipFile as problem:
        raise FormatError(source, 0, "", "this workbook is damaged") from problem


def _text(cell: object) -> str:
    """A cell as people see it: days as 2026-11-21, whole numbers without a fraction."""
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
