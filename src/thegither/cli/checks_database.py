"""Does the database answer, is it of this version, and is due work being done? Loaded only once Django is."""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone

from thegither.cli.checks import Finding, Findings, fine, warning, wrong
from thegither.spine.evidence import seals
from thegither.spine.evidence.backups.schema import SchemaUnknown, applied, lacks
from thegither.spine.evidence.models import AuditEntry, Seal
from thegither.spine.spaces.queries import last_tick

OLDEST_POSTGRESQL = 14
# What our connections ask of SQLite: a log before the file, safe after a power cut, old rows overwritten.
DURABLE = ("wal", 2, 1)
CLOCK_MAY_DIFFER = timedelta(seconds=30)


def check_database() -> Findings:
    if not _is_there(Path(connection.settings_dict["NAME"])):
        mend = "`thegither run` makes one; on a server, `thegither manage migrate`."
        yield wrong("database", f"there is none yet at {connection.settings_dict['NAME']}.", mend)
        return
    try:
        yield _version()
        missing = lacks(applied())
        yield _migrations(missing)
        if not missing:
            yield from (_clock(), _tick(), _keys())
    except SchemaUnknown as newer:
        yield wrong("migrations", str(newer), "")
    except DatabaseError as error:
        yield wrong(
            "database",
            f"it does not answer ({type(error).__name__}).",
            "Check DATABASE_URL, and that the server runs and lets this user in.",
        )


def _is_there(file: Path) -> bool:
    """Asked before the first question, because SQLite makes an empty file of a missing one."""
    return connection.vendor != "sqlite" or connection.connection is not None or file.exists()


def _version() -> Finding:
    if connection.vendor == "sqlite":
        return _pragmas()
    number = connection.pg_version // 10000
    if number < OLDEST_POSTGRESQL:
        mend = f"Upgrade to PostgreSQL {OLDEST_POSTGRESQL} or newer."
        return wrong("database", f"PostgreSQL {number} is too old.", mend)
    return fine("database", f"PostgreSQL {number} answers.")


def _pragmas() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT journal_mode, synchronous, secure_delete "
            "FROM pragma_journal_mode, pragma_synchronous, pragma_secure_delete"
        )
        found = cursor.fetchone()
    if found != DURABLE:
        mend = "Is it on a network drive? SQLite needs a disk of this machine."
        return wrong("database", f"SQLite keeps {found} and not {DURABLE}.", mend)
    return fine("database", "SQLite answers, with a durable write-ahead log.")


def _migrations(missing: int) -> Finding:
    if not missing:
        return fine("migrations", "all are applied.")
    mend = "Back up, then run `thegither manage migrate`."
    return wrong("migrations", f"{missing} are not applied.", mend)


def _clock() -> Finding:
    """The database's clock where it has one; else the newest entry, which cannot be of the future."""
    now = timezone.now()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            ahead = abs(cursor.fetchone()[0] - now)
    else:
        newest = AuditEntry.objects.order_by("-at").values_list("at", flat=True).first()
        ahead = (newest or now) - now
    if ahead > CLOCK_MAY_DIFFER:
        mend = "Let the machine set its clock by the network (NTP)."
        return wrong("clock", f"it differs by {ahead.total_seconds():.0f} seconds.", mend)
    return fine("clock", f"{now:%d %B %Y, %H:%M} UTC.")


def _tick() -> Finding:
    last = last_tick()
    if last is None:
        return warning(
            "due work", "it was never done.", "Start `thegither run` or `thegither work`."
        )
    minutes = int((timezone.now() - last).total_seconds() // 60)
    if minutes > settings.TICK_LATE_MINUTES:
        mend = "Start `thegither work` again; its log says why it stopped."
        return wrong("due work", f"it was last done {minutes} minutes ago.", mend)
    return fine("due work", "it was done a moment ago.")


def _keys() -> Finding:
    opened = Seal.objects.filter(state=Seal.State.OPEN).values_list("activity", flat=True)
    lost = [activity for activity in opened if not seals.has_key(activity)]
    if lost:
        mend = (
            f"Put the keys back into {settings.SEAL_DIR}; if they are lost, close the activities."
        )
        return wrong("keys", f"{len(lost)} open anonymous activities have lost theirs.", mend)
    return fine("keys", f"there is one for each of {len(opened)} open anonymous activities.")
