"""The sheets of an XLSForm as rows with named cells, whichever way their headings are spelt."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from thegither.formats.errors import FormatError
from thegither.formats.workbook import looks_like_workbook, workbook_sheets

MAX_ROWS, MAX_COLUMNS, MAX_BYTES = 2_000, 100, 2 * 1024 * 1024
# English spellings of one heading.
SAME = {"list name": "list_name", "form title": "form_title", "form id": "form_id"}
CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z]{2})?)\)\s*$|^([a-z]{2,3}(?:-[A-Z]{2})?)$")
NOT_AN_ID = re.compile(r"[^a-z0-9_-]+")

FIRST = ""
Words = dict[str, str]


@dataclass(frozen=True)
class FormRow:
    """One row: where it stands, its cells by heading, and its words by heading and language (or FIRST)."""

    sheet: str
    line: int
    cells: Mapping[str, str]
    words: Mapping[str, Words] = field(default_factory=dict)

    def cell(self, name: str) -> str:
        return self.cells.get(name, "")

    def says_yes(self, name: str) -> bool:
        return self.cell(name).lower() in ("yes", "true", "true()", "needed", "1")


@dataclass(frozen=True)
class Sheets:
    survey: list[FormRow]
    choices: list[FormRow]
    settings: Mapping[str, str]
    source: str

    def fault(self, row: FormRow, column: str, what: str) -> FormatError:
        """What is wrong in one cell, with its sheet, row and column."""
        return FormatError(f"{self.source}, sheet {row.sheet}", row.line, column, what)


def read_sheets(data: bytes, source: str) -> Sheets:
    """The three sheets of an XLSForm. Raises FormatError when it is none."""
    if len(data) > MAX_BYTES:
        raise FormatError(source, 0, "", f"the file is larger than {MAX_BYTES // 1024} KB")
    if not looks_like_workbook(data):
        raise FormatError(source, 0, "", "this is not an XLSX file; an XLSForm is one")
    sheets = workbook_sheets(data, source, MAX_ROWS, MAX_COLUMNS)
    if "survey" not in sheets:
        raise FormatError(source, 0, "", "it has no sheet “survey”, so it is not an XLSForm")
    settings = _rows("settings", sheets.get("settings", []))
    return Sheets(
        _rows("survey", sheets["survey"]),
        _rows("choices", sheets.get("choices", [])),
        settings[0].cells if settings else {},
        source,
    )


def _rows(sheet: str, lines: list[tuple[int, tuple[str, ...]]]) -> list[FormRow]:
    filled = [(line, cells) for line, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        return []
    headings = [_heading(cell) for cell in filled[0][1]]
    return [_row(sheet, line, headings, cells) for line, cells in filled[1:]]


def _heading(cell: str) -> tuple[str, str | None]:
    """`Label::Gaelic (gd)` is the heading `label` in `gd`; None stands where there is no language."""
    name, *language = [part.strip() for part in re.split("::?", cell, maxsplit=1)]
    plain = name.lower()
    return SAME.get(plain, plain), language_of(language[0]) if language else None


def language_of(name: str) -> str:
    """The code in the name of a language; the name itself where it gives none.

    >>> language_of("Gaelic (gd)"), language_of("Gaelic"), language_of("en-GB")
    ('gd', 'Gaelic', 'en-GB')
    """
    found = CODE.search(name.strip())
    return (found[1] or found[2]) if found else name.strip()


def _row(
    sheet: str, line: int, headings: list[tuple[str, str | None]], cells: tuple[str, ...]
) -> FormRow:
    plain: Words = {}
    words: dict[str, Words] = {}
    for (name, language), cell in zip(headings, cells, strict=False):
        text = re.sub(r"[ \t]+", " ", cell).strip()
        if language is None:
            plain[name] = text
        if text:
            words.setdefault(name, {})[language or FIRST] = text
    return FormRow(sheet, line, plain, words)


def id_of(name: str) -> str:
    """A name as an id: small letters, and nothing but letters, digits, - and _.

    >>> id_of("Q1 Trust"), id_of("1st")
    ('q1_trust', 'q1st')
    """
    plain = NOT_AN_ID.sub("_", name.strip().lower()).strip("_")[:59]
    return plain if plain[:1].isalpha() or not plain else f"q{plain}"
