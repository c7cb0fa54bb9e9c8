"""Read everything as of one moment, while others go on working."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Inside, every query sees the database as it was at the first one; nobody has to wait for it.

    SQLite gives a reader that in write-ahead mode, if its transaction does not ask for the right to write
    at once, as ours do otherwise. PostgreSQL gives it under REPEATABLE READ. Inside another transaction
    this changes nothing.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            yield
    else:
        with _begun_as("DEFERRED"), transaction.atomic():
            yield


@contextmanager
def _begun_as(mode: str) -> Iterator[None]:
    """How SQLite transactions of this connection begin: DEFERRED locks nothing until something is written."""
    connection.ensure_connection()
    before = connection.transaction_mode
    connection.transaction_mode = mode
    try:
        yield
    finally:
        connection.transaction_mode = before
