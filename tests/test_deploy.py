"""Files for those who run a server rot beside code: each setting, command and path they name must exist."""

import re
from pathlib import Path

import pytest
import typer.main

from thegither.cli.main import app

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path for path in (ROOT / "deploy").rglob("*") if path.is_file())
SETTING = re.compile(r"\b(THEGITHER_[A-Z_]+|DATABASE_URL)\b")
COMMAND = re.compile(r"^ExecStart=.*?bin/thegither (\w+)(.*)$", re.MULTILINE)
SERVICES = sorted((ROOT / "deploy/systemd").glob("*.service"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_setting_is_one_we_have_and_explain(path):
    sources = (ROOT / "src/thegither").rglob("*.py")
    read = {name for source in sources for name in SETTING.findall(source.read_text())}
    explained = (ROOT / "docs/reference/settings.md").read_text()
    for name in SETTING.findall(path.read_text()):
        assert name in read
        assert name in explained or f"`_{name.rsplit('_', 1)[1]}`" in explained


@pytest.mark.parametrize("path", SERVICES, ids=named)
def test_every_command_and_its_options_are_ones_we_have(path):
    verbs = typer.main.get_command(app).commands
    ((verb, options),) = COMMAND.findall(path.read_text())
    known = {name for option in verbs[verb].params for name in option.opts}
    assert set(re.findall(r"--[a-z-]+", options)) <= known


@pytest.mark.parametrize("path", SERVICES, ids=named)
def test_every_service_is_shut_in(path):
    text = path.read_text()
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "User=thegither", "UMask=0077"):
        assert line in text.splitlines()


def test_the_image_starts_the_server_with_options_we_have():
    text = (ROOT / "deploy/Containerfile").read_text()
    command = re.search(r"^CMD (\[.*\])$", text, re.MULTILINE).group(1)
    words = re.findall(r'"([^"]+)"', command)
    known = {o for p in typer.main.get_command(app).commands[words[0]].params for o in p.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_seals_and_data_stand_apart_and_no_one_logs_who_came():
    compose = (ROOT / "deploy/compose.yaml").read_text()
    assert "data:/data" in compose and "seals:/seals" in compose
    nginx = (ROOT / "deploy/nginx/thegither.conf").read_text()
    assert nginx.count("access_log off;") == nginx.count("server {")
