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


class NotOnlyAdded(Exception):
    """The making changed or removed rows that were there before; only added rows can be put back."""


@dataclass(frozen=True)
class MadeOnce:
    """The rows that a making added, and what it returned."""

    rows: Rows
    made: bytes

    def put_back(self) -> Any:
        """Add the rows to the database, and hand out a copy of what the making returned."""
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.rows.items():
                places = ", ".join(["%s"] * len(rows[0]))
                cursor.executemany(f"INSERT INTO {_quoted(table)} VALUES ({places})", rows)
        return pickle.loads(self.made)


def make_once(make: Callable[[], Any]) -> MadeOnce:
    """Make something, look which rows that adds, and take it all back."""
    with transaction.atomic():
        before = rows_of_all()
        made = pickle.dumps(make())
        after = rows_of_all()
        transaction.set_rollback(True)
    if any(set(before[table]) - set(after[table]) for table in before):
        raise NotOnlyAdded(make.__qualname__)
    known = {table: set(rows) for table, rows in before.items()}
    added = {table: [row for row in after[table] if row not in known[table]] for table in after}
    return MadeOnce({table: rows for table, rows in added.items() if rows}, made)


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
