"""Every string a person reads is marked for translation: pages in a language where marked text has brackets.

In this language `Sign in` reads `⟦Sign in⟧`. Whatever a page says outside brackets is either what people
wrote (it stands in the database) or a string that somebody forgot to mark.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import models
from django.utils import translation
from tests.browser.pages import VISITS
from tests.world import World

from thegither.formats.instruments import read_content, shipped_instruments
from thegither.spine.spaces.languages import OWN_NAMES

READ_ALOUD = frozenset({"alt", "title", "aria-label", "placeholder", "aria-description"})
SILENT = frozenset({"script", "style"})
# Codes of the software are no text that people wrote, although they stand in the database too.
CODES = frozenset({"kind", "phase", "state", "slug", "language", "verb", "relation", "verdict"})
# Names that stay what they are in every language.
NAMES = ("Thegither", "Scottish Gaelic", *OWN_NAMES.values())
LEFT_OVER = re.compile(r"[^\W\d_]{2,}")


class Reader(HTMLParser):
    """What a page says: its text and the attributes that are read aloud, piece by piece."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attributes: list) -> None:
        self.silent += tag in SILENT
        self.pieces += [value for name, value in attributes if name in READ_ALOUD and value]

    def handle_endtag(self, tag: str) -> None:
        self.silent -= tag in SILENT

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.pieces.append(data)


def unmarked(page: str, written: list[str]) -> list[str]:
    """The pieces of a page that hold words outside brackets which nobody wrote."""
    reader = Reader()
    reader.feed(page)
    return [piece.strip() for piece in reader.pieces if LEFT_OVER.search(_rest(piece, written))]


def _rest(piece: str, written: list[str]) -> str:
    piece, before = re.sub(r"\S+@\S+|https?://\S+", " ", piece), None
    while before != piece:
        before, piece = piece, re.sub(r"⟦[^⟦⟧]*⟧", " ", piece)
    for text in written:
        piece = piece.replace(text, " ")
    # Ids, and codes that are drawn by lot: no words in any language.
    return re.sub(r"[0-9a-f-]{32,}|\b[A-Z2-9]{4}(-[A-Z2-9]{4})+\b", " ", piece)


def what_people_wrote() -> list[str]:
    """Every text in the database, longest first, save the software's own codes."""
    texts = set(NAMES) | set(words_of_questions())
    for model in apps.get_models():
        fields = [f.name for f in model._meta.concrete_fields if is_written_by_people(f)]
        for row in model._default_manager.values_list(*fields) if fields else ():
            texts.update(text for text in row if text)
    return sorted(texts, key=len, reverse=True)


def words_of_questions() -> Iterator[str]:
    """Every text of the questions that come with Thegither: they stand in files, and as JSON in a wave."""
    left: list[object] = [read_content(path) for path in shipped_instruments().values()]
    while left:
        part = left.pop()
        if isinstance(part, str):
            yield part
        elif isinstance(part, dict):
            left += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            left += part


def is_written_by_people(field: models.Field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField)
    return is_text and not field.choices and field.name not in CODES


@pytest.fixture
def brackets(monkeypatch):
    """Replace the translation of every marked string by itself in brackets."""
    back = translation._trans
    one, many = "⟦{}⟧".format, lambda single, plural, n: f"⟦{single if n == 1 else plural}⟧"
    monkeypatch.setattr(back, "gettext", one)
    monkeypatch.setattr(back, "pgettext", lambda context, text: one(text))
    monkeypatch.setattr(back, "ngettext", many)
    monkeypatch.setattr(back, "npgettext", lambda context, *rest: many(*rest))


@pytest.mark.parametrize(
    "visit", [v for v in VISITS if not v.clicks], ids=lambda v: f"{v.name}-{v.who}"
)
def test_a_page_says_nothing_that_cannot_be_translated(world: World, brackets, visit):
    address = visit.address(world)
    answer = world.client(visit.who).get(address)
    assert answer.status_code == 200
    assert not unmarked(answer.content.decode(), what_people_wrote())


@pytest.mark.parametrize("address", ["/nowhere/", "/kirkbrae/people/hidden/"])
def test_a_refusal_can_be_translated_too(world: World, brackets, address):
    answer = world.client("duncan").get(address)
    assert answer.status_code in {403, 404}
    assert not unmarked(answer.content.decode(), what_people_wrote())


def test_the_search_finds_what_was_forgotten():
    page = '<p>⟦Hello ⟦you⟧⟧ Ailsa 61% <b title="Forgotten">x</b></p><i>also this</i>'
    assert unmarked(page, ["Ailsa"]) == ["Forgotten", "also this"]
