"""`thegither doctor`: what is wrong with this installation, and how to mend it."""

import typer

from thegither import __version__
from thegither.cli import django_setup
from thegither.cli.checks import MARKS, Finding, wrong
from thegither.cli.errors import one_sentence
from thegither.cli.output import write_json

UNWELL = 1


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(
    send_to: str = typer.Option("", help="Send a test letter to this address."),
    json_file: str = typer.Option(
        "", "--json", help="Where to write the result; - for standard output."
    ),
) -> None:
    """Check settings, database, folders, mail and single sign-on. Exits 0 when well, 1 when not.

    One line for each: ✓ fine, ! worth a look, ✗ wrong. Shows no secret and changes nothing; mail is only
    sent with --send-to.

    Example: `thegither doctor`
    """
    found = examine(send_to)
    is_well = all(finding.verdict != "wrong" for finding in found)
    if json_file:
        method = {"name": "doctor", "version": __version__, "parameters": {}}
        checks = [finding.as_json() for finding in found]
        with one_sentence(OSError):
            write_json(
                json_file, {"method": method, "input": {}, "well": is_well, "checks": checks}
            )
    if json_file != "-":
        for finding in found:
            typer.secho(finding, fg=COLOURS[finding.verdict])
    raise typer.Exit(0 if is_well else UNWELL)


COLOURS = dict(zip(MARKS, ("green", "yellow", "red"), strict=True))


def examine(send_to: str) -> list[Finding]:
    """Every finding; only the one, where the settings cannot even be read."""
    problem = django_setup.try_to_load()
    if problem:
        return [wrong("settings", problem, "docs/reference/settings.md explains each.")]
    from thegither.cli.checks_database import check_database
    from thegither.cli.checks_machine import check_machine
    from thegither.cli.checks_network import check_network
    from thegither.cli.checks_settings import check_settings

    return [*check_settings(), *check_database(), *check_machine(), *check_network(send_to)]
