"""The passphrase of an export: from the environment for scripts, asked for otherwise."""

import os

import typer

VARIABLE = "THEGITHER_EXPORT_PASSPHRASE"


def read_passphrase(is_new: bool) -> str:
    """Never an option of the command, which other people on the machine could see."""
    given = os.environ.get(VARIABLE, "")
    if given:
        return given
    answer: str = typer.prompt("Passphrase", hide_input=True, confirmation_prompt=is_new, err=True)
    return answer
