"""`thegither assess`: what a partnership's answers about itself show, from files, without any database."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from thegither.cli.errors import one_sentence, refuse
from thegither.cli.output import write_json

if TYPE_CHECKING:
    from thegither.capabilities.assessments.queries.told import Question

RESPONSES = typer.Argument(..., help="CSV or XLSX, one row a respondent, a column an item.")
INSTRUMENT = typer.Option(..., help="The questions: a TOML file, or the name of one that we ship.")
FRAME = typer.Option(
    None, help="CSV or XLSX of who could answer: a row a person, or rows with a count."
)
BY = typer.Option("", help="The column to compare groups by, such as level or sector.")
PREVIOUS = typer.Option(None, help="The responses of the wave before, for what moved.")
SEED = typer.Option(0, min=0, help="For resamples and replicates; the same gives the same.")
JSON = typer.Option("", "--json", help="Where to write the result; - for standard output.")


def register(app: typer.Typer) -> None:
    app.command("assess")(assess)


def assess(
    responses: Path = RESPONSES,
    instrument: str = INSTRUMENT,
    frame: Path | None = FRAME,
    by: str = BY,
    previous: Path | None = PREVIOUS,
    seed: int = SEED,
    json_file: str = JSON,
) -> None:
    """Scores, gaps between groups, weights and movement, each with what it cannot tell.

    Example: `thegither assess answers.csv --instrument partnership-health --by level --json mirror.json`
    """
    from thegither.capabilities.assessments.queries.told import result_of
    from thegither.cli.assess_files import question_of, with_files
    from thegither.formats.errors import FormatError

    with one_sentence(FormatError, OSError):
        asked = question_of(responses, _instrument(instrument), frame, by, previous, seed)
        result = with_files(asked, result_of(asked))
        if json_file:
            write_json(json_file, result)
    if json_file != "-":
        _say(asked, result)


def _instrument(name: str) -> Path:
    """A file, or the name of a shipped instrument."""
    from thegither.formats.instruments import shipped_instruments

    shipped = shipped_instruments()
    if Path(name).exists():
        return Path(name)
    if name in shipped:
        return shipped[name]
    refuse(f"{name}: there is no such file, and no such instrument among {', '.join(shipped)}.")


def _say(asked: "Question", result: dict[str, Any]) -> None:
    """The short answer, for somebody at a terminal."""
    of = f" of {result['asked']:,} asked" if result["asked"] is not None else ""
    typer.echo(f"{asked.instrument.title}: {result['respondents']:,} answered{of}.")
    for row in result["scales"]:
        if row["mean"] is not None:
            typer.echo(f"  {row['title']}: {row['mean']:.2f} ({_ends(row['interval'])})")
    found = [gap for gap in result["gaps"] if gap["verdict"] == "difference" and not gap["item"]]
    for gap in found:
        one, other = gap["groups"]
        ends = _ends(gap["interval"])
        typer.echo(f"  {gap['scale']}: {one} {gap['difference']:+.2f} beside {other} ({ends})")
    if result["gaps"] and not found:
        typer.echo(
            "  No scale shows a difference between groups; the file says where none can be told."
        )
    hidden = len(result["suppressed"])
    if hidden:
        typer.echo(f"  {hidden} results are hidden, so that nobody's answers can be worked out.")


def _ends(interval: list[float] | None) -> str:
    return f"{interval[0]:.2f} to {interval[1]:.2f}" if interval else "no interval"
