"""`thegither export`: a whole partnership in one zip."""

from pathlib import Path
from typing import Annotated

import typer

from thegither import __version__
from thegither.cli import django_setup
from thegither.cli.errors import one_sentence
from thegither.cli.output import write_json
from thegither.cli.passphrase import read_passphrase


def register(app: typer.Typer) -> None:
    app.command("export")(export)


def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Where to write the zip.")],
    partnership: Annotated[str, typer.Option(help="Its address, such as made-up-7.")],
    json_file: Annotated[
        str, typer.Option("--json", help="Where to write the counts; - for standard output.")
    ] = "",
) -> None:
    """Write everything of a partnership: open formats, and a part locked with a passphrase.

    The passphrase is asked for, or read from THEGITHER_EXPORT_PASSPHRASE.

    Example: `thegither export --partnership made-up-7 made-up-7.zip`
    """
    django_setup.load()
    from thegither.cli.full_archive import NoSuchPartnership, export_partnership
    from thegither.spine.evidence.zips import PassphraseTooShort

    with one_sentence(NoSuchPartnership, PassphraseTooShort, OSError):
        counts = export_partnership(partnership, file, read_passphrase(is_new=True))
    if json_file:
        method = {"name": "export", "version": __version__, "parameters": {}}
        with one_sentence(OSError):
            given = {"input": {"partnership": partnership}, "partnership": partnership}
            write_json(json_file, {"method": method, **given, "rows": counts})
    if json_file != "-":
        typer.echo(f"{file}: {sum(counts.values()):,} rows of {partnership}.")
