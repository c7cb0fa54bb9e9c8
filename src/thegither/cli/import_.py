"""`thegither import KIND PATH`: bring in what was made elsewhere."""

from pathlib import Path
from typing import Annotated, Any

import typer

from thegither import __version__
from thegither.cli import django_setup
from thegither.cli.errors import one_sentence
from thegither.cli.output import write_json
from thegither.cli.passphrase import read_passphrase
from thegither.cli.progress import bar

Where = Annotated[
    str,
    typer.Option("--partnership", help="Its address; not needed where there is only one."),
]
Json = Annotated[
    str, typer.Option("--json", help="Where to write the counts; - for standard output.")
]

kinds = typer.Typer(
    no_args_is_help=True, help="Bring in a Polis conversation, people, or a full export."
)


def register(app: typer.Typer) -> None:
    app.add_typer(kinds, name="import")


@kinds.command()
def polis(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A Polis export, CSV or JSON.")],
    partnership: Where = "",
    question: Annotated[str, typer.Option(help="The question, where the export has none.")] = "",
    json_file: Json = "",
) -> None:
    """Store a Polis conversation as a closed one, with its results. All of it, or nothing.

    Example: `thegither import polis vtaiwan.uberx --partnership made-up-7`
    """
    django_setup.load()
    from thegither.cli.imports import NoSuchPartnership, import_polis
    from thegither.formats.errors import FormatError

    with one_sentence(NoSuchPartnership, FormatError, OSError), bar("Reading") as progress:
        counts = import_polis(folder, partnership, question, progress)
    _say("polis", folder, counts, json_file)


@kinds.command()
def people(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="XLSX, CSV or Popolo JSON.")],
    partnership: Where = "",
    sector: Annotated[str, typer.Option(help="For organisations without one: public, ...")] = "",
    level: Annotated[str, typer.Option(help="For posts without one: front_line, ...")] = "",
    json_file: Json = "",
) -> None:
    """Store a list of people in the register. A wrong row is named, and then nothing is stored.

    Example: `thegither import people members.csv --partnership made-up-7`
    """
    django_setup.load()
    from thegither.cli.imports import NoSuchPartnership, import_people
    from thegither.formats.errors import FormatError

    with one_sentence(NoSuchPartnership, FormatError, OSError):
        counts = import_people(file, partnership, {"sector": sector, "level": level})
    _say("people", file, counts, json_file)


@kinds.command()
def full(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="A full export.")],
    json_file: Json = "",
) -> None:
    """Bring a whole partnership in from `thegither export`. All of it, or nothing.

    The passphrase is asked for, or read from THEGITHER_EXPORT_PASSPHRASE.

    Example: `thegither import full made-up-7.zip`
    """
    django_setup.load()
    from thegither.cli.full_archive import AlreadyHere, import_partnership
    from thegither.spine.evidence.archive import read_manifest
    from thegither.spine.evidence.zips import ArchiveRefused

    with one_sentence(ArchiveRefused, AlreadyHere):
        read_manifest(file)  # what is no export is refused before anybody types a passphrase
        django_setup.prepare_database()
        arrival = import_partnership(file, read_passphrase(is_new=False))
    counts = {"rows": sum(arrival.rows.values()), "closed_activities": arrival.closed}
    _say("full", file, {"partnership": arrival.partnership, **counts}, json_file)


def _say(kind: str, path: Path, counts: dict[str, Any], json_file: str) -> None:
    method = {"name": f"import {kind}", "version": __version__, "parameters": {}}
    if json_file:
        with one_sentence(OSError):
            write_json(json_file, {"method": method, "input": {"path": path.name}, **counts})
    if json_file != "-":
        typer.echo("; ".join(f"{name.replace('_', ' ')}: {_text(counts[name])}" for name in counts))


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{number:,} {name}" for name, number in value.items()) or "none"
    return f"{value:,}" if isinstance(value, int) else str(value)
