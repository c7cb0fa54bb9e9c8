"""Ballots from CSV and PrefLib."""

import numpy as np
import pytest

from thegither.formats.ballots import read_ballots, read_voices
from thegither.formats.errors import FormatError


def write(tmp_path, text, name="ballots.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_one_cell_ranks_with_ties(tmp_path):
    file = read_ballots(write(tmp_path, "voter,vote\n1,B>A=C\n2,A\n"))
    assert file.kind == "ordinal"
    assert file.options == ("A", "B", "C")
    assert file.ballots == ({0: 2, 1: 1, 2: 2}, {0: 1})


def test_one_cell_approves_or_gives_points(tmp_path):
    approvals = read_ballots(write(tmp_path, "voter,vote,count\n1,B;A,3\n2,,1\n"))
    assert (approvals.kind, approvals.voters) == ("approval", 4)
    assert approvals.ballots == ({0: 1, 1: 1}, {})
    scores = read_ballots(write(tmp_path, "voter,vote,points\n1,B;A,5;0\n"))
    assert (scores.kind, scores.ballots) == ("scoring", ({0: 0, 1: 5},))


def test_a_column_for_each_option_holds_places_or_points(tmp_path):
    path = write(tmp_path, "voter,class,A,B\n1,x,2,1\n2,y,,1\n")
    ranked = read_ballots(path, ranked=True, about=["class"])
    assert (ranked.kind, ranked.ballots) == ("ordinal", ({0: 2, 1: 1}, {1: 1}))
    scored = read_ballots(path, about=["class"])
    assert (scored.kind, scored.ballots) == ("scoring", ({0: 2, 1: 1}, {1: 1}))
    assert scored.columns["class"] == ("x", "y")


def test_an_options_file_gives_order_names_and_costs(tmp_path):
    options = write(tmp_path, "id,cost,name\nB,10,Hall\nA,2.5,Garden\n", "options.csv")
    file = read_ballots(write(tmp_path, "voter,vote\n1,A\n"), options=options)
    assert (file.options, file.names, file.money.costs) == (
        ("B", "A"),
        ("Hall", "Garden"),
        (100, 25),
    )


def test_semicolons_and_excels_mark_are_understood(tmp_path):
    path = tmp_path / "ballots.csv"
    path.write_text("voter;vote\n1;A,B\n", encoding="utf-8-sig")
    assert read_ballots(path).ballots == ({0: 1, 1: 1},)


MISTAKES = [
    ("voter,vote\n1,A>A\n", "line 2, column vote: 'A' is ranked twice"),
    ("voter,vote\n1,A;A\n", "line 2, column vote: an option is named twice"),
    ("voter,vote,points\n1,A;B,1\n", "line 2, column points: 1 points for 2 options"),
    ("voter,A\n1,x\n", "line 2, column A: 'x' is not a whole number"),
    ("voter,vote,count\n1,A,0\n", "line 2, column count: a ballot is cast by one voter or more"),
    ("voter,vote\n1,A,B\n", "line 2: it has 3 cells, but there are 2 columns"),
    ("voter,vote,vote\n1,A,B\n", "line 1, column vote: this column is there twice"),
    ("voter,vote\n", "line 1: there is no ballot in it"),
    ('voter,vote\n1,"A\n', "the row cannot be read"),
]


@pytest.mark.parametrize(("text", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_place(tmp_path, text, message):
    with pytest.raises(FormatError) as error:
        read_ballots(write(tmp_path, text))
    assert message in str(error.value)


def test_a_file_that_is_not_there_or_not_text_is_refused(tmp_path):
    with pytest.raises(FormatError, match="No such file"):
        read_ballots(tmp_path / "none.csv")
    (tmp_path / "picture.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(FormatError, match="UTF-8"):
        read_ballots(tmp_path / "picture.csv")


PREFLIB = (
    "# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: Garden\n# ALTERNATIVE NAME 2: Hall: new\n"
)
PREFLIB += "# ALTERNATIVE NAME 3: Bus\n"


def test_preflib_ties_counts_and_names(tmp_path):
    file = read_ballots(write(tmp_path, PREFLIB + "5: 2,{1,3}\n2: 1\n1: 2,{3, 1}\n", "vote.toi"))
    assert file.names == ("Garden", "Hall: new", "Bus")
    assert file.ballots == ({0: 2, 1: 1, 2: 2}, {0: 1})
    assert file.weights().tolist() == [6, 2]
    assert np.array_equal(file.rankings().first_preferences(), [2, 6, 0])


def test_preflib_categories_are_approvals(tmp_path):
    head = PREFLIB + "# NUMBER CATEGORIES: 2\n"
    file = read_ballots(
        write(tmp_path, head + "4: {1,3},{2}\n1: {},{1,2,3}\n2: 2,{1,3}\n", "vote.cat")
    )
    assert file.kind == "approval"
    assert file.points().totals().tolist() == [4, 2, 4]


@pytest.mark.parametrize(
    ("text", "name", "message"),
    [
        (PREFLIB + "5: 2,9\n", "v.soi", "line 5, column order: '9' is unknown or ranked twice"),
        (PREFLIB + "5: 2,2\n", "v.soi", "line 5, column order: '2' is unknown or ranked twice"),
        (PREFLIB + "many\n", "v.soi", "line 5: a ballot reads"),
        (PREFLIB + "0: 1\n", "v.soi", "line 5, column count"),
        ("3\n1,Garden\n", "v.soi", "ALTERNATIVE NAME"),
        (PREFLIB + "# NUMBER CATEGORIES: 3\n", "v.cat", "two categories"),
    ],
)
def test_a_preflib_mistake_is_named_with_its_place(tmp_path, text, name, message):
    with pytest.raises(FormatError) as error:
        read_ballots(write(tmp_path, text, name))
    assert message in str(error.value)


def test_a_ranking_as_points_gives_the_last_place_one_or_none(tmp_path):
    file = read_ballots(write(tmp_path, "voter,vote\n1,B>A=C\n2,A>B\n3,C>A\n"))
    assert file.points().totals().tolist() == [2 + 2 + 1, 3 + 1, 2 + 2]
    assert file.points(last_place=0).totals().tolist() == [1 + 1 + 0, 2 + 0, 1 + 1]


def test_voices_are_read_with_their_reasons(tmp_path):
    text = "voter,position,reason,integrated\nAnn,Object,no bus,\nBob,live-with,,\nCat,block,late,yes\n"
    voices = read_voices(write(tmp_path, text))
    assert [(v.person, v.position.value, v.integrated) for v in voices] == [
        ("Ann", "object", False),
        ("Bob", "live with", False),
        ("Cat", "object", True),
    ]


@pytest.mark.parametrize(
    "text", ["voter,position\nAnn,maybe\n", "voter,position\nA,agree\nA,agree\n"]
)
def test_an_unknown_position_or_a_second_voice_is_refused(tmp_path, text):
    with pytest.raises(FormatError, match=r"line [23], column"):
        read_voices(write(tmp_path, text))
