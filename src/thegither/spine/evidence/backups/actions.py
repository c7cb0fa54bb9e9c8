"""Put a backup in the place of everything that is here: all of it, or nothing."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from django.utils.translation import gettext as _

from thegither.spine.evidence.backups import schema, tables
from thegither.spine.evidence.backups.files import put_in_place
from thegither.spine.evidence.backups.reading import Backup
from thegither.spine.evidence.zips import ArchiveRefused

Progress = Callable[[int, int], None]


class StillInUse(Exception):
    """Somebody is connected to the database that is to be replaced."""


def restore_backup(
    *, backup: Backup, settle: Callable[[], None], progress: Progress
) -> dict[str, int]:
    """Replace database and files by those of a backup, and say how many rows each table has.

    settle: what has to be done before anybody may come in, with today's tables; if it fails, everything is
    as it was. Raises `StillInUse` and `ArchiveRefused`.
    """
    models = schema.models_of(backup.nodes)
    with _all_or_nothing():
        with put_in_place(backup.files()):
            MigrationExecutor(connection).migrate(schema.latest(backup.nodes))
            try:
                _store(backup, models, progress)
            except (IntegrityError, DataError) as error:
                raise ArchiveRefused(
                    _("This backup does not fit together, so nothing of it was stored.")
                ) from error
            call_command("migrate", verbosity=0)
            settle()
    return dict(backup.manifest["rows"])


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    with _in_one_transaction() if connection.vendor == "postgresql" else _in_a_draft():
        yield


# --- PostgreSQL: tables too come and go inside a transaction --------------------------------------
@contextmanager
def _in_one_transaction() -> Iterator[None]:
    _refuse_company()
    with transaction.atomic():
        here = connection.introspection.django_table_names(only_existing=True, include_views=False)
        with connection.cursor() as cursor:
            for table in [*here, "django_migrations"]:
                cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(table)} CASCADE")
        yield


def _refuse_company() -> None:
    """Whoever is connected as the same user is a server or a worker of ours that still runs."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND usename = current_user AND backend_type = 'client backend' "
            "AND pid <> pg_backend_pid()"
        )
        others = cursor.fetchone()[0]
    if others:
        raise StillInUse(_still_in_use())


def _still_in_use() -> str:
    return _(
        "Something is connected to the database: stop the server and `thegither work`, then restore."
    )


# --- SQLite: a new file takes the old one's place at the end ---------------------------------------
@contextmanager
def _in_a_draft() -> Iterator[None]:
    """Everything happens in a file beside the old one, which until the last step is not touched."""
    place = Path(connection.settings_dict["NAME"])
    draft = place.with_name(f".{place.name}.restored")
    connection.close()
    place.parent.mkdir(parents=True, exist_ok=True)
    _take_alone(place)
    _remove(draft)
    connection.settings_dict["NAME"] = str(draft)
    try:
        yield
        connection.close()  # the last connection brings the write-ahead log home
        os.replace(draft, place)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = str(place)
        _remove(draft)


def _take_alone(place: Path) -> None:
    """Bring the old write-ahead log home, which SQLite refuses while anybody else has the file open."""
    if not place.exists():
        return
    with closing(sqlite3.connect(place, timeout=1)) as old:
        try:
            old.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise StillInUse(_still_in_use()) from error
        except sqlite3.DatabaseError:
            return  # not a database any more: what a restore is for


def _remove(draft: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)


# --- rows -----------------------------------------------------------------------------------------
def _store(backup: Backup, models: dict[str, type[Model]], progress: Progress) -> None:
    counts, done = backup.manifest["rows"], 0
    if set(counts) != set(models):
        raise ArchiveRefused(_("This backup has other tables than its migrations make."))
    with transaction.atomic():
        _let_rows_come_in_any_order()
        for label, model in models.items():
            stored = _insert(model, backup.rows(label, model))
            if stored != counts[label]:
                raise ArchiveRefused(_("This backup holds other rows than its manifest says."))
            done += stored
            progress(done, sum(counts.values()))
        connection.check_constraints()
    _count_on(list(models.values()))


def _let_rows_come_in_any_order() -> None:
    """A migration that adds a foreign key leaves it checked at once for the rest of its transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _insert(model: type[Model], rows: Iterator[list[Any]]) -> int:
    """Rows as they are: no column sets itself, as some do when an object is saved."""
    fields = tables.columns(model)
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    command = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"
    stored = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rows, tables.AT_ONCE)):
            ready = [
                [
                    field.get_db_prep_save(value, connection)
                    for field, value in zip(fields, row, strict=True)
                ]
                for row in batch
            ]
            cursor.executemany(command, ready)
            stored += len(batch)
    return stored


def _count_on(models: list[type[Model]]) -> None:
    """Numbers that the database hands out go on after the largest that came in."""
    with connection.cursor() as cursor:
        for command in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(command)


def is_empty() -> bool:
    """Whether there is nothing here that a restore would replace."""
    tables_here = set(connection.introspection.table_names())
    return not any(
        model._base_manager.exists()
        for model in apps.get_models()
        if model.__module__.startswith("thegither.") and model._meta.db_table in tables_here
    )
