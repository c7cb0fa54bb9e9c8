"""`thegither verify` says in one sentence and one exit code whether anybody altered the chain."""

import json

import pytest
from typer.testing import CliRunner

from thegither.cli.main import app
from thegither.spine.evidence.models import AuditEntry, AuditHead


def run(*words: str):
    return CliRunner().invoke(app, ["verify", *words])


def test_an_untouched_chain_exits_0_and_prints_its_head(world):
    head = AuditHead.objects.get(chain=world.partnership.pk)
    result = run("--partnership", "kirkbrae")
    assert result.exit_code == 0
    assert f"{head.number} entries read, none altered. Head: {head.hash}" in result.stdout


def test_an_altered_entry_exits_1_with_one_sentence_naming_it(world):
    AuditEntry.objects.filter(chain=world.partnership.pk, number=3).update(actor="person:2")
    result = run()
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "kirkbrae: Entry 3 was altered." in result.stderr


def test_a_printed_head_finds_what_was_cut_off(world):
    chain = world.partnership.pk
    printed = AuditHead.objects.get(chain=chain).hash
    AuditEntry.objects.filter(chain=chain, number__gt=2).delete()
    second = AuditEntry.objects.get(chain=chain, number=2)
    AuditHead.objects.filter(chain=chain).update(number=2, hash=second.hash)
    assert run("--partnership", "kirkbrae").exit_code == 0
    assert run("--partnership", "kirkbrae", "--head", printed).exit_code == 1
    assert run("--head", second.hash[:16]).exit_code == 0


def test_json_holds_entries_read_and_the_first_altered_one(world, tmp_path):
    AuditEntry.objects.filter(chain=world.partnership.pk, number=3).update(actor="person:2")
    file = tmp_path / "verify.json"
    assert run("--partnership", "kirkbrae", "--json", str(file)).exit_code == 1
    result = json.loads(file.read_text())
    assert (result["entries"], result["altered"], result["intact"]) == (2, 3, False)
    assert result["method"]["name"] == "verify"


def test_json_on_standard_output_stands_alone(world):
    assert json.loads(run("--json", "-").stdout)["intact"] is True


@pytest.mark.parametrize(
    "words", [["--partnership", "nowhere"], ["--head", "abc"], ["--json", "/nowhere/at/all"]]
)
def test_bad_input_exits_2_with_one_sentence(world, words):
    result = run(*words)
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_a_head_where_there_is_no_chain_is_bad_input(db):
    assert run("--head", "0" * 64).exit_code == 2
    assert run().exit_code == 0
