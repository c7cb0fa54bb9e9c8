"""`thegither landscape`: the opinion method on a folder of files, without any database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from thegither.cli.errors import one_sentence
from thegither.cli.output import write_json

if TYPE_CHECKING:
    from thegither.cli.landscape_pieces import Where

NO_GROUP = ("-1", "None")
# Called with how much is done, of how much, and perhaps what is being done.
Progress = Callable[..., None]
Json = dict[str, Any]

FOLDER = typer.Argument(
    ...,
    help="A folder of a Polis export (CSV) or of the server's JSON, or a Parquet file of votes.",
)
LABELS = typer.Option(None, help="A JSON file {participant id: group}: use these groups.")
GROUPS = typer.Option(None, min=1, help="Cut into so many groups, whatever the verdict.")
SEED = typer.Option(0, min=0, help="For the tests behind the verdict; nothing else depends on it.")
BOOTSTRAP = typer.Option(
    0, min=0, help="Draw the conversation again so many times, to say how sure the groups are."
)
MASKED = typer.Option(
    False, "--masked", help="Fit a second map to seen votes only, and say which predicts better."
)
JSON = typer.Option("", "--json", help="Where to write the result; - for standard output.")
SVG = typer.Option("", help="Where to draw the picture.")
ENGINE = typer.Option("local", help="Where to work: local (this machine) or dask.")
SCHEDULER = typer.Option("", help="Address of a Dask scheduler; without it, one is started here.")
WORKERS = typer.Option(1, min=1, help="Threads, or Dask's processes on this machine.")
MEMORY = typer.Option(512, min=320, help="About how many megabytes a Parquet file may take.")


def register(app: typer.Typer) -> None:
    app.command("landscape")(command)


def command(
    folder: Path = FOLDER,
    labels: Path | None = LABELS,
    groups: int | None = GROUPS,
    seed: int = SEED,
    bootstrap: int = BOOTSTRAP,
    masked: bool = MASKED,
    json_file: str = JSON,
    svg: str = SVG,
    engine: str = ENGINE,
    scheduler: str = SCHEDULER,
    workers: int = WORKERS,
    memory: int = MEMORY,
) -> None:
    """Draw the opinion landscape of a conversation: groups, common ground, what sets groups apart.

    Example: `thegither landscape my-polis-export --json landscape.json --svg landscape.svg`
    """
    from thegither.cli.landscape_pieces import CannotWorkSo, Where
    from thegither.engine.cluster import NoDask
    from thegither.formats.polis import FormatError
    from thegither.methods.opinion import ImpossibleVotes
    from thegither.ui.charts import NothingToDraw, TooManyGroups

    mistakes = (FormatError, ImpossibleVotes, NothingToDraw, TooManyGroups, NoDask, CannotWorkSo)
    with one_sentence(*mistakes, OSError):
        with _progress() as progress:
            result = landscape(
                folder,
                labels=labels,
                groups=groups,
                seed=seed,
                bootstrap=bootstrap,
                masked=masked,
                progress=progress,
                where=Where(engine, scheduler, workers, memory),
            )
        if svg:
            _draw(svg, result)
        if json_file:
            write_json(json_file, result)
    if json_file != "-":
        _say(result)


def landscape(
    folder: Path,
    *,
    labels: Path | None = None,
    groups: int | None = None,
    seed: int = 0,
    bootstrap: int = 0,
    masked: bool = False,
    progress: Progress | None = None,
    where: "Where | None" = None,
) -> Json:
    """Read a folder or a Parquet file and give the whole result as plain data, in the keys of the JSON.

    Raises FormatError for files that cannot be read, ImpossibleVotes for what the method refuses.
    """
    # Loaded here, so that other verbs of the command line do not wait for the method.
    from thegither.cli.landscape_pieces import LOCAL, Where, check, landscape_in_pieces
    from thegither.cli.landscape_result import result_of

    where = where or Where()
    in_pieces = where.engine != LOCAL or folder.is_file()
    check(where, only_whole=in_pieces and bool(labels or bootstrap or masked))
    parameters: Json = {"groups": groups, "seed": seed, "labels": labels.name if labels else None}
    if in_pieces:
        told, found = landscape_in_pieces(folder, where, groups, seed, progress)
        return result_of(told, found, [str(name) for name in found.group_names], parameters)
    return _of_folder(folder, labels, parameters, bootstrap, masked, progress)


def _of_folder(
    folder: Path,
    labels: Path | None,
    parameters: Json,
    bootstrap: int,
    masked: bool,
    progress: Progress | None,
) -> Json:
    """All votes at once, and what only then can be had: given groups, redraws, the second map."""
    from thegither.cli.landscape_masked import second_map
    from thegither.cli.landscape_result import Read, result_of
    from thegither.cli.landscape_stability import drawn_again
    from thegither.formats.polis import read_folder
    from thegither.methods.opinion import landscape as method

    read = read_folder(folder, progress)
    votes, kept_out, seed = read.to_votes(), read.kept_out(), parameters["seed"]
    names, given = _labels(labels, votes.participant_ids.tolist()) if labels else ([], None)
    asked = {"groups": parameters["groups"], "seed": seed, "labels": given}
    found = method(votes, **asked, kept_out=kept_out, meta=read.meta())
    names = names or [str(name) for name in found.group_names]
    result = result_of(Read.of_folder(folder.name, read), found, names, parameters)
    if bootstrap:
        parameters["bootstrap"] = bootstrap
        sure = drawn_again(votes, found, kept_out, names, bootstrap, seed, progress)
        result["stability"] = sure
    if masked:
        result["masked"] = second_map(votes, found, kept_out, seed)
    return result


def _labels(path: Path, participants: list[int]) -> tuple[list[str], list[int]]:
    """The names of the groups, in order, and each participant's place among them; -1 for none, which is
    also what -1 and null in the file mean.

    Names that are all whole numbers are ordered as numbers, others as words.
    """
    group_of = {who: name for who, name in _read_labels(path).items() if name not in NO_GROUP}
    whole = all(name.isascii() and name.isdigit() for name in group_of.values())
    named = {group_of[str(who)] for who in participants if str(who) in group_of}
    names = sorted(named, key=int if whole else None)
    place = {name: number for number, name in enumerate(names)}
    return names, [place.get(group_of.get(str(who), ""), -1) for who in participants]


def _read_labels(path: Path) -> dict[str, str]:
    import json

    from thegither.formats.polis import FormatError

    if not path.is_file():
        raise FormatError(path, 0, "", "there is no such file")
    try:
        read = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise FormatError(path, error.lineno, "", "the JSON is broken") from error
    except UnicodeDecodeError as error:
        raise FormatError(path, 0, "", "the text is not UTF-8") from error
    if not isinstance(read, dict) or any(isinstance(g, dict | list) for g in read.values()):
        raise FormatError(path, 1, "", "labels are one JSON object, {participant id: group}")
    return {str(who): _name(group) for who, group in read.items()}


def _name(group: object) -> str:
    """A group as text: 2, 2.0 and "2" are the same one."""
    whole = isinstance(group, float) and group.is_integer()
    return str(int(group)) if whole else str(group)


@contextmanager
def _progress() -> Iterator[Progress | None]:
    """A bar on standard error, where somebody is there to see it."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Bar(console=console, transient=True) as bar:
        task = bar.add_task("Reading votes", total=None)

        def show(done: int, total: int, words: str = "") -> None:
            done_reading = not words and total and done >= total
            words = words or ("Looking for groups" if done_reading else "Reading votes")
            bar.update(
                task,
                completed=done,
                total=None if done_reading else total or None,
                description=words,
            )

        yield show


def _draw(target: str, result: dict[str, Any]) -> None:
    from thegither.cli.landscape_picture import picture

    Path(target).write_text(picture(result), encoding="utf-8")


def _say(result: dict[str, Any]) -> None:
    """The short answer, for somebody at a terminal."""
    counts = f"{result['participants']:,} people, {result['statements']:,} statements"
    votes = f"{result['votes']:,} votes ({result['superseded_votes']:,} superseded)"
    typer.echo(f"{counts}, {votes}.")
    typer.echo(result["verdict_sentence"])
    tested = result["verdict_votes"]
    if tested < result["votes"]:
        share = f"{tested:,} of these votes, those of people drawn by lot"
        typer.echo(f"The verdict is told from {share}: as exact, with less power.")
