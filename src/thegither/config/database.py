"""Where the rows are: SQLite in the data folder, or what DATABASE_URL names."""

from pathlib import Path
from typing import Any

import dj_database_url

from thegither.config.environment import SettingsError, text

SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"


def read_database(data_dir: Path) -> dict[str, Any]:
    """What Django calls the default database. The error never shows the address: a password is in it."""
    address = text("DATABASE_URL", f"sqlite:///{data_dir / 'thegither.sqlite3'}")
    try:
        found: dict[str, Any] = dict(
            dj_database_url.parse(address, conn_max_age=600, conn_health_checks=True)
        )
    except ValueError as problem:
        raise SettingsError(
            "DATABASE_URL cannot be read; write it as postgres://user:password@host/name."
        ) from problem
    if found["ENGINE"] not in {SQLITE, POSTGRESQL}:
        raise SettingsError(
            "DATABASE_URL names a kind of database that is not supported; "
            "write postgres://user:password@host/name, or leave it out for SQLite."
        )
    if found["ENGINE"] == SQLITE:
        return found | _for_sqlite(data_dir)
    # PostgreSQL plans a query once for each connection instead of every time: a third more votes a second.
    planned_once = {"server_side_binding": True, "prepare_threshold": 3}
    return found | {"OPTIONS": found.get("OPTIONS", {}) | planned_once}


def _for_sqlite(data_dir: Path) -> dict[str, Any]:
    pragmas = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
    return {
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
        "TEST": {"NAME": str(data_dir / "test.sqlite3")},
    }
