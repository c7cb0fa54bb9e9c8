"""A passphrase: from the environment for scripts, asked for otherwise."""

import os

import typer

EXPORT, BACKUP = "THEGITHER_EXPORT_PASSPHRASE", "THEGITHER_BACKUP_PASSPHRASE"


def read_passphrase(is_new: bool, variable: str = EXPORT) -> str:
    """Never an option of the command, which other people on the machine could see."""
    given = os.environ.get(variable, "")
    if given:
        return given
    answer: str = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=is_new, err=True)
    return answer
