"""Folders, disk, built assets and the last backup. Loaded only once Django is."""

import os
import shutil
import stat
import tempfile
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import timezone

from thegither.cli.checks import Finding, Findings, fine, warning, wrong
from thegither.cli.installation import STAMP

MEGABYTE = 1024 * 1024
LITTLE, TOO_LITTLE = 2048, 256  # megabytes free
BACKUP_AGES_IN = timedelta(hours=36)


def check_machine() -> Findings:
    for check in (_data, _seals, _disk, _assets, _backup):
        yield check()


def _data() -> Finding:
    folder = settings.DATA_DIR
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        mend = f"Let the user that runs Thegither write in {folder}."
        return wrong("data folder", f"nothing can be written there ({error.strerror}).", mend)
    if stat.S_IMODE(folder.stat().st_mode) & 0o007:
        mend = f"`chmod 750 {folder}`"
        return warning("data folder", "everybody on this machine may look into it.", mend)
    return fine("data folder", f"{folder} can be written.")


def _seals() -> Finding:
    folder = settings.SEAL_DIR
    if not os.access(_nearest(folder), os.W_OK | os.X_OK) or not _nearest(folder).is_dir():
        mend = "Let the user that runs Thegither write there, or set THEGITHER_SEALS to another folder."
        return wrong("seals", f"no key can be kept in {folder}.", mend)
    if not folder.exists():
        return fine("seals", f"{folder} will be made with the first anonymous activity.")
    if stat.S_IMODE(folder.stat().st_mode) & 0o077:
        return wrong("seals", "others may look into the folder of keys.", f"`chmod 700 {folder}`")
    if folder.is_relative_to(settings.DATA_DIR):
        return warning(
            "seals",
            "the keys lie inside the data folder, so a copy of that folder holds votes and keys both.",
            "Set THEGITHER_SEALS to a folder on a volume that nobody backs up.",
        )
    return fine("seals", f"{folder} is apart, and closed to others.")


def _disk() -> Finding:
    free = shutil.disk_usage(_nearest(settings.DATA_DIR)).free // MEGABYTE
    sentence, mend = f"{free:,} MB are free.", "Make room: a full disk stops every vote."
    if free < TOO_LITTLE:
        return wrong("disk", sentence, mend)
    return warning("disk", sentence, mend) if free < LITTLE else fine("disk", sentence)


def _nearest(folder: Path) -> Path:
    """The folder itself, or what there is of the way to it."""
    return next(path for path in (folder, *folder.parents) if path.exists())


def _assets() -> Finding:
    if finders.find("ui/built/thegither.js"):
        return fine("assets", "styles and scripts are built.")
    return wrong("assets", "pages have no styles.", "Run `make assets`, or install the wheel.")


def _backup() -> Finding:
    path = Path(settings.DATA_DIR) / STAMP
    mend = "Run `thegither backup FILE` every night; deploy/ has a timer."
    if not path.exists():
        return warning("backup", "none was ever made with `thegither backup`.", mend)
    age = timezone.now() - datetime.fromisoformat(path.read_text().strip())
    sentence = f"the last was made {age // timedelta(hours=1)} hours ago."
    return fine("backup", sentence) if age <= BACKUP_AGES_IN else warning("backup", sentence, mend)
