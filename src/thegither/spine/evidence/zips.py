"""What every zip of ours needs: written whole or not at all, with a digest of each file in it.

Both the export of a partnership (`archive.py`) and the backup of an installation (`backups/`) stand on this.
"""

import errno
import gzip
import hashlib
import json
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from thegither.spine.evidence.encryption import CannotUnlock

SHORTEST_PASSPHRASE = 12
BLOCK = 1 << 16


class ArchiveRefused(Exception):
    """The archive cannot be used; the message says why. Nothing was stored."""


class PassphraseTooShort(ValueError):
    """A passphrase that somebody could guess."""


def check_passphrase(passphrase: str) -> None:
    """Raises `PassphraseTooShort` for one that a machine tries out in days."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise PassphraseTooShort(
            _("Choose a passphrase of at least %(number)s characters.")
            % {"number": SHORTEST_PASSPHRASE}
        )


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """A file to write that only its owner may read; it gets its name when all is written, or is removed."""
    if not path.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    draft = path.with_name(f".{path.name}.part")
    try:
        draft.touch(mode=0o600)
        yield draft
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Say in a sentence what is wrong with a file that cannot be read as one of ours."""
    try:
        yield
    except FileNotFoundError as error:
        raise ArchiveRefused(_("There is no file %(path)s.") % {"path": path}) from error
    except (PermissionError, IsADirectoryError) as error:
        raise ArchiveRefused(
            _("%(path)s cannot be read (%(why)s).") % {"path": path, "why": error.strerror}
        ) from error
    except CannotUnlock as error:
        raise ArchiveRefused(
            _("This archive cannot be opened: the passphrase is wrong, or the file was changed.")
        ) from error
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, OSError, KeyError) as error:
        raise ArchiveRefused(
            _(
                "%(path)s is damaged, cut short or was changed, so nothing of it was stored. "
                "Copy it anew from where it was made."
            )
            % {"path": path}
        ) from error


def read_manifest(
    archive: zipfile.ZipFile, name: str, kind: tuple[str, int], no_such: str, other_version: str
) -> dict[str, Any]:
    """The manifest of a zip of this kind (its format and version).

    Raises `ArchiveRefused` with the sentence `no_such` for another kind of zip, and with `other_version`,
    which takes a %(version)s, for one of another version.
    """
    try:
        manifest = json.loads(archive.read(name))
    except ValueError as error:
        raise zipfile.BadZipFile(name) from error
    if not isinstance(manifest, dict) or manifest.get("format") != kind[0]:
        raise ArchiveRefused(no_such)
    if manifest.get("version") != kind[1]:
        raise ArchiveRefused(other_version % {"version": manifest.get("version")})
    return manifest


class DigestingWriter:
    """Passes bytes on and remembers their digest."""

    def __init__(self, target: BinaryIO) -> None:
        self._target, self._hash = target, hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        return self._target.write(data)

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


def digest_of_bytes(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def differs(archive: zipfile.ZipFile, digests: dict[str, str], besides: set[str]) -> str:
    """The first file that is missing, new or other than its digest says; nothing where all agree."""
    present = {info.filename for info in archive.infolist() if not info.is_dir()} - besides
    if present != set(digests):
        return min(present ^ set(digests))
    return next((name for name in digests if _digest(archive, name) != digests[name]), "")


def _digest(archive: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with archive.open(name) as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()
