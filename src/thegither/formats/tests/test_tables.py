"""Lists come in as people have them, and what is no list is refused in a sentence."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.formats import tables
from thegither.formats.errors import FormatError
from thegither.formats.tables import read_table, read_text, write_csv
from thegither.formats.workbook import MAX_UNPACKED


def cells(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_text(text, "list").rows]


def workbook(*rows: list[object]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Outlook: several on a line, with and without quotes, a name with a comma in it
        ("Ailsa <a@x.org>; Bashir Ali <b@x.org>;", [("Ailsa", "a@x.org"), ("Bashir Ali", "b@x.org")]),
        ('"Grant, Ailsa" <a@x.org>; b@x.org', [("Grant, Ailsa", "a@x.org"), ("", "b@x.org")]),
        ("Grant, Ailsa <a@x.org>\nAli, Bashir <b@x.org>",
         [("Grant, Ailsa", "a@x.org"), ("Ali, Bashir", "b@x.org")]),
        ("Ailsa <a@x.org>, Bashir <b@x.org>", [("Ailsa", "a@x.org"), ("Bashir", "b@x.org")]),
        # Excel, with an empty row, an empty last cell, and a line break inside a cell
        ("Name\tPost\r\n\r\nAilsa\t\r\n", [("Name", "Post"), ("Ailsa",)]),
        ('Name\tPost\n"Ailsa\nGrant"\tNurse', [("Name", "Post"), ("Ailsa Grant", "Nurse")]),
        # CSV with commas and with the semicolons of other countries' Excel
        ('name,post\n"Grant, Ailsa",Nurse', [("name", "post"), ("Grant, Ailsa", "Nurse")]),
        ("name;post\nAilsa;Nurse", [("name", "post"), ("Ailsa", "Nurse")]),
        # The invisible mark at the start of a file, copied along with it
        ('\ufeff"name",post\nAilsa,Nurse', [("name", "post"), ("Ailsa", "Nurse")]),
    ],
)  # fmt: skip
def test_lists_as_people_have_them(text: str, expected: list[tuple[str, ...]]) -> None:
    assert cells(text) == expected


def test_a_row_knows_its_line_also_after_a_cell_of_several_lines() -> None:
    table = read_text('name,post\n"Ailsa\nGrant",Nurse\n\nBashir,Carer', "list")
    assert [row.line for row in table.rows] == [1, 2, 5]


def test_a_workbook_gives_days_and_whole_numbers_as_people_see_them() -> None:
    data = workbook(
        ["Name", "From", "Grade"], ["Ailsa", date(2026, 11, 21), 7.0], [None, None, None]
    )
    rows = read_table(data, "staff.xlsx").rows
    assert [row.cells for row in rows] == [("Name", "From", "Grade"), ("Ailsa", "2026-11-21", "7")]


@pytest.mark.parametrize(
    "data",
    [
        "name,post\nMàiri,Nurse".encode(),
        b"\xef\xbb\xbf" + "name,post\nMàiri,Nurse".encode(),
        "name\tpost\nMàiri\tNurse".encode("utf-16"),
        "name,post\nMàiri,Nurse".encode("cp1252"),
    ],
)
def test_letters_are_read_as_excel_writes_them(data: bytes) -> None:
    assert read_table(data, "staff.csv").rows[1].cells == ("Màiri", "Nurse")


def bomb() -> bytes:
    """A few hundred bytes that claim to unpack to more than we allow."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/workbook.xml", b"<workbook/>")
        parts.writestr("xl/worksheets/sheet1.xml", b" " * (MAX_UNPACKED + 1))
    return out.getvalue()


def with_entities() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("xl/workbook.xml", b'<?xml version="1.0"?><!DOCTYPE lolz []><workbook/>')
    return out.getvalue()


def other_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parts:
        parts.writestr("word/document.xml", b"<document/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "there is nothing in it"),
        (b"\r\n \r\n", "there is nothing in it"),
        (b"name\0post", "not a list of text"),
        (b'name,post\n"Ailsa,Nurse', "line 2: the row cannot be read"),
        (b"PK\x03\x04 and then nonsense", "damaged"),
        (b"\xd0\xcf\x11\xe0 old", "old Excel file"),
        (bomb(), "unpacks to too much"),
        (with_entities(), "defines its own entities"),
        (other_zip(), "not an Excel workbook"),
        (b"x" * (tables.MAX_BYTES + 1), "larger than"),
        (b"x\n" * (tables.MAX_ROWS + 1), "more than 20000 rows"),
        (b"," * 60 + b"x", "more than 60 columns"),
        (b"name\n" + b"x" * 2001, "line 2, column 1: it holds more than"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(FormatError, match=says) as refused:
        read_table(data, "list.csv")
    assert str(refused.value).startswith("list.csv")


tidy = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), min_size=1, max_size=12
)


@given(st.lists(st.tuples(tidy, tidy), min_size=1, max_size=5))
def test_what_is_written_is_read_again(rows: list[tuple[str, str]]) -> None:
    """Also cells that a spreadsheet would run as a formula, and those that begin with an apostrophe."""
    text = write_csv(("one", "two"), rows)
    assert cells(text)[1:] == rows


def test_no_cell_that_goes_out_is_run_by_a_spreadsheet() -> None:
    text = write_csv(("name",), [["=HYPERLINK(1)"], ["+44 1632"], ["-x"], ["@x"], ["'=x"]])
    assert not [line for line in text.split("\r\n") if line[:1] in set("=+-@")]
