"""`thegither backup`: the whole installation in one file."""

from pathlib import Path
from typing import Annotated

import typer

from thegither import __version__
from thegither.cli import django_setup
from thegither.cli.errors import one_sentence
from thegither.cli.output import write_json
from thegither.cli.passphrase import BACKUP, read_passphrase
from thegither.cli.progress import bar


def register(app: typer.Typer) -> None:
    app.command("backup")(backup)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Where to write the backup.")],
    lock: Annotated[
        bool, typer.Option("--lock", help="Lock it with a passphrase, which is asked for.")
    ] = False,
    json_file: Annotated[
        str, typer.Option("--json", help="Where to write the counts; - for standard output.")
    ] = "",
) -> None:
    """Write the whole installation to one file, while it goes on running: every row, and the papers.

    The keys of anonymous activities are not in it. The passphrase of `--lock` is read from
    THEGITHER_BACKUP_PASSPHRASE, or asked for.

    Example: `thegither backup monday.backup`
    """
    django_setup.load()
    from thegither.cli.installation import about_seals, back_up
    from thegither.spine.evidence.backups.schema import SchemaUnknown
    from thegither.spine.evidence.backups.writing import FileExists, NothingToBackUp
    from thegither.spine.evidence.zips import PassphraseTooShort

    passphrase = read_passphrase(is_new=True, variable=BACKUP) if lock else ""
    problems = (FileExists, NothingToBackUp, PassphraseTooShort, SchemaUnknown, OSError)
    with one_sentence(*problems), bar("Backing up") as progress:
        written = back_up(file, passphrase, progress)
    if json_file:
        method = {"name": "backup", "version": __version__, "parameters": {"lock": lock}}
        counts = {"rows": written.rows, "files": written.files, "open_seals": written.open_seals}
        with one_sentence(OSError):
            write_json(json_file, {"method": method, "input": {}, **counts})
    if json_file != "-":
        typer.echo(f"{file}: {sum(written.rows.values()):,} rows and {written.files:,} files.")
        typer.echo(about_seals(written.open_seals))
