"""Open a backup and check every byte of it before anything of it is used."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db.models import Model
from django.utils.translation import gettext as _

from thegither.spine.evidence.backups import schema, tables
from thegither.spine.evidence.backups.writing import FORMAT, LOCKED, MANIFEST, STREAM, VERSION
from thegither.spine.evidence.encryption import UnlockingReader
from thegither.spine.evidence.zips import ArchiveRefused, differs, read_manifest, readable


@dataclass(frozen=True)
class Backup:
    """A backup whose every digest was found right."""

    archive: zipfile.ZipFile
    manifest: dict[str, Any]
    nodes: list[schema.Node]

    def rows(self, label: str, model: type[Model]) -> Iterator[list[Any]]:
        with self.archive.open(f"rows/{label}") as file:
            yield from tables.read_rows(model, file)

    def files(self) -> Iterator[tuple[str, BinaryIO]]:
        for name in self.archive.namelist():
            if name.startswith("files/"):
                with self.archive.open(name) as file:
                    yield name.removeprefix("files/"), file


def is_locked(path: Path) -> bool:
    """Whether a passphrase is needed. Raises `ArchiveRefused` where there is no such file."""
    with readable(path), path.open("rb") as file:
        return file.read(len(LOCKED)) == LOCKED


@contextmanager
def opened(path: Path, passphrase: str = "") -> Iterator[Backup]:
    """The backup in this file, checked from end to end. Raises `ArchiveRefused`; nothing was changed."""
    with ExitStack() as stack:
        with readable(path):
            file = stack.enter_context(_unlocked(path, passphrase))
            archive = stack.enter_context(zipfile.ZipFile(file))
            backup = _checked(archive, _manifest(archive))
        yield backup


def _checked(archive: zipfile.ZipFile, manifest: dict[str, Any]) -> Backup:
    wrong = differs(archive, manifest["digests"], {MANIFEST})
    if wrong:
        raise ArchiveRefused(
            _("This backup is damaged or was changed: %(name)s is not as it was written.")
            % {"name": wrong}
        )
    return Backup(archive, manifest, schema.read_nodes(manifest["migrations"]))


@contextmanager
def _unlocked(path: Path, passphrase: str) -> Iterator[BinaryIO]:
    """The zip itself; of a locked backup a decrypted copy without a name, gone when it is closed."""
    with path.open("rb") as file:
        if file.read(len(LOCKED)) != LOCKED:
            file.seek(0)
            yield file
            return
        Path(settings.DATA_DIR).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=settings.DATA_DIR) as plain:
            shutil.copyfileobj(UnlockingReader(file, passphrase, STREAM), plain)
            yield plain


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    return read_manifest(
        archive,
        MANIFEST,
        (FORMAT, VERSION),
        _("This is not a backup of Thegither; an export is read by `thegither import full`."),
        _("This backup has format %(version)s, which this version of Thegither cannot read."),
    )
