"""A PDF written anew: without the notes on its making, and refused where it would do something."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from thegither.formats.papers.images import without_notes
from thegither.formats.papers.refusal import PaperRefused, Reason

MAGIC = b"%PDF-"
BROKEN = (
    pikepdf.PdfError,
    pikepdf.DataDecodingError,
    ValueError,
    TypeError,
    KeyError,
    RuntimeError,
)
# Notes on who made a part of the file, when, and with what.
NOTES = ("/Metadata", "/PieceInfo", "/LastModified", "/Thumb")
# What runs, sends or loads when the file is opened or clicked, and what hides another file.
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie"}
)
SCRIPTED = ("/JavaScript", "/JS", "/XFA")
FILES = ("/EmbeddedFiles", "/EF", "/RichMediaContent")
MOST_OBJECTS = 500_000


def clean_pdf(data: bytes) -> bytes:
    """The same pages, written anew from what was read, so that nothing before, after or between is kept.

    Raises `PaperRefused` where the file is damaged or locked, holds scripts or hides other files.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise PaperRefused(Reason.LOCKED)
            if len(pdf.objects) > MOST_OBJECTS:
                raise PaperRefused(Reason.TOO_MUCH)
            _clean(pdf)
            return _written(pdf)
    except pikepdf.PasswordError as locked:
        raise PaperRefused(Reason.LOCKED) from locked
    except BROKEN as problem:
        raise PaperRefused(Reason.DAMAGED) from problem


def _clean(pdf: pikepdf.Pdf) -> None:
    if not len(pdf.pages):
        raise PaperRefused(Reason.DAMAGED)
    for part in _dictionaries(pdf):
        _refuse_what_acts(part)
        _drop_notes(part)
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary and stream of the file, also those that stand inside another object."""
    for thing in pdf.objects:
        yield from _inside(thing)


def _inside(thing: Any) -> Iterator[Any]:
    """A thing and what stands inside it, without following references: each object comes by itself."""
    waiting = [thing]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dictionary | Stream):
            yield part
            waiting += [value for _key, value in part.items() if _is_direct(value)]
        elif isinstance(part, Array):
            waiting += [value for value in part if _is_direct(value)]


def _is_direct(value: Any) -> bool:
    return isinstance(value, Object) and not value.is_indirect


def _refuse_what_acts(part: Any) -> None:
    if str(part.get("/S", "")) in ACTIONS or any(key in part for key in SCRIPTED):
        raise PaperRefused(Reason.SCRIPTS)
    if any(key in part for key in FILES):
        raise PaperRefused(Reason.HOLDS_FILES)


def _drop_notes(part: Any) -> None:
    for key in NOTES:
        if key in part:
            del part[key]
    if "/T" in part and part.get("/Subtype") not in (None, Name.Widget) and "/Rect" in part:
        del part["/T"]  # who wrote a comment; in a field of a form it is the field's name
    if isinstance(part, Stream) and part.get("/Filter") == Name.DCTDecode:
        part.write(without_notes(part.read_raw_bytes()), filter=Name.DCTDecode)


def _written(pdf: pikepdf.Pdf) -> bytes:
    target = io.BytesIO()
    pdf.save(target, deterministic_id=True, fix_metadata_version=False)
    return target.getvalue()
