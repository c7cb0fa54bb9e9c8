"""Load Django for the verbs that need the database, and only for those."""

import os

import django

from thegither.cli.errors import one_sentence
from thegither.config.environment import SettingsError


def load() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    with one_sentence(SettingsError):
        django.setup()
