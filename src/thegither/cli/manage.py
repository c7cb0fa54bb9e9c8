"""`thegither manage`: Django's own commands, for maintainers."""

import os

import typer

from thegither.cli.errors import one_sentence
from thegither.config.environment import SettingsError


def register(app: typer.Typer) -> None:
    app.command(
        "manage",
        context_settings={
            "allow_extra_args": True,
            "ignore_unknown_options": True,
            "help_option_names": [],
        },
    )(manage)


def manage(context: typer.Context) -> None:
    """Django's own commands, such as `thegither manage migrate`."""
    from django.core.management import execute_from_command_line

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thegither.config.settings")
    with one_sentence(SettingsError):
        execute_from_command_line(["thegither manage", *context.args])
