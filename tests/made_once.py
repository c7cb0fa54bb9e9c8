"""What many tests begin with is made once, through actions; its rows are put back for each test.

Making the shared world takes hundreds of queries, putting its rows back a few. A test cannot tell the two
apart: it runs in a transaction of its own as ever, ids and times are those of the making, and the objects it
gets are its own copies.
"""

import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class MadeOnce:
    """What a making did to the tables, and what it returned. A changed row is a gone one and an added one."""

    gone: dict[str, list[Any]]
    added: Rows
    made: bytes

    def put_back(self) -> Any:
        """Do to the database what the making did, and hand out a copy of what it returned."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, keys in self.gone.items():
                key = _quoted(_key_of(cursor, table))
                each = [(one,) for one in keys]
                cursor.executemany(f"DELETE FROM {_quoted(table)} WHERE {key} = %s", each)
            for table, rows in self.added.items():
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", rows)
        return pickle.loads(self.made)


def make_once(make: Callable[[], Any]) -> MadeOnce:
    """Make something, look what that does to the tables, and take it all back."""
    with transaction.atomic():
        before = rows_of_all()
        made = pickle.dumps(make())
        after = rows_of_all()
        transaction.set_rollback(True)
    lost, added = _without(before, after), _without(after, before)
    return MadeOnce({table: _keys(table, rows) for table, rows in lost.items()}, added, made)


def _without(rows: Rows, known: Rows) -> Rows:
    """The rows that are not known, of each table that has any."""
    sets = {table: set(those) for table, those in known.items()}
    new = {table: [row for row in those if row not in sets[table]] for table, those in rows.items()}
    return {table: those for table, those in new.items() if those}


def _keys(table: str, rows: list[tuple[Any, ...]]) -> list[Any]:
    with connection.cursor() as cursor:
        key = _key_of(cursor, table)
        columns = [
            one.name for one in connection.introspection.get_table_description(cursor, table)
        ]
    return [row[columns.index(key)] for row in rows]


def _key_of(cursor: Any, table: str) -> str:
    return connection.introspection.get_primary_key_column(cursor, table)


def rows_of_all() -> Rows:
    """Every row of every table of our models."""
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True)
        return {table: _rows(cursor, table) for table in tables}


def _rows(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    cursor.execute(f"SELECT * FROM {_quoted(table)}")
    return cursor.fetchall()


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)
