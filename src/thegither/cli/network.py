"""`thegither network`: who holds a network together, from files, without any database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from thegither.cli.errors import one_sentence
from thegither.cli.output import write_json

if TYPE_CHECKING:
    from thegither.cli.network_result import Question
    from thegither.formats.networks import NetworkTable

EDGES = typer.Argument(
    ..., help="An edge list (CSV: from,to,...), GraphML, GEXF, Kumu JSON or Pajek .net."
)
NODES = typer.Option(None, help="The nodes of an edge list (CSV: id,...).")
GROUP = typer.Option("", help="The column of nodes that says who belongs together.")
WEIGHT = typer.Option("", help="The column of ties that holds a number.")
MEANING = typer.Option(
    "", help="What that number means: frequency (more is closer), cost (more is farther) or rank."
)
UNDIRECTED = typer.Option(False, "--undirected", help="Each tie counts for both, and stands once.")
ANSWERED = typer.Option(
    "", help="The column of nodes that says who answered (yes or no); gives intervals."
)
SEED = typer.Option(0, min=0, help="For shuffles, samples and draws; the same gives the same.")
JSON = typer.Option("", "--json", help="Where to write the result; - for standard output.")
SVG = typer.Option("", help="Where to draw the map.")
EXPORT = typer.Option("", help="Write the network again, in the format of this file's ending.")
YES, NO = ("yes", "y", "true", "1"), ("no", "n", "false", "0")


def register(app: typer.Typer) -> None:
    app.command("network")(command)


def command(
    edges: Path = EDGES,
    nodes: Path | None = NODES,
    group: str = GROUP,
    weight: str = WEIGHT,
    weight_meaning: str = MEANING,
    undirected: bool = UNDIRECTED,
    answered: str = ANSWERED,
    seed: int = SEED,
    json_file: str = JSON,
    svg: str = SVG,
    export: str = EXPORT,
) -> None:
    """Show who holds a network together: brokers, spanners, fragile places, what chance would give.

    Example: `thegither network ties.csv --nodes people.csv --group sector --json network.json`
    """
    from thegither.cli.network_result import result_of
    from thegither.formats.networks import FormatError, read_network, write_network
    from thegither.methods.networks import ImpossibleNetwork
    from thegither.ui.network_chart import NothingToDraw

    with one_sentence(FormatError, ImpossibleNetwork, NothingToDraw, OSError):
        table = read_network(edges, nodes, undirected=undirected)
        asked = question_of(
            table,
            group=group,
            weight=weight,
            meaning=weight_meaning,
            answered=answered,
            seed=seed,
        )
        with _progress() as progress:
            result = result_of(asked, progress)
        if svg:
            _draw(svg, asked, result)
        if export:
            write_network(table, Path(export))
        if json_file:
            write_json(json_file, result)
    if json_file != "-":
        _say(result)


def question_of(
    table: "NetworkTable",
    *,
    group: str = "",
    weight: str = "",
    meaning: str = "",
    answered: str = "",
    seed: int = 0,
) -> "Question":
    """What a table of text comes to as a network.

    Raises FormatError for a cell that cannot be read, ImpossibleNetwork for a weight without meaning.
    """
    from thegither.cli.network_result import Question
    from thegither.methods.networks import ImpossibleNetwork, Network, read_weights

    if bool(weight) != bool(meaning):
        raise ImpossibleNetwork("A weight needs --weight and --weight-meaning: both, or neither.")
    strengths, lengths = None, None
    if weight:
        numbers = table.weights(weight, nought=meaning == "cost")
        strengths, lengths = read_weights(numbers, meaning)
    network = Network.of(
        table.senders,
        table.receivers,
        len(table.ids),
        strengths=strengths,
        lengths=lengths,
        directed=table.directed,
    )
    labels = table.labels(group) if group else ()
    names = tuple(sorted(set(labels)))
    parameters = {
        "group": group or None,
        "weight": weight or None,
        "weight_meaning": meaning or None,
        "undirected": not table.directed,
        "answered": answered or None,
        "seed": seed,
    }
    places = [names.index(label) for label in labels] if group else None
    replies = _answered(table, answered) if answered else [True] * len(table.ids)
    return Question(table, network, names, places, replies, parameters, seed)


def _answered(table: "NetworkTable", column: str) -> list[bool]:
    """Who answered, and nobody else's ties.

    Raises FormatError for anything but yes and no, or for a tie of somebody who did not answer.
    """
    from thegither.formats.networks import FormatError

    words = [word.strip().lower() for word in table.labels(column)]
    for word, line in zip(words, table.node_lines, strict=True):
        if word not in YES + NO:
            raise FormatError(table.nodes_file, line, column, f"“{word}” is neither yes nor no")
    said = [word in YES for word in words]
    for sender, receiver, line in zip(table.senders, table.receivers, table.tie_lines, strict=True):
        if not (said[sender] or (said[receiver] and not table.directed)):
            who = table.ids[sender]
            raise FormatError(
                table.file, line, "from", f"“{who}” did not answer, and yet names a tie"
            )
    return said


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """A bar on standard error, where somebody is there to see it."""
    from rich.console import Console
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with Bar(console=console, transient=True) as bar:
        task = bar.add_task("Filling in missing answers", total=None, visible=False)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, visible=True)

        yield show


def _draw(target: str, question: "Question", result: dict[str, Any]) -> None:
    from thegither.cli.network_picture import picture

    Path(target).write_text(picture(question, result), encoding="utf-8")


def _say(result: dict[str, Any]) -> None:
    """The short answer, for somebody at a terminal."""
    itself = (
        f" ({result['self_ties']:,} of a node to itself left out)" if result["self_ties"] else ""
    )
    typer.echo(f"{result['nodes']:,} nodes, {result['ties']:,} ties{itself}.")
    if result["density"] is not None:
        typer.echo(f"{100 * result['density']:.1f}% of all possible ties exist.")
    first = [row["id"] for row in result["positions"] if row["band"] == 0 and row["betweenness"]]
    if first:
        typer.echo(f"Most often between others: {', '.join(first[:5])}.")
    points = result["articulation_points"]
    if points:
        typer.echo(f"The network falls apart without: {', '.join(points)}.")
