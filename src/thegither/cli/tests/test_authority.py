"""`thegither authority`: the regional lead, the answers, and one sentence for every mistake."""

import json

import pytest
from typer.testing import CliRunner

from thegither.cli.main import app

LINES = """from,to,kind
RegionalLead,LA chief executive,line
RegionalLead,Chief Inspector,professional
Chief Inspector,Ministers,line
LA chief executive,Council,line
Officer,RegionalLead,line
Officer,Director,line
Director,LA chief executive,line
"""
SCHEME = """clause,decision_type,post,limit,conditions,valid_from,valid_to
2.1,respite,Officer,500,,,
2.2,respite,Officer,2000,the carer agrees,,
2.3,respite,Director,5000,,,
2.4,housing,Director,300,,,
2.5,housing,Director,900,,,2026-12-31
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "lines.csv").write_text(LINES)
    (tmp_path / "scheme.csv").write_text(SCHEME)
    return [str(tmp_path / "lines.csv"), "--delegations", str(tmp_path / "scheme.csv")]


def ask(*words):
    run = CliRunner().invoke(app, ["authority", *words, "--on", "2026-11-21", "--json", "-"])
    assert run.exit_code == 0, run.output
    return json.loads(run.output)


def test_the_case_of_the_regional_lead(files):
    result = ask(files[0])
    assert result["dual"] == ["Officer", "RegionalLead"]
    assert result["cycles"] == []
    assert result["orphans"] == []
    assert result["roots"] == ["Council", "Ministers"]
    assert result["gaps"] == []


@pytest.mark.parametrize(
    ("question", "decision", "clause", "whom"),
    [
        ("respite,Officer,500", "yes", "2.1", []),
        ("respite,Officer,500.01", "yes-if", "2.2", []),
        ("respite,Officer,2001", "no-ask-whom", "2.3", ["Director"]),
        ("respite,Officer,9000", "no-ask-whom", None, []),
        ("parking,Officer,1", "no-ask-whom", None, []),
    ],
)
def test_can_i_decide_this(files, question, decision, clause, whom):
    answer = ask(*files, "--ask", question)["answer"]
    assert (answer["decision"], answer["clause"], answer["ask_whom"]) == (decision, clause, whom)
    assert answer["on"] == "2026-11-21"


def test_gaps_and_contradictions_come_with_an_example(files):
    result = ask(*files)
    respite = next(gap for gap in result["gaps"] if gap["decision_type"] == "respite")
    assert (respite["above"], respite["example"]) == (5000, {"on": None, "amount": 5000.01})
    (clash,) = result["contradictions"]
    assert (clash["clauses"], clash["last_day"]) == (["2.4", "2.5"], "2026-12-31")
    assert clash["example"]["amount"] == 300.01


def test_two_masters_of_one_type_are_told_unless_one_answers_to_the_other(files, tmp_path):
    scheme = tmp_path / "two.csv"
    scheme.write_text(
        "decision_type,post\nrespite,Director\nrespite,RegionalLead\nrespite,Officer\n"
    )
    result = ask(files[0], "--delegations", str(scheme))
    (shared,) = result["shared_last_words"]
    assert shared == {"decision_type": "respite", "masters": ["Director", "RegionalLead"]}
    assert result["sentences_on_scheme"][-1].startswith("Two masters for respite")


def test_what_if_a_line_were_gone(files):
    result = ask(files[0], "--without", "Officer,Director")
    assert result["what_if"]["no_longer_dual"] == ["Officer"]
    assert result["what_if"]["dual"] == ["RegionalLead"]


def test_a_person_reads_sentences(files):
    run = CliRunner().invoke(app, ["authority", *files, "--ask", "respite,Officer,2001"])
    assert "Officer answers to several: Director, RegionalLead." in run.output
    assert "Nobody may decide on respite above 5,000." in run.output
    assert run.output.endswith("No. Ask Director (clause 2.3).\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--ask", "respite"], "--ask is TYPE,POST,AMOUNT"),
        (["--ask", "respite,Officer,NaN"], "--ask is TYPE,POST,AMOUNT"),
        (["--on", "soon"], "--on is a day such as 2026-11-21"),
        (["--without", "Officer,Nobody"], "no line Officer,Nobody stands on that day"),
    ],
)
def test_a_mistake_is_one_sentence(files, words, message):
    run = CliRunner().invoke(app, ["authority", *files, *words])
    assert run.exit_code == 2
    assert message in run.stderr
    assert run.stderr.count("\n") == 1
