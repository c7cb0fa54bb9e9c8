"""Load Django for the verbs that need the database, and only for those."""

import os

import django

from thegither.cli.errors import refuse
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
