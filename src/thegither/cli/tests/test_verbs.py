"""Every verb explains itself with an example, and wrong input ends with 2 and a sentence."""

import os
import re
import subprocess
import sys

import click
import pytest
import typer.main
from typer.testing import CliRunner

from thegither.cli.main import app

NOWHERE = "/nowhere/at/all"
WRONG = [
    ["landscape", NOWHERE],
    ["network", NOWHERE],
    ["assess", NOWHERE, "--instrument", NOWHERE],
    ["decide", NOWHERE, "--rule", "schulze"],
    ["authority", NOWHERE],
    ["import", "polis", NOWHERE],
    ["import", "people", NOWHERE],
    ["import", "full", NOWHERE],
    ["export", NOWHERE, "--partnership", "nowhere"],
    ["backup", NOWHERE],
    ["restore", NOWHERE],
    ["verify", "--partnership", "nowhere"],
    ["findings", "--partnership", "nowhere"],
    ["run", "--port", "99999"],
    ["run", "--host", "999.1.1.1"],
    ["found", "X", "--slug", "a b", "--purpose", "p", "--coordinator", "c", "--email", "e"],
    ["demo", "--seed", "many"],
    ["doctor", "--json", NOWHERE],
]


def commands() -> list[tuple[str, click.Command]]:
    top = typer.main.get_command(app)
    inner = [(f"import {name}", c) for name, c in top.commands["import"].commands.items()]
    return [
        (name, c) for name, c in top.commands.items() if name not in {"import", "manage"}
    ] + inner


@pytest.mark.parametrize(("name", "command"), commands(), ids=lambda value: str(value)[:20])
def test_every_verb_has_an_example_whose_options_exist(name, command):
    example = re.search(r"Example: `thegither ([^`]+)`", " ".join(command.help.split()))
    assert example, "no example"
    assert example.group(1).startswith(name)
    known = {option for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z-]+", example.group(1))) <= known


@pytest.mark.parametrize("words", WRONG, ids=lambda words: " ".join(words[:2]))
def test_wrong_input_ends_with_2_and_a_sentence(world, words, monkeypatch):
    monkeypatch.setenv("THEGITHER_EXPORT_PASSPHRASE", "a long enough passphrase")
    result = CliRunner().invoke(app, words)
    assert result.exit_code == 2, result.output
    assert "Errno" not in result.stderr
    assert result.stderr.strip()


def test_a_database_without_tables_is_one_sentence_and_no_traceback(tmp_path):
    others = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "thegither", "work", "--once"],
        env=others | {"THEGITHER_DATA": str(tmp_path)}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 2
    assert "thegither doctor" in done.stderr
    assert done.stderr.count("\n") == 1
