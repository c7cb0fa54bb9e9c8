import json

import pytest
from typer.testing import CliRunner

from thegither.cli.main import app
from thegither.demo.findings import findings_of

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(app, list(words))


def test_demo_prints_the_truths_it_planted(built, monkeypatch):
    """What takes seconds to build stands already; the proofs let the command build twenty of its own."""
    monkeypatch.setattr("thegither.demo.build.build", lambda *asked: {(5, "made-up"): built}[asked])
    done = run("demo", "--seed", "5", "--slug", "made-up")
    assert done.exit_code == 0, done.output
    printed = json.loads(done.stdout)
    kinds = [truth["kind"] for truth in printed["truths"]]

    assert printed["partnership"] == "made-up"
    assert sorted(set(kinds)) == [
        "blocked_layer", "bridging_statement", "culture_shift", "delegation_contradiction",
        "delegation_gap", "dual_line", "lone_bridge", "opinion_groups", "perception_gap", "retreat",
        "review_due", "silent_sector", "tokenistic_process", "unanswered_question", "upward_drift",
        "widen_delegation",
    ]  # fmt: skip


def test_demo_refuses_an_address_that_is_taken_in_one_sentence(built):
    again = run("demo", "--seed", "8", "--slug", "made-up")

    assert again.exit_code == 2
    assert "made-up" in again.stderr and "Traceback" not in again.output


def test_demo_refuses_what_cannot_be_an_address():
    done = run("demo", "--seed", "8", "--slug", "not/an/address")

    assert done.exit_code == 2 and "address" in done.stderr


def test_findings_go_into_a_file(built, tmp_path):
    file = tmp_path / "findings.json"

    assert run("findings", "--partnership", "made-up", "--json", str(file)).exit_code == 0
    assert json.loads(file.read_text())["findings"] == findings_of("made-up")


def test_findings_of_an_unknown_partnership_are_refused_in_one_sentence():
    done = run("findings", "--partnership", "nowhere")

    assert done.exit_code == 2 and "nowhere" in done.stderr


def test_a_file_that_cannot_be_written_is_named(built):
    done = run("findings", "--partnership", "made-up", "--json", "/no/such/folder/findings.json")

    assert done.exit_code == 2 and "/no/such/folder" in done.stderr
