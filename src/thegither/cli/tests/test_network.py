"""`thegither network`: the contract of docs/reference, on files."""

import csv
import json
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from thegither.cli.main import app
from thegither.methods.networks.tests.examples import DATA, RESCUES, has_data, numbers

TWO_TEAMS = "from,to,often\n" + "".join(
    f"{team}{i},{team}{j},{i + j}\n" for team in "ab" for i in range(4) for j in range(i)
)
BRIDGE = TWO_TEAMS + "x,a0,1\nx,b0,1\n"
NODES = "id,team,answered\n" + "".join(
    f"{name},{name[0]},{'no' if name == 'a3' else 'yes'}\n"
    for name in ["x", *(f"{team}{i}" for team in "ab" for i in range(4))]
)


@pytest.fixture
def run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ties.csv").write_text(BRIDGE)
    (tmp_path / "nodes.csv").write_text(NODES)
    return lambda *words: CliRunner().invoke(app, ["network", *words])


def test_the_result_has_the_keys_of_the_contract(run):
    result = run(
        "ties.csv", "--nodes", "nodes.csv", "--group", "team", "--undirected", "--json", "-"
    )
    found = json.loads(result.stdout)
    assert (found["nodes"], found["ties"], found["reciprocity"]) == (9, 14, 1)
    assert found["method"]["parameters"]["group"] == "team"
    assert set(found["articulation_points"]) == {"x", "a0", "b0"}
    by_id = {row["id"]: row for row in found["positions"]}
    assert by_id["x"]["betweenness"] == pytest.approx(16 / 28)
    assert by_id["x"]["interval"]["betweenness"] == [by_id["x"]["betweenness"]] * 2
    lost = {row["id"]: row for row in found["removals"]}["x"]
    assert (lost["reach_lost"], lost["parts"]) == (16, 2)
    assert lost["introductions"] == [{"between": ["a0", "b0"], "pairs": 16}]
    assert {row["id"]: row["liaison"] for row in found["brokerage"]}["x"] == 2
    assert len(found["communities"]) >= 2


def test_missing_answers_widen_what_they_touch(run):
    words = ("--nodes", "nodes.csv", "--group", "team", "--answered", "answered", "--json", "-")
    refused = run("ties.csv", *words)
    assert refused.exit_code == 2 and "“a3” did not answer, and yet names a tie" in refused.stderr
    kept = [line for line in BRIDGE.splitlines() if not line.startswith("a3,")]
    with open("ties.csv", "w") as file:
        file.write("\n".join(kept) + "\n")
    found = json.loads(run("ties.csv", *words).stdout)
    low, high = found["intervals"]["density"]
    assert found["answered"] == 8 and low <= high and low >= found["density"]
    assert high > found["density"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["ties.csv", "--nodes", "nodes.csv", "--group", "size"], "nodes.csv, line 1, column size"),
        (["ties.csv", "--weight", "often"], "--weight-meaning"),
        (["ties.csv", "--weight", "often", "--weight-meaning", "love"], "“love” is no meaning"),
        (["none.csv"], "none.csv"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(run, words, sentence):
    result = run(*words)
    assert result.exit_code == 2
    assert sentence in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_map_is_an_image_with_words_and_no_style(run, tmp_path):
    words = ("--nodes", "nodes.csv", "--group", "team", "--undirected", "--svg", "map.svg")
    assert run("ties.csv", *words).exit_code == 0
    text = (tmp_path / "map.svg").read_text()
    root = ElementTree.fromstring(text)
    assert root.get("role") == "img" and "9 nodes and 14 ties" in text
    assert "style=" not in text and "<script" not in text
    first = text
    run("ties.csv", *words)
    assert (tmp_path / "map.svg").read_text() == first


def test_an_export_gives_the_same_answers(run):
    run("ties.csv", "--nodes", "nodes.csv", "--undirected", "--export", "net.graphml")
    results = [
        json.loads(run(*words, "--group", "team", "--json", "-").stdout)
        for words in (["ties.csv", "--nodes", "nodes.csv", "--undirected"], ["net.graphml"])
    ]
    assert results[0]["brokerage"] == results[1]["brokerage"]
    assert results[0]["positions"] == results[1]["positions"]


@has_data
@pytest.mark.real_data
@pytest.mark.parametrize("name", RESCUES)
def test_real_networks_come_out_as_sna_counts_them(run, name):
    files = [str(DATA / f"{name}.edges.csv"), "--nodes", str(DATA / f"{name}.nodes.csv")]
    found = json.loads(run(*files, "--group", "Sponsorship", "--json", "-").stdout)
    roles = ("coordinator", "itinerant", "representative", "gatekeeper", "liaison")
    counts = [[row[role] for role in roles] for row in found["brokerage"]]
    assert counts == numbers(f"{name}.sna_brokerage.csv").tolist()


@has_data
@pytest.mark.real_data
@pytest.mark.parametrize("file", sorted(DATA.glob("*.edges.csv")), ids=lambda path: path.name)
def test_every_network_of_the_folder_is_read(run, file):
    nodes = file.with_name(file.name.replace(".edges.", ".nodes."))
    with file.open() as opened:
        columns = next(csv.reader(opened))
    weight = ["--weight", columns[2], "--weight-meaning", "cost"] if len(columns) > 2 else []
    once = [] if file.name.startswith(RESCUES) or "TCdist" in file.name else ["--undirected"]
    result = run(str(file), "--nodes", str(nodes), *weight, *once, "--json", "-")
    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["self_ties"] == (25 if "TCdist" in file.name else 0)
