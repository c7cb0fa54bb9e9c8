"""Documents as PDF: A4, tagged for screen readers, fonts embedded.

Typst sets the pages by `document.typ`. The words reach it as JSON data, so nothing in them is markup.
Source for the tags: PDF/UA-1, ISO 14289-1:2014.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from thegither.formats.documents.blocks import (
    Block,
    Bullets,
    Document,
    DocumentError,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Table,
)
from thegither.formats.text import is_right_to_left, printable

HERE = Path(__file__).parent
# Filled by `make assets`; the letters that come with Typst stand behind them, and those of the machine last.
FONTS = HERE / "fonts"
Standard = Literal["ua-1"]
ACCESSIBLE: Standard = "ua-1"
NOT_TRUE = "PDF/UA-1 error"
Node = dict[str, Any]


def to_pdf(document: Document) -> bytes:
    """The document as a tagged PDF: the same document gives the same bytes on the same machine.

    It declares PDF/UA-1 where that is true. Where it is not (no title; a letter of a rare script that no font
    of this machine can draw, shown as an empty box) the file, tagged all the same, declares nothing.

    Raises
    ------
    DocumentError
        When a picture is neither SVG nor PNG, or damaged.
    """
    try:
        return _compile(document, [ACCESSIBLE])
    except typst.TypstError as problem:
        if not str(problem).startswith(NOT_TRUE):
            raise DocumentError(f"This document cannot be written as PDF: {problem}") from problem
        return _compile(document, [])


def _compile(document: Document, standards: list[Standard]) -> bytes:
    pictures = {name: each.data for name, each in _pictures(document).items()}
    template = (HERE / "document.typ").read_bytes()
    files = {"main.typ": template, "document.json": _data(document), **pictures}
    # A dictionary of files is taken since typst 0.14; the types that it ships do not say so yet.
    return typst.compile(files, font_paths=_fonts(), pdf_standards=standards)  # type: ignore[call-overload, no-any-return]


@cache
def _fonts() -> typst.Fonts:
    """Looked up once a process: searching the machine takes longer than setting a page."""
    return typst.Fonts(font_paths=[FONTS] if FONTS.exists() else [])


def _pictures(document: Document) -> dict[str, Picture]:
    """Each picture under the name of its file; what is drawn twice lies there once."""
    return {_file(each): each for each in document.blocks if isinstance(each, Picture)}


def _file(picture: Picture) -> str:
    ending = "png" if picture.is_png else "svg"
    return f"{hashlib.sha256(picture.data).hexdigest()}.{ending}"


def _data(document: Document) -> bytes:
    language, _, region = document.language.partition("-")
    data = {
        "title": _words(document.title),
        "subtitle": _words(document.subtitle),
        "footer": _words(document.footer),
        "language": language,
        "region": region or None,
        "blocks": [_node(block) for block in document.blocks],
    }
    return json.dumps(data).encode()


def _words(text: object) -> Node:
    clean = printable(text)
    return {"text": clean, "rtl": is_right_to_left(clean)}


def _row(cells: Sequence[object]) -> list[Node]:
    return [_words(cell) for cell in cells]


def _node(block: Block) -> Node:
    """One block as data; `kind` names the function of the template that sets it."""
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": _words(text), "level": level}
        case Paragraph(text, strong):
            return {"kind": "paragraph", "text": _words(text), "strong": strong}
        case Bullets(items):
            return {"kind": "bullets", "items": _row(items)}
        case Table(header, rows, caption):
            body = [_row(row) for row in rows]
            named = {"caption": _words(caption), "header": _row(header)}
            return {"kind": "table", "rows": body, **named}
        case Facts(pairs):
            return {"kind": "facts", "pairs": [_row(pair) for pair in pairs]}
        case Picture(_, description):
            words = printable(description)
            return {"kind": "picture", "file": _file(block), "description": words}
        case PageBreak():
            return {"kind": "pagebreak"}
