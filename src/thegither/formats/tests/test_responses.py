"""Responses and frames: numbers or words, CSV or XLSX, and every fault by line and column."""

import openpyxl
import pytest

from thegither.formats.errors import FormatError
from thegither.formats.instruments import read_instrument, shipped_instruments
from thegither.formats.responses import read_frame, read_responses

HEALTH = read_instrument(shipped_instruments()["partnership-health"])
ITEMS = [item.id for item in HEALTH.closed]
HEAD = ["respondent", "organisation", "level", *ITEMS]


def lines(*rows):
    """Rows of id, organisation, level and the first answers; the other items are answered with 3."""
    filled = [[*row, *["3"] * (len(HEAD) - len(row))] for row in rows]
    return "\n".join(",".join(row) for row in [HEAD, *filled])


def written(tmp_path, text, name="answers.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def refused(path):
    with pytest.raises(FormatError) as caught:
        read_responses(path, HEALTH)
    return str(caught.value)


def test_numbers_words_and_both_kinds_of_none_are_told_apart(tmp_path):
    text = lines(["a", "council", "senior", "4", "agree", "Don't know", "", "5.0"])
    found = read_responses(written(tmp_path, text), HEALTH)
    assert found.answers[0, :5].tolist() == [4, 4, -2, -1, 5]
    assert found.column("organization") == ("council",)


def test_a_workbook_says_the_same(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(HEAD)
    book.active.append(["a", "council", "senior", 4, "Agree", "dk", None, *[3] * 4])
    book.save(tmp_path / "answers.xlsx")
    found = read_responses(tmp_path / "answers.xlsx", HEALTH)
    assert found.answers[0].tolist() == [4, 4, -2, -1, 3, 3, 3, 3]


def test_it_does_not_matter_how_a_programme_writes_numbers_and_the_names_of_fixed_columns(tmp_path):
    plain = lines(["a", "council", "senior", "4", "5", "", "dk"])
    head, row = plain.replace("organisation", "Organisation").replace("level", "LEVEL").split("\n")
    written_as = (
        row.replace("4", '"4,0"').replace("5", "5.00").replace(",", ";").replace("4;0", "4,0")
    )
    odd = f"sep=;\r\n{head.replace(',', ';')}\r\n{written_as}\r\n"
    one, other = (read_responses(written(tmp_path, text), HEALTH) for text in (plain, odd))
    assert one.answers.tolist() == other.answers.tolist()
    assert (dict(one.columns), other.lines.tolist()) == (dict(other.columns), [3])


def test_rows_without_answers_are_counted_and_left_out(tmp_path):
    text = lines(["a", "", "junior"], ["b", "", "junior", *[""] * 8])
    found = read_responses(written(tmp_path, text), HEALTH)
    assert (len(found.answers), found.empty) == (1, 1)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [["a", "", "x", "7"]],
            "answers.csv, line 2, column leadership_1: “7” is none of the answers",
        ),
        (
            [["a", "", "x"], ["a", "", "x"]],
            "line 3, column respondent: “a” is there twice, first in line 2",
        ),
        ([["a", "", "x"], ["", "", "x"]], "line 3, column respondent: this respondent has no id"),
        ([["a", "", "x", *"33333333", "9"]], "line 2: it has 12 cells, but there are 11 columns"),
    ],
)
def test_each_fault_is_named_by_line_and_column(tmp_path, rows, said):
    assert said in refused(written(tmp_path, lines(*rows)))


def test_a_missing_or_doubled_column_is_named(tmp_path):
    text = lines(["a", "", "x"])
    wrong = refused(written(tmp_path, text.replace("leadership_2", "leadrship_2")))
    assert "line 1, column leadership_2: this column is missing; there is “leadrship_2”" in wrong
    assert "there twice" in refused(written(tmp_path, text.replace("leadership_2", "leadership_1")))
    assert "nothing in it" in refused(written(tmp_path, ""))


def frame(tmp_path, text, *wanted):
    answers = [[f"p{i}", "", "senior" if i < 2 else "junior"] for i in range(6)]
    found = read_responses(written(tmp_path, lines(*answers)), HEALTH)
    return read_frame(written(tmp_path, text, "frame.csv"), found, wanted)


def test_a_frame_counts_people_or_rows(tmp_path):
    counted = frame(tmp_path, "level,count\nsenior,5\njunior,20\n")
    listed = frame(tmp_path, "Level\n" + "senior\n" * 5 + "junior\n" * 20)
    assert counted.asked == listed.asked == 25
    assert counted.by["level"] == listed.by["level"] == {"senior": 5, "junior": 20}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "level,count\nsenior,5\n",
            "answers.csv, line 4, column level: “junior” is not in the frame",
        ),
        (
            "level,count\nsenior,1\njunior,9\n",
            "line 3, column level: more answered as “senior” than the 1",
        ),
        (
            "level,count\nsenior,many\n",
            "frame.csv, line 2, column count: 'many' is not a whole number",
        ),
        (
            "level,count\nsenior,-5\njunior,20\n",
            "frame.csv, line 2, column count: -5 people cannot be",
        ),
        (
            "respondent,level\np0,senior\np0,senior\n" + "x,junior\n" * 4,
            "frame.csv, line 3, column respondent: “p0” is there twice, first in line 2",
        ),
        (
            "respondent,level\n"
            + "".join(f"p{i},{'senior' if i < 2 else 'junior'}\n" for i in range(5))
            + "q,junior\n",
            "answers.csv, line 7, column respondent: “p5” is not in the frame",
        ),
        ("grade,count\nsenior,5\n", "frame.csv, line 1, column level: this column is missing"),
        ("level\n", "frame.csv: nobody is in it"),
    ],
)
def test_a_frame_that_does_not_fit_is_refused(tmp_path, text, said):
    with pytest.raises(FormatError) as caught:
        frame(tmp_path, text, "level")
    assert said in str(caught.value)
