"""What `thegither backup` and `restore` do. Loaded only once Django is.

Only this floor knows every app: here the anonymous activities whose keys stayed behind are closed by their
own capability.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from thegither.cli.audit import read_chains, say
from thegither.spine.evidence import seals
from thegither.spine.evidence.actions import lose_seals
from thegither.spine.evidence.backups.actions import is_empty, restore_backup
from thegither.spine.evidence.backups.reading import Backup
from thegither.spine.evidence.backups.writing import Written, write_backup
from thegither.spine.spaces.models import Partnership
from thegither.thread.registry import activities

Progress = Callable[[int, int], None]
STAMP = "last-backup"


@dataclass(frozen=True)
class Restored:
    """What came back: rows by table, activities that had to close, a sentence for each audit chain."""

    rows: dict[str, int]
    closed: int
    chains: tuple[str, ...]


def back_up(path: Path, passphrase: str, progress: Progress) -> Written:
    """Write the backup, and keep the day on which the last one was made for `thegither doctor`."""
    written = write_backup(path, passphrase, progress)
    (Path(settings.DATA_DIR) / STAMP).write_text(timezone.now().isoformat())
    return written


def about_seals(open_seals: int) -> str:
    """What to know about the keys that are not in a backup."""
    if not open_seals:
        return "No anonymous activity is open, so no key is missing from it."
    return (
        f"NOT in it: the keys of {open_seals} open anonymous activities, in {settings.SEAL_DIR}. If you "
        "copy them, keep the copy in another place and with other people than the backup, and destroy it "
        "when the activity closes: who has both can tell who said what. Without them, a restore closes "
        "those activities; what was said stays counted."
    )


def bring_back(backup: Backup, progress: Progress) -> Restored:
    """Put the backup in the place of what is here, and read its audit chains once."""
    missing = missing_keys(backup)
    rows = restore_backup(backup=backup, settle=lambda: close_keyless(missing), progress=progress)
    return Restored(
        rows, len(missing), tuple(say(slug, found) for slug, found in read_chains("", ""))
    )


def missing_keys(backup: Backup) -> list[UUID]:
    """The open anonymous activities of a backup whose keys are not on this machine."""
    found = [UUID(activity) for activity in backup.manifest["open_seals"]]
    return [activity for activity in found if not seals.has_key(activity)]


@transaction.atomic
def close_keyless(missing: list[UUID]) -> None:
    """Close them by their own closing steps: new keys would let everybody answer twice."""
    if not missing:
        return
    lose_seals(activities=missing)
    for partnership in Partnership.objects.order_by("slug"):
        for activity in activities():
            activity.arrive(partnership)


def what_is_here() -> str:
    """In a few words what a restore would replace; nothing where the database is empty."""
    if is_empty():
        return ""
    names = list(Partnership.objects.order_by("slug").values_list("slug", flat=True))
    shown = ", ".join(names[:3]) + (" and others" if len(names) > 3 else "")
    return f"{len(names)} partnerships: {shown}" if names else "accounts without a partnership"
