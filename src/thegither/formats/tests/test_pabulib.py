"""Pabulib: all vote types, and every mistake with its place."""

from pathlib import Path

import pytest

from thegither.formats.ballots import read_ballots
from thegither.formats.errors import FormatError
from thegither.formats.pabulib import read_pabulib

REAL = Path(__file__).resolve().parents[5] / "shared/data/pabulib"

HEAD = "META\nkey;value\nbudget;{budget}\nvote_type;{kind}\nnum_votes;3\nPROJECTS\nproject_id;cost;name\n"
PROJECTS = "p1;10;Garden\np2;2,50;Hall; old\nVOTES\n"


def write(tmp_path, votes, kind="approval", budget="20"):
    path = tmp_path / "vote.pb"
    text = HEAD.format(kind=kind, budget=budget) + PROJECTS.replace("; old", "") + votes
    path.write_text(text, encoding="utf-8")
    return path


def test_the_same_choice_in_another_order_is_one_ballot(tmp_path):
    file = read_pabulib(write(tmp_path, "voter_id;vote;sex\n1;p1,p2;F\n2;p2,p1;M\n3;;F\n"))
    assert file.ballots == ({0: 1, 1: 1}, {})
    assert file.weights().tolist() == [2, 1]
    assert file.columns == {"sex": ("F", "M", "F")}
    assert file.weights(file.cast == 0).tolist() == [2, 0]


def test_costs_with_pence_become_whole_numbers_of_the_smallest_unit(tmp_path):
    money = read_pabulib(write(tmp_path, "voter_id;vote\n1;p1\n")).money
    assert (money.costs, money.budget, money.unit) == ((100, 25), 200, 10)


def test_places_and_points_are_read_by_the_vote_type_of_the_head(tmp_path):
    ordinal = read_pabulib(write(tmp_path, "voter_id;vote\n1;p2,p1\n", "ordinal"))
    assert ordinal.ballots == ({0: 2, 1: 1},)
    for kind in ("cumulative", "scoring"):
        file = read_pabulib(write(tmp_path, "voter_id;vote;points\n1;p2,p1;5,1\n", kind))
        assert file.ballots == ({0: 1, 1: 5},)


def test_what_the_head_says_wrongly_is_noted_and_the_file_counts(tmp_path):
    file = read_pabulib(write(tmp_path, "voter_id;vote\n1;p1\n"))
    assert file.notes == ("The head says num_votes 3, the file holds 1.",)


MISTAKES = [
    ("voter_id;vote\n1;p9\n", {}, "line 12, column vote: 'p9' is not a project of this file"),
    ("voter_id;vote\n1;p1,p1\n", {}, "line 12, column vote: a project is named twice"),
    ("voter_id;vote\n1;p1\n1;p2\n", {}, "line 13, column voter_id: '1' is there twice"),
    ("voter_id;vote\n1\n", {}, "line 12: it has 1 cells, but there are 2 columns"),
    ("voter;vote\n1;p1\n", {}, "line 11, column voter_id: this column is missing"),
    ("voter_id;vote\n", {"kind": "guess"}, "line 4, column vote_type: 'guess' is not a vote type"),
    ("voter_id;vote\n", {"budget": "much"}, "line 3, column budget: 'much' is not an amount"),
    (
        "voter_id;vote\n1;p1\n",
        {"kind": "scoring"},
        "line 11, column points: this column is missing",
    ),
    (
        "voter_id;vote;points\n1;p1;1,2\n",
        {"kind": "scoring"},
        "line 12, column points: 2 points for 1 projects",
    ),
    (
        "voter_id;vote;points\n1;p1;x\n",
        {"kind": "scoring"},
        "line 12, column points: 'x' is not a whole number",
    ),
]


@pytest.mark.parametrize(("votes", "head", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_place(tmp_path, votes, head, message):
    with pytest.raises(FormatError) as error:
        read_pabulib(write(tmp_path, votes, **head))
    assert message in str(error.value)
    assert str(error.value).startswith("vote.pb, ")


@pytest.mark.parametrize("text", ["", "META\n", "META\nkey;value\nPROJECTS\nproject_id;cost\n"])
def test_a_missing_section_is_named(tmp_path, text):
    path = tmp_path / "vote.pb"
    path.write_text(text)
    with pytest.raises(FormatError, match="no section"):
        read_pabulib(path)


@pytest.mark.real_data
@pytest.mark.skipif(not REAL.exists(), reason="the real files are not here")
def test_the_real_files_hold_as_many_votes_and_projects_as_their_heads_say():
    for path in sorted(REAL.glob("*.pb")):
        if path.stat().st_size < 1_000_000:
            file = read_ballots(path)
            assert file.notes == ()
            assert file.voters == int(file.meta["num_votes"])
