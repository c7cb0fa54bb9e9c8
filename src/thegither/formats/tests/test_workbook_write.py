"""Workbooks, read back with openpyxl."""

import io

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.formats.workbook_write import Sheet, write_workbook


def read(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_workbook(sheets)))


def test_numbers_stay_numbers_and_nothing_stays_empty():
    page = read(Sheet("Heard", ("who", "share", "of"), [("all", 0.25, None)]))["Heard"]
    assert list(page.values) == [("who", "share", "of"), ("all", 0.25, None)]
    assert page.freeze_panes == "A2"


# Twenty texts to a workbook: to make one takes longer than to read what stands in it.
@settings(max_examples=10)
@given(texts=st.lists(st.text(max_size=40), min_size=20, max_size=20))
def test_no_text_becomes_a_formula(texts):
    page = read(Sheet("Heard", ("who",), [(f"={text}",) for text in texts]))["Heard"]
    cells = [page.cell(row, 1) for row in range(2, len(texts) + 2)]
    assert all(cell.data_type in {"s", "inlineStr"} for cell in cells)
    assert all(cell.value.startswith("=") for cell in cells)


def test_a_name_that_a_workbook_cannot_hold_is_cut():
    assert read(Sheet("What? [a/b] " * 5, ("who",), [])).sheetnames[0].startswith("What   a b")


def test_the_same_tables_give_the_same_bytes():
    sheet = Sheet("Heard", ("who",), [("all",)])
    assert write_workbook([sheet]) == write_workbook([sheet])
