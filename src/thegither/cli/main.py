"""The `thegither` command: one verb a file. A verb that needs no database never loads Django."""

import sys
from importlib import import_module

import typer

from thegither import __version__

app = typer.Typer(
    name="thegither",
    help="Public services, led together: run the place, or use one of its methods on files.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

VERBS = (
    "run work found demo findings landscape network assess decide authority "
    "import_ export backup restore doctor verify manage"
)

ASK = "`thegither doctor` says what is wrong and how to mend it."

for verb in VERBS.split():
    import_module(f"thegither.cli.{verb}").register(app)


def show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"thegither {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: bool = typer.Option(
        False, "--version", callback=show_version, is_eager=True, help="Show the version."
    ),
) -> None:
    """Public services, led together."""


def main() -> None:
    try:
        app()
    except Exception as error:
        if not is_of_the_database(error):
            raise
        typer.echo(
            f"The database cannot be used as it is ({type(error).__name__}). {ASK}", err=True
        )
        sys.exit(2)


def is_of_the_database(error: Exception) -> bool:
    """Without loading Django for it: where it was not loaded, nothing of it can have failed."""
    errors = sys.modules.get("django.db.utils")
    return errors is not None and isinstance(error, errors.DatabaseError)
