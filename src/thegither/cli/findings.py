"""`thegither findings`: everything a partnership's figures say of their own accord."""

import typer

from thegither import __version__
from thegither.cli import django_setup
from thegither.cli.errors import one_sentence
from thegither.cli.output import write_json


def register(app: typer.Typer) -> None:
    app.command("findings")(findings)


def findings(
    partnership: str = typer.Option(..., help="The partnership's address, such as made-up-7."),
    json_file: str = typer.Option(
        "-", "--json", help="Where to write the findings; - for standard output."
    ),
) -> None:
    """Print everything the system reports about a partnership, from every capability.

    Example: `thegither findings --partnership made-up-7 --json findings.json`
    """
    django_setup.load()
    from thegither.demo.findings import NoSuchPartnership, findings_of

    with one_sentence(NoSuchPartnership):
        found = findings_of(partnership)
    result = {
        "method": {"name": "findings", "version": __version__, "parameters": {}},
        "input": {"partnership": partnership},
        "partnership": partnership,
        "findings": found,
    }
    with one_sentence(OSError):
        write_json(json_file, result)
