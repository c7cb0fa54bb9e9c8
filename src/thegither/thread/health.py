"""Is this server ready to be sent people? For machines; `thegither doctor` says more to people."""

from datetime import timedelta
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from thegither.spine.spaces.queries import last_tick


def is_alive() -> bool:
    """The process runs and its database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def is_ready() -> bool:
    """The database is as this version needs it, and due work is being done."""
    try:
        return not missing_migrations() and tick_is_recent()
    except DatabaseError:
        return False


def missing_migrations() -> int:
    """How many migrations of this version have not been applied."""
    return len(known_migrations() - set(MigrationRecorder(connection).applied_migrations()))


@lru_cache(maxsize=1)
def known_migrations() -> frozenset[tuple[str, str]]:
    """Read from the installed files once: they do not change under a running server."""
    return frozenset(MigrationLoader(None).graph.nodes)


def tick_is_recent() -> bool:
    last = last_tick()
    limit = timedelta(minutes=settings.TICK_LATE_MINUTES)
    return last is not None and timezone.now() - last <= limit
