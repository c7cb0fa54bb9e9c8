"""`thegither verify`: has anybody altered the audit chain?"""

import typer

from thegither import __version__
from thegither.cli import django_setup
from thegither.cli.errors import one_sentence, refuse
from thegither.cli.output import write_json

ALTERED = 1


def register(app: typer.Typer) -> None:
    app.command("verify")(verify)


def verify(
    partnership: str = typer.Option(
        "", help="The partnership's address, such as made-up-7. Without it: every one."
    ),
    head: str = typer.Option("", help="A head hash as printed; its first 16 characters will do."),
    json_file: str = typer.Option(
        "", "--json", help="Where to write the result; - for standard output."
    ),
) -> None:
    """Read the audit chain from end to end. Exits 0 when it is as it was written, 1 when it is not.

    Example: `thegither verify --partnership made-up-7 --head 3f9a2c41d07be856`
    """
    django_setup.load()
    from thegither.cli.audit import NoSuchPartnership, as_json, read_chains, say
    from thegither.spine.evidence.verify import HeadTooShort

    with one_sentence(NoSuchPartnership, HeadTooShort):
        found = read_chains(partnership, head)
    if json_file:
        parameters = {"partnership": partnership, "head": head}
        method = {"name": "verify", "version": __version__, "parameters": parameters}
        with one_sentence(OSError):
            write_json(json_file, {"method": method, "input": {}} | as_json(found))
    for slug, result in found:
        if result.problem:
            refuse(say(slug, result), ALTERED)
        if json_file != "-":
            typer.echo(say(slug, result))
