import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import typer
from typer.testing import CliRunner

from thegither.cli.landscape import landscape, register
from thegither.cli.landscape_pieces import Where
from thegither.formats.tests.test_polis import COMMENTS, VOTES, folder

DATA = Path(__file__).resolve().parents[5] / "shared" / "data"
needs_real_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the real conversations are not on this machine"
)
KEYS = {
    *("method", "input", "participants", "statements", "votes", "superseded_votes", "verdict"),
    *("groups", "statements_table", "representative", "consensus", "coordinates", "components"),
}


def run(*words: object):
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, [str(word) for word in words])


def test_the_result_has_the_keys_of_the_contract(tmp_path: Path):
    target = tmp_path / "out.json"
    done = run(folder(tmp_path), "--json", target)
    result = json.loads(target.read_text())

    assert done.exit_code == 0
    assert result.keys() >= KEYS
    assert (result["participants"], result["statements"], result["votes"]) == (2, 3, 4)
    assert result["verdict"] == "too_few" and result["groups"] == []
    assert [row["id"] for row in result["statements_table"]] == ["3", "5", "8"]
    assert result["coordinates"][0]["group"] is None


def test_json_can_go_to_standard_output_alone(tmp_path: Path):
    assert json.loads(run(folder(tmp_path), "--json", "-").stdout)["votes"] == 4


def test_labels_give_the_groups_their_names(tmp_path: Path):
    labels = tmp_path / "labels.json"
    labels.write_text('{"2": "north", "7": "south", "99": "nobody here"}')
    result = landscape(folder(tmp_path), labels=labels)
    assert result["groups"] == [
        {"id": "north", "size": 1, "members": ["2"]},
        {"id": "south", "size": 1, "members": ["7"]},
    ]
    assert result["representative"].keys() == {"north", "south"}
    assert result["statements_table"][0]["by_group"][1]["disagree"] == 1


@pytest.mark.parametrize(
    "labels, names",
    [
        ('{"2": 3, "7": 12}', ["3", "12"]),
        ('{"2": 3.0, "7": "12"}', ["3", "12"]),
        ('{"2": 3, "7": -1}', ["3"]),
        ('{"2": 3, "7": null}', ["3"]),
        ("{}", []),
    ],
)
def test_labels_may_have_gaps_and_leave_people_out(tmp_path: Path, labels, names):
    (tmp_path / "labels.json").write_text(labels)
    result = landscape(folder(tmp_path), labels=tmp_path / "labels.json")
    assert [group["id"] for group in result["groups"]] == names
    assert [row["group"] for row in result["coordinates"]] == (names + [None, None])[:2]


@pytest.mark.parametrize(
    "votes, comments, words",
    [
        (VOTES.replace("5,2,0", "5,2,7"), COMMENTS, "votes.csv, line 3, column vote: '7' is not a"),
        ("", COMMENTS, "votes.csv: the file is empty."),
        (VOTES, "", "comments.csv: the file is empty."),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(tmp_path: Path, votes, comments, words):
    done = run(folder(tmp_path, votes, comments), "--json", tmp_path / "out.json")
    assert done.exit_code == 2
    assert done.stderr.startswith(words) and done.stderr.count("\n") == 1
    assert not (tmp_path / "out.json").exists()


@pytest.mark.parametrize("text", ["[1]", "{", '{"2": [1]}'])
def test_bad_labels_are_one_sentence_and_exit_2(tmp_path: Path, text):
    (tmp_path / "labels.json").write_text(text)
    done = run(folder(tmp_path), "--labels", tmp_path / "labels.json")
    assert done.exit_code == 2
    assert done.stderr.startswith("labels.json, line 1") and done.stderr.count("\n") == 1


def test_a_missing_folder_and_too_many_groups_are_refused(tmp_path: Path):
    assert run(tmp_path / "nowhere").exit_code == 2
    done = run(folder(tmp_path), "--groups", 7)
    assert done.exit_code == 2 and "cannot be put into 7 groups" in done.stderr


def test_it_runs_without_django():
    code = "import sys, thegither.cli.landscape_result, thegither.methods.opinion, thegither.formats.polis"
    command = f"{code}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], check=False).returncode == 0


@needs_real_data
def test_a_real_conversation_is_told_and_drawn(tmp_path: Path):
    source = DATA / "polis" / "brexit-consensus"
    picture, target = tmp_path / "out.svg", tmp_path / "out.json"
    assert run(source, "--json", target, "--svg", picture).exit_code == 0

    result = json.loads(target.read_text())
    assert picture.read_text().startswith("<svg")
    assert (result["participants"], result["votes"], result["superseded_votes"]) == (204, 5303, 9)
    assert result["verdict"] in ("spectrum", "groups")
    assert sum(group["size"] for group in result["groups"]) == 189


def test_a_bootstrap_says_how_sure_groups_and_people_are(tmp_path: Path):
    labels = tmp_path / "labels.json"
    labels.write_text('{"2": "north", "7": "south"}')
    calls = []
    result = landscape(
        folder(tmp_path), labels=labels, bootstrap=5, progress=lambda *told: calls.append(told)
    )
    sure = result["stability"]
    assert sure["replicates"] == 5 and result["method"]["parameters"]["bootstrap"] == 5
    for drawn in (sure["people"], sure["people_and_statements"]):
        assert [row["group"] for row in drawn["groups"]] == ["north", "south"]
        assert [row["participant"] for row in drawn["members"]] == ["2", "7"]
    assert calls[-1][:2] == (10, 10)


def test_a_bootstrap_without_groups_says_nothing(tmp_path: Path):
    sure = landscape(folder(tmp_path), bootstrap=2)["stability"]
    assert sure["people"] == {"k_shares": {}, "groups": [], "members": []}


def test_without_a_bootstrap_nothing_is_drawn_again(tmp_path: Path):
    assert "stability" not in landscape(folder(tmp_path))


def two_camps(path: Path) -> dict[str, np.ndarray]:
    """Two camps of 40 on 20 statements, written as a folder of CSV, and as columns."""
    random = np.random.default_rng(3)
    who, what = (grid.ravel() for grid in np.indices((80, 20)))
    agrees = random.random(1600) < np.where((who < 40) == (what % 2 == 0), 0.85, 0.15)
    votes = np.where(agrees, 1, -1)
    lines = [f"{n},{s},{p},{v}" for n, (s, p, v) in enumerate(zip(what, who, votes, strict=True))]
    head = "timestamp,comment-id,voter-id,vote"
    folder(path, "\n".join([head, *lines]) + "\n", COMMENTS.splitlines()[0] + "\n")
    return {"participant": who, "statement": what, "vote": votes}


def test_a_cluster_and_a_parquet_file_give_what_a_folder_gives(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow", reason="install pyarrow to read Parquet: make env")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = two_camps(tmp_path)
    parquet.write_table(arrow.table(table), tmp_path / "votes.parquet")
    whole = landscape(tmp_path)
    file = landscape(tmp_path / "votes.parquet")
    assert whole["verdict_votes"] == file["verdict_votes"] == 1600
    dask = landscape(tmp_path, where=Where(engine="dask"))
    assert whole["verdict"] == "groups"
    assert dask == whole
    for key in ("verdict", "groups", "coordinates", "representative", "consensus", "components"):
        assert file[key] == whole[key], key


def test_a_verdict_that_is_told_from_a_part_of_the_people_says_so(tmp_path: Path, monkeypatch):
    arrow = pytest.importorskip("pyarrow", reason="install pyarrow to read Parquet: make env")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table(two_camps(tmp_path)), tmp_path / "votes.parquet")
    monkeypatch.setattr("thegither.cli.landscape_pieces.VOTES_TESTED", 600)
    done = run(tmp_path / "votes.parquet", "--json", tmp_path / "out.json")
    tested = json.loads((tmp_path / "out.json").read_text())["verdict_votes"]
    assert 0 < tested < 1600
    assert f"The verdict is told from {tested:,} of these votes" in done.stdout


def test_the_second_map_stands_beside_the_first(tmp_path: Path) -> None:
    two_camps(tmp_path)
    told = landscape(tmp_path, masked=True)["masked"]
    assert set(told) == {"penalty", "held_out", "agreement", "coordinates"}
    assert told["held_out"]["votes"] > 0
    assert "masked" not in landscape(tmp_path)


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--engine", "spark"], "There is no engine spark; choose local or dask."),
        (["--scheduler", "tcp://127.0.0.1:1"], "A scheduler is Dask's: add --engine dask."),
        (["--engine", "dask", "--masked"], "need a folder and --engine local"),
    ],
)
def test_options_that_do_not_go_together_are_one_sentence(
    options, sentence, tmp_path: Path
) -> None:
    app = typer.Typer()
    register(app)
    folder(tmp_path, votes=VOTES, comments=COMMENTS)
    run = CliRunner().invoke(app, [str(tmp_path), *options])
    assert run.exit_code == 2
    assert sentence in run.stderr
