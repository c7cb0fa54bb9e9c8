"""A partnership in one zip: `open/` for anybody's own tools, `sealed/` for a new home.

    manifest.json      format, version, partnership, digest of every other file
    open/...           open formats, as members see them
    sealed/rows.gz     every row, one JSON object a line, compressed and locked with a passphrase
    sealed/files.tar.gz    the files that rows speak of, if there are any, locked in the same way
    sealed/manifest.json   the same manifest, locked: so that changing `open/` is noticed too

Nothing here knows which apps there are: rows come in and go out as models' own serialisations.
"""

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.core.serializers import deserialize, serialize
from django.core.serializers.base import DeserializationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from thegither.spine.evidence import zips
from thegither.spine.evidence.encryption import CannotUnlock, LockingWriter, UnlockingReader
from thegither.spine.evidence.zips import (
    ArchiveRefused,
    DigestingWriter,
    check_passphrase,
    differs,
    digest_of_bytes,
    drafted,
    readable,
)

FORMAT, VERSION = "thegither-export", 1
MANIFEST, ROWS, SEALED_MANIFEST = "manifest.json", "sealed/rows.gz", "sealed/manifest.json"
FILES = "sealed/files.tar.gz"

Named = tuple[str, bytes]


class ExactEncoder(DjangoJSONEncoder):
    """Times to the microsecond, where Django's own encoder cuts off: the audit chain hashes them."""

    def default(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, datetime | date) else super().default(value)


def write_archive(
    path: Path,
    passphrase: str,
    *,
    about: dict[str, Any],
    open_files: Iterable[Named],
    tables: Iterable[QuerySet[Model]],
    sealed_files: Iterable[Named] = (),
) -> dict[str, int]:
    """Write the zip and say how many rows of each kind it holds. A failed export leaves no file."""
    check_passphrase(passphrase)
    with drafted(path) as draft, zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
        return _fill(archive, passphrase, about, open_files, tables, sealed_files)


def _fill(archive, passphrase, about, open_files, tables, sealed_files) -> dict[str, int]:
    digests: dict[str, str] = {}
    for name, content in open_files:
        archive.writestr(f"open/{name}", content)
        digests[f"open/{name}"] = digest_of_bytes(content)
    with _locked(archive, ROWS, passphrase, digests) as file:
        counts = _write_rows(file, tables)
    with _locked(archive, FILES, passphrase, digests) as file:
        _write_files(file, sealed_files)
    manifest = {"format": FORMAT, "version": VERSION, **about, "rows": counts, "digests": digests}
    text = json.dumps(manifest, ensure_ascii=False, indent=2, cls=ExactEncoder).encode()
    archive.writestr(MANIFEST, text)
    with _locked(archive, SEALED_MANIFEST, passphrase, {}) as file:
        file.write(text)
    return counts


@contextmanager
def _locked(archive, name: str, passphrase: str, digests: dict[str, str]) -> Iterator[BinaryIO]:
    """A file in the zip that is compressed, then locked; its digest is kept."""
    with archive.open(name, "w", force_zip64=True) as plain:
        target = DigestingWriter(plain)
        locking = LockingWriter(target, passphrase, name)
        with gzip.GzipFile(fileobj=locking, mode="wb", mtime=0) as file:
            yield file
        locking.close()
    digests[name] = target.digest


def _write_rows(file: BinaryIO, tables: Iterable[QuerySet[Model]]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for table in tables:
        name, lines = table.model._meta.label_lower, _Lines(file)
        rows = table.order_by("pk").iterator(chunk_size=2000)
        serialize("jsonl", rows, stream=lines, cls=ExactEncoder)
        counts[name] = counts.get(name, 0) + lines.count
    return {name: count for name, count in counts.items() if count}


def _write_files(file: BinaryIO, files: Iterable[Named]) -> None:
    with tarfile.open(fileobj=file, mode="w|") as tar:
        for name, content in files:
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


class _Lines(io.StringIO):
    """What Django's serialiser writes to: text on its way to bytes, with its lines counted."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file, self.count = file, 0

    def write(self, text: str) -> int:
        self.count += text.count("\n")
        self._file.write(text.encode())
        return len(text)


def read_manifest(path: Path) -> dict[str, Any]:
    """What the archive says of itself, before any passphrase. Raises `ArchiveRefused`."""
    with _opened(path) as archive:
        return _manifest(archive)


def read_archive(
    path: Path,
    passphrase: str,
    store: Callable[[Iterator[Model]], dict[str, int]],
    keep: Callable[[str, bytes], object],
) -> tuple[dict[str, Any], dict[str, int]]:
    """Check everything, then hand all rows to `store` and each file to `keep`.

    Returns the manifest and what `store` returned. Rows are decrypted while they are stored, so call this
    inside a transaction: what is found at the very end must undo what was stored before.
    """
    with _opened(path) as archive:
        manifest = _manifest(archive)
        _check_manifest(archive, manifest, passphrase)
        _check_digests(archive, manifest["digests"])
        with _unlocked(archive, ROWS, passphrase) as file:
            stored = store(_objects(file))
        if FILES in manifest["digests"]:
            with _unlocked(archive, FILES, passphrase) as file:
                _read_files(file, keep)
    if stored != manifest["rows"]:
        raise ArchiveRefused(_("This archive holds other rows than its manifest says."))
    return manifest, stored


def _read_files(file: BinaryIO, keep: Callable[[str, bytes], object]) -> None:
    with tarfile.open(fileobj=file, mode="r|") as tar:
        for member in tar:
            content = tar.extractfile(member)
            if content is not None:
                keep(member.name, content.read())


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    with readable(path), zipfile.ZipFile(path) as archive:
        yield archive


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    return zips.read_manifest(
        archive,
        MANIFEST,
        (FORMAT, VERSION),
        _("This is not an export of Thegither."),
        _("This export was made by another version of Thegither (format %(version)s)."),
    )


def _check_manifest(archive: zipfile.ZipFile, manifest: dict[str, Any], passphrase: str) -> None:
    with _unlocked(archive, SEALED_MANIFEST, passphrase) as file:
        if json.loads(file.read()) != manifest:
            raise CannotUnlock


def _check_digests(archive: zipfile.ZipFile, digests: dict[str, str]) -> None:
    if differs(archive, digests, {MANIFEST, SEALED_MANIFEST}):
        raise CannotUnlock


@contextmanager
def _unlocked(archive: zipfile.ZipFile, name: str, passphrase: str) -> Iterator[BinaryIO]:
    with archive.open(name) as sealed:
        plain = io.BufferedReader(UnlockingReader(sealed, passphrase, name))
        with gzip.GzipFile(fileobj=plain, mode="rb") as file:
            yield file


def _objects(file: BinaryIO) -> Iterator[Model]:
    lines = (line.decode() for line in file)
    try:
        for row in deserialize("jsonl", lines):
            yield row.object
    except DeserializationError as error:
        raise ArchiveRefused(
            _("This archive holds something that this version of Thegither does not know.")
        ) from error
