"""Plain text and tables of commas: told apart from web pages, scripts and everything that is no text."""

import csv
import re

from thegither.formats.papers.refusal import PaperRefused, Reason

ENCODINGS = ("utf-8-sig", "cp1252")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
MARKUP = re.compile(
    r"\A\s*<|<\s*/?\s*(?:html|svg|script|iframe|object|embed|body)\b", re.IGNORECASE
)
# What a spreadsheet would run when the table is opened in it.
FORMULA = re.compile(r"\A\s*(?:=|@\w+\(|[+-].*[|!(].*)", re.DOTALL)
DELIMITERS = ",;\t"


def clean_text(data: bytes, name: str) -> tuple[str, bytes]:
    """Its kind ("csv" or "txt") and the text as UTF-8.

    Both kinds are text, so here the name has a say: a table is only what is named as one and is one.

    >>> clean_text(b"name,age\\nUna,7\\n", "people.csv")
    ('csv', b'name,age\\nUna,7\\n')
    >>> clean_text(b"Dear all,\\nthank you.\\n", "people.csv")[0]
    'txt'
    """
    text = _decoded(data)
    if MARKUP.search(text):
        raise PaperRefused(Reason.WEB_PAGE)
    if text.startswith("#!"):
        raise PaperRefused(Reason.SCRIPTS)
    if text.lstrip().startswith("{\\rtf"):
        raise PaperRefused(Reason.UNKNOWN)
    rows = _table(text) if name.lower().endswith(".csv") else []
    if any(FORMULA.match(cell) for row in rows for cell in row):
        raise PaperRefused(Reason.FORMULA)
    return ("csv" if rows else "txt"), text.encode()


def _decoded(data: bytes) -> str:
    encodings = ("utf-16",) if data.startswith(UTF_16) else ENCODINGS
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NOT_TEXT.search(text):
            return text
    raise PaperRefused(Reason.UNKNOWN)


def _table(text: str) -> list[list[str]]:
    """The rows, if every row that is not empty has the same number of cells, and more than one."""
    for delimiter in DELIMITERS:
        try:
            rows = [row for row in csv.reader(text.splitlines(), delimiter=delimiter) if row]
        except csv.Error:
            continue
        if rows and len({len(row) for row in rows}) == 1 and len(rows[0]) > 1:
            return rows
    return []
