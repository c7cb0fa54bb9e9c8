"""XLSForms: ours are read by the format's own library and by us; others' faults are named by row and column."""

import openpyxl
import pytest
from pyxform.xls2xform import convert

from thegither.formats.errors import FormatError
from thegither.formats.instruments import (
    faults_of,
    instrument_of,
    parse_content,
    read_content,
    read_xlsform,
    shipped_instruments,
    write_xlsform,
)
from thegither.formats.tests.test_instruments import CHOICE, GOOD, IN_GAELIC

SURVEY = [
    ("type", "name", "label", "hint"),
    ("start", "begun", "", ""),
    ("begin group", "Trust", "Trust", ""),
    ("select_one agree", "Q1", "I trust you.", ""),
    ("select_one agree", "Q2", "You trust me.", ""),
    ("end group", "", "", ""),
    ("text", "else", "What else?", ""),
]
CHOICES = [
    ("list_name", "name", "label"),
    ("agree", "1", "No"),
    ("agree", "2", "Yes"),
    ("agree", "dk", "Not sure"),
]


def form(path, survey=SURVEY, choices=CHOICES, settings=(("form_title",), ("Ours",))):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in {"survey": survey, "choices": choices, "settings": settings}.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path.read_bytes()


def changed(rows, number, **cells):
    """The rows with some cells of one line put in."""
    copy = [list(row) for row in rows]
    for name, text in cells.items():
        if name not in copy[0]:
            copy = [[*row, ""] for row in copy]
            copy[0][-1] = name
        copy[number - 1][copy[0].index(name)] = text
    return copy


def said(tmp_path, **sheets):
    return [
        str(fault) for fault in read_xlsform(form(tmp_path / "f.xlsx", **sheets), "f.xlsx").faults
    ]


@pytest.mark.parametrize("name", ["development", "seven-shifts"])
def test_what_we_write_is_an_xlsform_to_the_library_of_the_format(name, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(write_xlsform(instrument_of(read_content(shipped_instruments()[name]))))
    result = convert(path)
    assert f'id="{name}"' in result.xform
    assert result.warnings == []


@pytest.mark.parametrize("name", sorted(shipped_instruments()))
def test_what_we_write_is_read_again_without_loss_but_for_what_has_no_place(name):
    content = read_content(shipped_instruments()[name])
    found = read_xlsform(write_xlsform(instrument_of(content)), f"{name}.xlsx")
    assert found.faults == ()
    left = {"reference", "plane"}
    kept = {key: value for key, value in content.items() if key not in left}
    assert found.content | {"source": "", "item": []} == kept | {"source": "", "item": []}
    assert {item["id"]: item for item in found.content["item"]} == {
        item["id"]: item for item in content["item"]
    }


def test_other_languages_and_choices_come_back(tmp_path):
    content = parse_content(GOOD + CHOICE + IN_GAELIC.replace('title = "Beag"\n', ""), "small")
    book = write_xlsform(instrument_of(content))
    path = tmp_path / "form.xlsx"
    path.write_bytes(book)
    found = read_xlsform(book, "small.xlsx")
    assert found.faults == ()
    assert found.content["options"] == content["options"]
    assert found.content["translation"]["gd"]["items"]["trust_1"] == "Tha earbsa agam annad."
    assert found.content["translation"]["gd"]["options"]["agree"]["labels"][2] == "Tha"
    assert "gd" in convert(path).xform


def test_a_form_of_another_programme_becomes_an_instrument(tmp_path):
    found = read_xlsform(form(tmp_path / "f.xlsx"), "f.xlsx")
    assert found.faults == () == tuple(faults_of(found.content))
    instrument = instrument_of(found.content)
    assert (instrument.id, instrument.title) == ("ours", "Ours")
    assert [item.id for item in instrument.items_of("trust")] == ["q1", "q2"]
    assert instrument.closed[0].options.dont_know == "Not sure"
    assert instrument.items[2].safeguarding.startswith("If you write that somebody is at risk")
    assert found.left_out == ("“start”: nothing is kept here of who answers, when and from where",)


def test_answers_with_names_are_numbered_as_they_stand_and_it_is_said(tmp_path):
    choices = [CHOICES[0], ("agree", "low", "No"), ("agree", "high", "Yes")]
    found = read_xlsform(form(tmp_path / "f.xlsx", choices=choices), "f.xlsx")
    assert found.content["options"]["agree"]["values"] == [1, 2]
    assert any("numbered 1 to 2" in words for words in found.left_out)


def test_yes_and_no_are_known(tmp_path):
    choices = [CHOICES[0], ("agree", "yes", "Aye"), ("agree", "no", "Naw")]
    found = read_xlsform(form(tmp_path / "f.xlsx", choices=choices), "f.xlsx").content
    assert found["options"]["agree"] == {
        "values": [0, 1], "labels": ["Naw", "Aye"], "kind": "yes_no",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sheets", "fault"),
    [
        ({"survey": changed(SURVEY, 4, type="geopoint")},
         "f.xlsx, sheet survey, line 4, column type: “geopoint” cannot be asked here"),
        ({"survey": changed(SURVEY, 5, relevant="${Q1} = 1")},
         "line 5, column relevant: a question cannot depend on other answers"),
        ({"survey": changed(SURVEY, 5, label="")}, "line 5, column label: this question has no words"),
        ({"survey": changed(SURVEY, 5, name="")}, "line 5, column name: this question has no name"),
        ({"survey": changed(SURVEY, 5, name="q1")}, "line 5, column name: “q1” is there twice"),
        ({"survey": changed(SURVEY, 5, type="select_one agre")},
         "line 5, column type: there are no options “agre”"),
        ({"survey": SURVEY[:5]}, "a group begins that never ends"),
        ({"survey": [SURVEY[0], SURVEY[5]]}, "line 2, column type: no group is open here"),
        ({"choices": changed(CHOICES, 3, name="1")}, "sheet choices, line 2, column name: 1 is there twice"),
        ({"choices": changed(CHOICES, 3, name="400")},
         "sheet choices, line 3, column name: 400 is too large"),
        ({"choices": changed(CHOICES, 3, label="")}, "line 3, column label: this answer has no words"),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_sheet_row_and_column(tmp_path, sheets, fault):
    assert any(fault in one for one in said(tmp_path, **sheets)), said(tmp_path, **sheets)


def test_all_faults_are_named_at_once(tmp_path):
    survey = changed(changed(SURVEY, 4, type="date"), 5, label="")
    assert len(said(tmp_path, survey=survey)) == 2


@pytest.mark.parametrize("data", [b"type,name\n", b"PK\x03\x04nothing"])
def test_what_is_no_workbook_is_refused(data):
    with pytest.raises(FormatError):
        read_xlsform(data, "f.xlsx")
