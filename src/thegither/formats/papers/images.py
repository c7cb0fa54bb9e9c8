"""Pictures without what cameras and programs write beside them: place, time, device, author."""

import io
import zlib
from collections.abc import Iterator

from PIL import Image, ImageOps, UnidentifiedImageError

from thegither.formats.papers.refusal import PaperRefused, Reason

PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
# A small file can claim any size. This is more than a page of A2 at 300 dots an inch.
MAX_PIXELS = 50_000_000
BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, zlib.error)
# What a JPEG may keep: the tables and the picture (from 0xC0), the colour profile (APP2), and the two
# marks that say how colours are stored (APP0, APP14). EXIF, XMP (APP1), IPTC (APP13), comments go.
JPEG_KEPT = frozenset({*range(0xC0, 0xE0), 0xE0, 0xE2, 0xEE})
PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
START_OF_SCAN = 0xDA


def clean_image(data: bytes) -> bytes:
    """A PNG or JPEG drawn anew from its pixels, turned upright; nothing else of the file is left.

    Raises `PaperRefused` where it is damaged, or claims more than `MAX_PIXELS`.
    """
    kind = "PNG" if data.startswith(PNG) else "JPEG"
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise PaperRefused(Reason.TOO_MUCH)
            upright = ImageOps.exif_transpose(picture)
            return _encoded(upright, kind)
    except Image.DecompressionBombError as bomb:
        raise PaperRefused(Reason.TOO_MUCH) from bomb
    except BROKEN as problem:
        raise PaperRefused(Reason.DAMAGED) from problem


def _encoded(picture: Image.Image, kind: str) -> bytes:
    profile = picture.info.get("icc_profile")
    plain = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    if picture.mode == "P":
        plain.putpalette(picture.getpalette("RGBA") or b"", "RGBA")
    target = io.BytesIO()
    options = {"quality": 90} if kind == "JPEG" else {"optimize": False}
    plain.save(target, kind, icc_profile=profile, **options)
    return target.getvalue()


def without_notes(data: bytes) -> bytes:
    """A picture inside another file, its pixels untouched and the notes beside them left out.

    Data that is neither PNG nor JPEG comes back as it is.

    >>> without_notes(b"not a picture")
    b'not a picture'
    """
    if data.startswith(PNG):
        return PNG + b"".join(part for name, part in _chunks(data) if name not in PNG_DROPPED)
    if data.startswith(JPEG):
        return data[:2] + b"".join(part for mark, part in _segments(data) if mark in JPEG_KEPT)
    return data


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk of a PNG up to its end mark: length, name, content and checksum."""
    at = len(PNG)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4])
        name = data[at + 4 : at + 8]
        yield name, data[at:end]
        if name == b"IEND":
            return
        at = end


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment of a JPEG; the scan and all that follows it count as one, to the end mark."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == START_OF_SCAN:
            last = data.rfind(b"\xff\xd9")
            yield mark, data[at : last + 2 if last > at else len(data)]
            return
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        yield mark, data[at:end]
        at = end
