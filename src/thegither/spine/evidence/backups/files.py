"""The papers that belong to the rows, and how they are put back, all or nothing."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from thegither.spine.evidence.zips import ArchiveRefused

# Papers only: not the seals, the signing secret, mail written to files, or uploads that still wait.
FOLDER = "papers"
NEW, OLD = ".restored", ".replaced"


def kept_files() -> Iterator[tuple[str, Path]]:
    """Every file to back up, with its name in the backup."""
    for path in sorted(_shelf().rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield f"{FOLDER}/{path.relative_to(_shelf()).as_posix()}", path


@contextmanager
def put_in_place(files: Iterator[tuple[str, BinaryIO]]) -> Iterator[None]:
    """Write the files beside those that are here, change places, and change back if the block fails.

    Both wait inside the folder of papers, so that it may be a volume of its own.
    """
    new, old = _shelf() / NEW, _shelf() / OLD
    _clear(new, old)
    try:
        for name, file in files:
            _write(new, name, file)
        moved_out, moved_in = _move(_shelf(), old), _move(new, _shelf())
        try:
            yield
        except BaseException:
            _move_back(moved_in)
            _move_back(moved_out)
            raise
    finally:
        _clear(new, old)


def _write(folder: Path, name: str, file: BinaryIO) -> None:
    """No name in a backup leads anywhere but into the folder of papers."""
    first, *parts = PurePosixPath(name).parts
    if first != FOLDER or not parts or ".." in parts:
        raise ArchiveRefused(_("This backup holds a file that no backup has."))
    path = folder.joinpath(*parts)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with open(path, "xb", opener=_for_us_alone) as target:
        shutil.copyfileobj(file, target)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _move(source: Path, target: Path) -> list[tuple[Path, Path]]:
    """Move what lies in a folder into another; the list says what came from where."""
    if not source.exists():
        return []
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    moves = [(p, target / p.name) for p in sorted(source.iterdir()) if p.name not in {NEW, OLD}]
    for path, place in moves:
        path.rename(place)
    return moves


def _move_back(moves: list[tuple[Path, Path]]) -> None:
    for path, place in moves:
        place.rename(path)


def _clear(*folders: Path) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _shelf() -> Path:
    return Path(settings.PAPER_DIR)
