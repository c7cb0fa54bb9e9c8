"""Documents rot beside code: every link, command word and setting they name must exist."""

import re
from pathlib import Path

import pytest
import typer.main

from thegither.cli.main import app

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/**/README.md")])
LINK = re.compile(r"\]\((?!https?://|mailto:|#)([^)#\s]+)")
COMMAND = re.compile(r"(?:^|`|bin/)thegither ([a-z]+)\b", re.MULTILINE)
MAKE_WORD = re.compile(r"`make ([a-z]+)")
SETTING = re.compile(r'"(THEGITHER_[A-Z_]+|DATABASE_URL)"')


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page):
    broken = [to for to in LINK.findall(page.read_text()) if not (page.parent / to).exists()]
    assert not broken


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_named_are_commands_we_have(page):
    verbs = set(typer.main.get_command(app).commands)
    assert set(COMMAND.findall(page.read_text())) <= verbs


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_make_words_named_are_words_we_have(page):
    words = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(MAKE_WORD.findall(page.read_text())) <= words


def test_every_setting_is_explained():
    sources = (ROOT / "src/thegither").rglob("*.py")
    read = {name for source in sources for name in SETTING.findall(source.read_text())}
    page = (ROOT / "docs/reference/settings.md").read_text()
    missing = {name for name in read if name not in page and name.rsplit("_", 1)[1] not in page}
    assert not missing


def test_every_page_of_the_docs_can_be_reached_from_their_front_page():
    front = (ROOT / "docs/README.md").read_text() + (ROOT / "docs/adr/README.md").read_text()
    names = [page.name for page in PAGES if "docs" in page.parts and page.name != "README.md"]
    assert not [name for name in names if name not in front]
