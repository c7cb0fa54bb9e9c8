"""A passphrase: from the environment for scripts, asked for otherwise."""

import os
import sys

import typer

from thegither.cli.errors import refuse

EXPORT, BACKUP = "THEGITHER_EXPORT_PASSPHRASE", "THEGITHER_BACKUP_PASSPHRASE"


def read_passphrase(is_new: bool, variable: str = EXPORT) -> str:
    """Never an option of the command, which other people on the machine could see."""
    given = os.environ.get(variable, "")
    if given:
        return given
    hidden = sys.stdin.isatty()  # what is piped in nobody sees, and hiding it would only warn
    try:
        answer: str = typer.prompt(
            "Passphrase", hide_input=hidden, confirmation_prompt=is_new, err=True
        )
    except typer.Abort:
        refuse(f"\nNo passphrase was given. Where nobody can type one, set {variable}.")
    return answer
