"""Make a backup: everything as of one moment, into one file that nobody else may read."""

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from django.db import connection
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither import __version__
from thegither.spine.evidence.archive import ExactEncoder
from thegither.spine.evidence.backups import schema, tables
from thegither.spine.evidence.backups.files import kept_files
from thegither.spine.evidence.encryption import LockingWriter
from thegither.spine.evidence.moment import one_moment
from thegither.spine.evidence.zips import DigestingWriter, check_passphrase, drafted

FORMAT, VERSION, MANIFEST = "thegither-backup", 1, "manifest.json"
# How a locked backup begins; the rest is one stream locked with the passphrase.
LOCKED, STREAM = b"thegither locked backup 1\n", "backup"
TICK_EVERY = 1000

Progress = Callable[[int, int], None]


class FileExists(Exception):
    """A backup never replaces a file."""


class NothingToBackUp(Exception):
    """The database has no tables yet."""


@dataclass(frozen=True)
class Written:
    """What a backup holds: rows by table, files, and how many activities wait for a key kept elsewhere."""

    rows: dict[str, int]
    files: int
    open_seals: int


def write_backup(path: Path, passphrase: str, progress: Progress) -> Written:
    """Write the backup; with a passphrase, locked. A failed backup leaves no file.

    Raises `FileExists`, `PassphraseTooShort`, `NothingToBackUp`, `SchemaUnknown` and OSError.
    """
    if path.exists():
        raise FileExists(
            _("%(path)s is there already; a backup replaces no file.") % {"path": path}
        )
    if passphrase:
        check_passphrase(passphrase)
    with drafted(path) as draft, draft.open("wb") as file, _locked(file, passphrase) as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, one_moment():
            return _Writing(archive, progress).write()


@contextmanager
def _locked(file: BinaryIO, passphrase: str) -> Iterator[BinaryIO]:
    if not passphrase:
        yield file
        return
    file.write(LOCKED)
    locking = LockingWriter(file, passphrase, STREAM)
    yield locking
    locking.close()


class _Writing:
    """One backup on its way out, with what its manifest will say."""

    def __init__(self, archive: zipfile.ZipFile, progress: Progress) -> None:
        self._archive, self._progress = archive, progress
        self._digests: dict[str, str] = {}
        self._done = 0

    def write(self) -> Written:
        nodes = schema.applied()
        if not nodes:
            raise NothingToBackUp(_("The database is empty: there is nothing to back up yet."))
        models = schema.models_of(nodes)
        rows = {label: model._base_manager.count() for label, model in models.items()}
        for label, model in models.items():
            self._write_table(label, model, sum(rows.values()))
        files = sum(self._write_file(name, path) for name, path in kept_files())
        seals = _open_seals(models)
        self._write_manifest(nodes, rows, seals)
        return Written(rows, files, len(seals))

    def _write_table(self, label: str, model: type[Model], total: int) -> None:
        with self._member(f"rows/{label}") as target:
            for number, line in enumerate(tables.lines(model)):
                target.write(line)
                self._done += number > 0
                if not self._done % TICK_EVERY:
                    self._progress(self._done, total)
        self._progress(self._done, total)

    def _write_file(self, name: str, path: Path) -> int:
        with self._member(f"files/{name}") as target, path.open("rb") as file:
            shutil.copyfileobj(file, target)
        return 1

    def _write_manifest(self, nodes: list, rows: dict[str, int], seals: list[str]) -> None:
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": timezone.now(),
            "made_by": f"thegither {__version__}",
            "database": connection.vendor,
            "migrations": schema.as_listed(nodes),
            "rows": rows,
            "open_seals": seals,
            "digests": self._digests,
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=2, cls=ExactEncoder)
        self._archive.writestr(MANIFEST, text)

    @contextmanager
    def _member(self, name: str) -> Iterator[Any]:
        with self._archive.open(name, "w", force_zip64=True) as plain:
            target = DigestingWriter(plain)
            yield target
        self._digests[name] = target.digest


def _open_seals(models: dict[str, type[Model]]) -> list[str]:
    """The activities whose key lies in the folder of seals, and so not in the backup."""
    seals = models.get("evidence.seal")
    keys = (
        seals._base_manager.filter(state="open").values_list("activity", flat=True) if seals else []
    )
    return sorted(str(activity) for activity in keys)
