"""`thegither import polis` and `people`: counts on success, one sentence and nothing stored otherwise."""

import json

import pytest
from typer.testing import CliRunner

from thegither.capabilities.conversations.models import Conversation
from thegither.cli.main import app
from thegither.spine.people.models import Person

VOTES = """timestamp,datetime,comment-id,voter-id,vote
1700000000,,0,0,1
1700000001,,0,1,-1
1700000002,,1,0,0
1700000003,,0,0,-1
"""
COMMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1700000000,,0,0,1,1,1,More buses.
1700000000,,1,0,0,0,1,Later buses.
"""


def run(*words: str):
    return CliRunner().invoke(app, ["import", *words])


@pytest.fixture
def polis(tmp_path):
    (tmp_path / "votes.csv").write_text(VOTES)
    (tmp_path / "comments.csv").write_text(COMMENTS)
    return tmp_path


def test_a_polis_folder_is_stored_and_counted(world, polis):
    result = run("polis", str(polis), "--partnership", "kirkbrae", "--json", "-")
    assert result.exit_code == 0, result.stderr
    told = json.loads(result.stdout)
    counted = (told["participants"], told["statements"], told["votes"], told["superseded_votes"])
    assert counted == (2, 2, 3, 1)
    assert Conversation.objects.filter(pk=told["conversation"], is_imported=True).exists()


def test_a_wrong_vote_names_file_line_and_column_and_stores_nothing(world, polis):
    (polis / "votes.csv").write_text(VOTES.replace("1,-1\n", "1,7\n"))
    result = run("polis", str(polis), "--partnership", "kirkbrae")
    assert result.exit_code == 2
    assert "votes.csv, line 3, column vote" in result.stderr
    assert not Conversation.objects.exists()


def test_with_several_partnerships_one_has_to_be_named(world, polis):
    result = run("polis", str(polis))
    assert result.exit_code == 2
    assert "elsewhere, kirkbrae" in result.stderr


def test_an_unknown_partnership_is_refused(world, polis):
    assert "no partnership nowhere" in run("polis", str(polis), "--partnership", "nowhere").stderr


def test_people_come_from_a_list_with_headings(world, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("Name,Organisation,Sector\nIona,Kirkbrae Council,public\n")
    result = run("people", str(file), "--partnership", "kirkbrae", "--json", "-")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["counts"]
    assert Person.objects.filter(partnership=world.partnership, name="Iona").exists()


def test_a_wrong_row_of_people_is_named_and_nothing_is_stored(world, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("Name,Organisation,Sector\nIona,Kirkbrae Ferries,nautical\n")
    result = run("people", str(file), "--partnership", "kirkbrae")
    assert result.exit_code == 2
    assert "people.csv, line 2" in result.stderr
    assert not Person.objects.filter(name="Iona").exists()


def test_a_missing_file_is_one_sentence(world):
    for kind in ("people", "polis", "full"):
        words = [kind, "/nowhere/at/all"] + (
            [] if kind == "full" else ["--partnership", "kirkbrae"]
        )
        result = CliRunner().invoke(
            app, ["import", *words], env={"THEGITHER_EXPORT_PASSPHRASE": "long enough to do"}
        )
        assert result.exit_code == 2, kind
        assert result.stderr.strip().count("\n") == 0
