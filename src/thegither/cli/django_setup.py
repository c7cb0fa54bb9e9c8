"""Load Django for the verbs that need the database, and only for those."""

import os

import django

from thegither.cli.errors import one_sentence, refuse
from thegither.config.environment import SettingsError


def load() -> None:
    problem = try_to_load()
    if problem:
        refuse(problem)


def try_to_load() -> str:
    """What is wrong with the settings, in a sentence; nothing when Django is loaded."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    try:
        django.setup()
    except SettingsError as error:
        return str(error)
    return ""


def prepare_database() -> None:
    """Make the data folder and every table, for the verbs that may come first in an installation."""
    from django.conf import settings
    from django.core.management import call_command

    with one_sentence(OSError):
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    call_command("migrate", verbosity=0)
