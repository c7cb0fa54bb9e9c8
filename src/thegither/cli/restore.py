"""`thegither restore`: an installation as it was when its backup was made."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from thegither import __version__
from thegither.cli import django_setup
from thegither.cli.errors import one_sentence, refuse
from thegither.cli.output import write_json
from thegither.cli.passphrase import BACKUP, read_passphrase
from thegither.cli.progress import bar

if TYPE_CHECKING:
    from thegither.cli.installation import Restored
    from thegither.spine.evidence.backups.reading import Backup


def register(app: typer.Typer) -> None:
    app.command("restore")(restore)


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup.")],
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of what is here.")
    ] = False,
    without_keys: Annotated[
        bool,
        typer.Option("--without-keys", help="Close the anonymous activities whose keys are lost."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing; for scripts.")] = False,
    json_file: Annotated[
        str, typer.Option("--json", help="Where to write the counts; - for standard output.")
    ] = "",
) -> None:
    """Bring back an installation from its backup: all of it, or nothing. Stop the server first.

    Every byte is checked before anything is touched. A backup of an older version is restored, then
    migrated; one of a newer version is refused.

    Example: `thegither restore monday.backup`
    """
    django_setup.load()
    from thegither.cli.installation import bring_back
    from thegither.spine.evidence.backups.actions import StillInUse
    from thegither.spine.evidence.backups.reading import is_locked, opened
    from thegither.spine.evidence.zips import ArchiveRefused

    with one_sentence(ArchiveRefused, StillInUse, OSError):
        passphrase = read_passphrase(is_new=False, variable=BACKUP) if is_locked(file) else ""
        with opened(file, passphrase) as backup:
            refuse_to_overwrite(backup, replace, yes)
            refuse_to_close(backup, without_keys)
            with bar("Restoring") as progress:
                restored = bring_back(backup, progress)
    tell(file, restored, json_file)


def refuse_to_overwrite(backup: "Backup", replace: bool, yes: bool) -> None:
    """Replacing what is here takes both the option and a yes."""
    from thegither.cli.installation import what_is_here

    here = what_is_here()
    if here and not replace:
        refuse(f"There is something here already ({here}); --replace puts the backup in its place.")
    if here and not yes:
        made = backup.manifest["made_at"][:16].replace("T", " ")
        if not agreed(f"This replaces {here} by the backup of {made} UTC. Go on?"):
            refuse("Nothing was changed.")


def agreed(question: str) -> bool:
    try:
        return typer.confirm(question, err=True)
    except typer.Abort:
        refuse("\nNothing was changed. Where nobody can answer, say --yes.")


def refuse_to_close(backup: "Backup", without_keys: bool) -> None:
    from django.conf import settings

    from thegither.cli.installation import missing_keys

    missing = missing_keys(backup)
    if missing and not without_keys:
        refuse(
            f"The keys of {len(missing)} open anonymous activities are not in {settings.SEAL_DIR}. "
            "Put them back there first; or, if they are lost, say --without-keys, and those close."
        )


def tell(file: Path, restored: "Restored", json_file: str) -> None:
    if json_file:
        method = {"name": "restore", "version": __version__, "parameters": {}}
        counts = {"rows": restored.rows, "closed_activities": restored.closed}
        with one_sentence(OSError):
            write_json(json_file, {"method": method, "input": {"path": file.name}, **counts})
    if json_file != "-":
        typer.echo(f"{file}: {sum(restored.rows.values()):,} rows are back.")
        if restored.closed:
            typer.echo(f"Closed, because their keys are lost: {restored.closed} activities.")
        for line in restored.chains:
            typer.echo(line)
