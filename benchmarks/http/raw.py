"""The raw durable insert rate: how many single-row transactions the same database commits in a second.

One row, one commit, as a vote has it, by as many writers as the server has threads, without any web
server, framework or check. Votes over HTTP can come near this rate and never pass it.
"""

import sqlite3
import threading
import time
import uuid
from collections.abc import Callable
from contextlib import closing

from benchmarks.http.places import SQLITE, Place

SECONDS = 3.0
TABLE = "create table if not exists raw_insert (id text primary key, choice integer not null)"


def raw_rate(place: Place) -> float:
    """Committed single-row inserts a second, over some three seconds."""
    writer = _write_sqlite if place.database == SQLITE else _write_postgresql
    counts: list[int] = []
    until = time.perf_counter() + SECONDS
    writers = [
        threading.Thread(target=lambda: counts.append(writer(place, until)))
        for _ in range(place.workers * place.threads)
    ]
    started = time.perf_counter()
    for thread in writers:
        thread.start()
    for thread in writers:
        thread.join()
    return sum(counts) / (time.perf_counter() - started)


def _write_sqlite(place: Place, until: float) -> int:
    path = place.url.removeprefix("sqlite:///")
    with closing(sqlite3.connect(path, timeout=20, isolation_level=None)) as connection:
        for setting in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            connection.execute(f"PRAGMA {setting}")
        connection.execute(TABLE)

        def insert(row: tuple[str, int]) -> None:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("insert into raw_insert values (?, ?)", row)
            connection.execute("COMMIT")

        return _insert_until(until, insert)


def _write_postgresql(place: Place, until: float) -> int:
    import psycopg

    with psycopg.connect(place.url, autocommit=True) as connection:
        connection.execute("select pg_advisory_lock(1)")
        connection.execute(TABLE)
        connection.execute("select pg_advisory_unlock(1)")
        return _insert_until(
            until, lambda row: connection.execute("insert into raw_insert values (%s, %s)", row)
        )


def _insert_until(until: float, insert: Callable[[tuple[str, int]], object]) -> int:
    count = 0
    while time.perf_counter() < until:
        insert((str(uuid.uuid4()), 1))
        count += 1
    return count
