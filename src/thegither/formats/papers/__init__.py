"""Papers that people attach: what a file is by its content, and the same file without its makers' traces.

    clean_paper(data, name) -> CleanPaper(kind, data)

Each kind is taken apart and written anew, so that what does not belong to it is not carried along.
"""

from dataclasses import dataclass

from thegither.formats.papers.images import JPEG, PNG, clean_image
from thegither.formats.papers.ooxml import CONTENT_TYPES, clean_ooxml
from thegither.formats.papers.opendocument import clean_opendocument
from thegither.formats.papers.package import MIMETYPE, read_parts
from thegither.formats.papers.pdf import MAGIC, clean_pdf
from thegither.formats.papers.refusal import PaperRefused, Reason
from thegither.formats.papers.text import clean_text

__all__ = ["MEDIA_TYPES", "CleanPaper", "PaperRefused", "Reason", "clean_paper"]

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
OFFICE, OASIS = (
    "application/vnd.openxmlformats-officedocument",
    "application/vnd.oasis.opendocument",
)
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "pptx": f"{OFFICE}.presentationml.presentation",
    "odt": f"{OASIS}.text",
    "ods": f"{OASIS}.spreadsheet",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class CleanPaper:
    """A file that was taken: its kind (a key of `MEDIA_TYPES`, and its ending) and its new content."""

    kind: str
    data: bytes


def clean_paper(data: bytes, name: str = "") -> CleanPaper:
    """What the file is, whatever its name says, and its content without metadata.

    The name only tells a table from a text. Raises `PaperRefused` with the reason.

    >>> clean_paper(b"Agenda: 1. Welcome", "agenda.exe")
    CleanPaper(kind='txt', data=b'Agenda: 1. Welcome')
    >>> clean_paper(b"MZ\\x90\\x00", "agenda.pdf")
    Traceback (most recent call last):
    ...
    thegither.formats.papers.refusal.PaperRefused: the file was refused: unknown
    """
    if not data.strip():
        raise PaperRefused(Reason.EMPTY)
    if data.startswith(MAGIC):
        return CleanPaper("pdf", clean_pdf(data))
    if data.startswith((PNG, JPEG)):
        return CleanPaper("png" if data.startswith(PNG) else "jpeg", clean_image(data))
    if data.startswith(ZIP):
        return _clean_package(data)
    if data.startswith(OLD_OFFICE):
        raise PaperRefused(Reason.OLD_OFFICE)
    return CleanPaper(*clean_text(data, name))


def _clean_package(data: bytes) -> CleanPaper:
    parts = read_parts(data)
    if CONTENT_TYPES in parts:
        return CleanPaper(*clean_ooxml(parts))
    if MIMETYPE in parts:
        return CleanPaper(*clean_opendocument(parts))
    raise PaperRefused(Reason.UNKNOWN)
