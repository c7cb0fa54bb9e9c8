"""`thegither decide`: the JSON of every rule, and one sentence for every mistake."""

import json
import re

import pytest
from typer.testing import CliRunner

from thegither.cli.main import app

HEAD = "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost\n"
NORTH, SOUTH = [f"n{i}" for i in range(10)], [f"s{i}" for i in range(10)]


def write(tmp_path, text, name="ballots.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def fair(tmp_path):
    """Sixty voters of the north, forty of the south; a budget for ten projects of twenty."""
    projects = "".join(f"{name};10\n" for name in NORTH + SOUTH)
    votes = [f"{i};{','.join(NORTH)};north\n" for i in range(60)]
    votes += [f"{i + 60};{','.join(SOUTH)};south\n" for i in range(40)]
    return write(tmp_path, HEAD + projects + "VOTES\nvoter_id;vote;side\n" + "".join(votes), "f.pb")


def decide(*words):
    run = CliRunner().invoke(app, ["decide", *words, "--json", "-"])
    assert run.exit_code == 0, run.output
    return json.loads(run.output)


def refused(*words):
    run = CliRunner().invoke(app, ["decide", *words])
    assert run.exit_code == 2
    assert "Traceback" not in run.output
    return run.stderr.strip()


def test_equal_shares_split_six_to_four_beside_greedys_ten_to_none(fair):
    result = decide(fair, "--rule", "equal-shares", "--class", "side")
    sides = [name[0] for name in result["winners"]]
    assert (sides.count("n"), sides.count("s")) == (6, 4)
    assert [name[0] for name in result["greedy"]["winners"]] == ["n"] * 10
    assert (result["spent"], result["unspent"], result["voters"]) == (100, 0, 100)
    assert result["distinct_ballots"] == 2
    assert result["method"]["name"] == "equal-shares"
    assert result["method"]["parameters"]["completion"] == "none"
    assert len(result["rounds"]) == 10
    assert decide(fair, "--rule", "greedy")["winners"] == result["greedy"]["winners"]


def test_a_class_that_voted_alike_is_not_told(fair):
    secret = decide(fair, "--rule", "approval", "--class", "side")["by_class"]
    assert [entry["voters"] for entry in secret] == [60, 40]
    assert {entry["tallies"]["n0"] for entry in secret} == {None}
    shown = decide(fair, "--rule", "approval", "--class", "side", "--open-ballot")["by_class"]
    assert [entry["tallies"]["n0"] for entry in shown] == [60, 0]


def test_a_budget_with_pence_is_counted_exactly(fair):
    result = decide(fair, "--rule", "equal-shares", "--budget", "99.99")
    assert result["spent"] == 80  # 59.994 buys five, 39.996 three
    assert result["budget"] == 99.99
    assert decide(fair, "--rule", "equal-shares", "--budget", "99.9999")["unspent"] == 19.9999


@pytest.mark.parametrize("budget", ["-1", "1e400", "NaN", "much", "0.00001"])
def test_a_budget_that_is_no_amount_is_refused(fair, budget):
    assert refused(fair, "--rule", "mes", f"--budget={budget}").startswith("--budget: ")


RANKED = "voter,vote\n1,A>B>C\n2,A>B>C\n3,B>C>A\n4,C>B>A\n5,C>B>A\n"


@pytest.mark.parametrize(("rule", "winners"), [("schulze", ["B"]), ("irv", ["C"]), ("stv", ["C"])])
def test_ranked_rules(tmp_path, rule, winners):
    assert decide(write(tmp_path, RANKED), "--rule", rule)["winners"] == winners


def test_two_seats_by_transferable_vote_and_its_rounds(tmp_path):
    result = decide(write(tmp_path, RANKED), "--rule", "stv", "--seats", "2")
    assert (result["winners"], result["quota"]) == (["A", "C"], 2)
    assert result["rounds"][0]["votes"] == {"A": 2.0, "B": 1.0, "C": 2.0}


def test_score_and_a_tie_that_is_named(tmp_path):
    result = decide(write(tmp_path, "voter,A,B\n1,3,2\n2,0,1\n"), "--rule", "score")
    assert (result["winners"], result["totals"]) == (["A"], {"A": 3, "B": 3})
    assert result["tie_breaks"] == [{"round": 1, "tied": ["A", "B"], "chosen": "A"}]


def classes(tmp_path, people=5, in_favour=2):
    rows = [f"s{i},statutory,yes" for i in range(8)] + ["s9,statutory,no"]
    rows += [f"p{i},people,{'yes' if i < in_favour else 'no'}" for i in range(people)]
    return write(tmp_path, "voter,class,vote\n" + "\n".join(rows) + "\n")


def test_a_majority_of_all_does_not_carry_a_class_that_says_no(tmp_path):
    words = [classes(tmp_path), "--rule", "majority", "--class", "class"]
    assert decide(*words)["passed"] is True
    result = decide(*words, "--each-class")
    assert (result["passed"], result["winners"]) == (False, [])
    assert {e["class"]: e["passed"] for e in result["by_class"]} == {
        "people": False,
        "statutory": True,
    }


def test_a_secret_majority_by_class_with_a_small_class_is_refused(tmp_path):
    words = [classes(tmp_path, people=4), "--rule", "majority", "--class", "class", "--each-class"]
    assert "fewer than 5 may vote in: people (4)" in refused(*words)
    assert decide(*words, "--open-ballot")["passed"] is False


def test_quorum_by_class(tmp_path):
    eligible = write(tmp_path, "class,eligible\nstatutory,10\npeople,20\nprivate,6\n", "e.csv")
    words = [classes(tmp_path), "--rule", "majority", "--class", "class", "--quorum", "1/4"]
    result = decide(*words, "--eligible", eligible)
    assert {q["class"]: q["reached"] for q in result["quorum"]} == {
        "statutory": True,
        "people": True,
        "private": False,
    }
    assert result["quorum_reached"] is False


def test_consent_keeps_every_reason(tmp_path):
    path = write(tmp_path, "voter,position,reason\nAnn,object,no bus\nBob,agree,\n")
    result = decide(path, "--rule", "consent")
    assert (result["passed"], result["outcome"]) == (False, "not passed")
    assert result["standing_objections"] == [{"voter": "Ann", "reason": "no bus"}]


def test_a_person_reads_a_few_lines(fair):
    run = CliRunner().invoke(app, ["decide", fair, "--rule", "mes"])
    assert run.exit_code == 0
    assert re.search(r"voters: 100\nwinners: n0, .*\nspent: 100\nunspent: 0", run.output)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--rule", "dice"], "There is no rule 'dice'. Known are: approval,"),
        (["--rule", "score", "--ties", "coin"], "Ties are broken by name, order, lot"),
        (["--rule", "equal-shares", "--completion", "all"], "A budget needs costs"),
        (["--rule", "irv", "--seats", "2"], "use stv for more"),
        (["--rule", "stv", "--seats", "9"], "an option for each"),
        (["--rule", "majority", "--threshold", "most"], "--threshold is a share"),
        (
            ["--rule", "score", "--class", "kind"],
            "ballots.csv, line 1, column kind: this column is",
        ),
        (["--rule", "schulze", "--quorum", "1/2"], "A quorum needs --class and --eligible."),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path, words, message):
    said = refused(write(tmp_path, RANKED), *words)
    assert message in said
    assert "\n" not in said


def test_a_missing_file_is_one_sentence(tmp_path):
    assert (
        refused(str(tmp_path / "none.pb"), "--rule", "mes") == "none.pb: No such file or directory."
    )
