"""Where the content of papers lies: files with random names, outside everything a web server hands out."""

import os
import re
import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

PLACE = re.compile(r"[0-9a-f]{32}")


def put(content: bytes) -> str:
    """Lay a file on the shelf, whole or not at all, and say where."""
    place = secrets.token_hex(16)
    put_at(place, content)
    return place


def put_at(place: str, content: bytes) -> None:
    path = _path(place)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(".part")
    with open(draft, "xb", opener=_for_us_alone) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read(place: str) -> bytes:
    """Raises FileNotFoundError where nothing lies."""
    return _path(place).read_bytes()


def remove(place: str) -> None:
    _path(place).unlink(missing_ok=True)


def older_than(age: timedelta) -> Iterator[str]:
    """The places that have been filled for longer than this."""
    limit = datetime.now().timestamp() - age.total_seconds()
    for path in Path(settings.PAPER_DIR).glob("??/*"):
        if is_place(path.stem) and path.stat().st_mtime < limit:
            yield path.stem


def is_place(place: str) -> bool:
    """Whether a name from elsewhere can be one of ours."""
    return bool(PLACE.fullmatch(place))


def _path(place: str) -> Path:
    """The file of a place. Anything that is no place of ours is a mistake, and raises ValueError."""
    if not is_place(place):
        raise ValueError(f"{place!r} is no place on the shelf")
    return Path(settings.PAPER_DIR) / place[:2] / place


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
