"""The zip in which office files come: read whole, within limits, and written anew."""

import io
import zipfile
import zlib

from thegither.formats.papers.refusal import PaperRefused, Reason

MAX_UNPACKED, MAX_PARTS = 100 * 1024 * 1024, 3000
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
IS_LOCKED = 0x1
FIXED_DAY = (1980, 1, 1, 0, 0, 0)
MIMETYPE = "mimetype"

Parts = dict[str, bytes]


def read_parts(data: bytes) -> Parts:
    """Every part by its name. Raises `PaperRefused` for what is damaged, locked or too much.

    A zip can claim any size and any name: both are checked before anything is unpacked, and no part is
    unpacked beyond the size it claims.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = [info for info in package.infolist() if not info.is_dir()]
            _check(infos)
            return {info.filename: package.read(info) for info in infos}
    except BROKEN as problem:
        raise PaperRefused(Reason.DAMAGED) from problem


def _check(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED:
        raise PaperRefused(Reason.TOO_MUCH)
    if any(info.flag_bits & IS_LOCKED for info in infos):
        raise PaperRefused(Reason.LOCKED)
    names = [info.filename.lower() for info in infos]
    if len(set(names)) < len(names) or any(_leads_out(name) for name in names):
        raise PaperRefused(Reason.DAMAGED)


def _leads_out(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/")


def write_parts(parts: Parts) -> bytes:
    """A new zip that tells neither when nor on which system it was made.

    OpenDocument wants its `mimetype` first and not packed.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: name != MIMETYPE):
            info = zipfile.ZipInfo(name, FIXED_DAY)
            info.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            package.writestr(info, parts[name])
    return target.getvalue()
