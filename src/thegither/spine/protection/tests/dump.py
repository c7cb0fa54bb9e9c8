"""What an attacker who has everything finds: every table of the database, its files, the data folder."""

from collections.abc import Iterator
from pathlib import Path

from django.db import connection


def tables_with(*words: str) -> list[str]:
    """The tables in which one of these words stands, in whatever column, capitals or not."""
    return [table for table, text in _dump() if any(word.casefold() in text for word in words)]


def _dump() -> Iterator[tuple[str, str]]:
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            yield table, "\n".join(map(str, cursor.fetchall())).casefold()


def files_with(folder: Path, *words: str) -> list[str]:
    """The files below a folder in whose bytes one of these words stands."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return [path.name for path in paths if _holds(path, words)]


def database_files_with(*words: str) -> list[str]:
    """The same for SQLite's own files, with its write-ahead log; a server keeps its files to itself."""
    if connection.vendor != "sqlite":
        return []
    name = Path(str(connection.settings_dict["NAME"]))
    found = [name, name.with_name(f"{name.name}-wal")]
    return [path.name for path in found if path.exists() and _holds(path, words)]


def _holds(path: Path, words: tuple[str, ...]) -> bool:
    content = path.read_bytes().lower()
    return any(word.lower().encode() in content for word in words)
