"""`thegither authority`: who answers to whom, and who may decide what, from two files."""

from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer

from thegither import __version__
from thegither.cli.authority_json import answer, lines_found, scheme_found, what_if_found
from thegither.cli.errors import one_sentence, refuse
from thegither.cli.output import write_json
from thegither.formats.authority import lines_on, read_delegations, read_lines
from thegither.formats.errors import FormatError
from thegither.methods.authority.scheme import Scheme

Json = dict[str, object]
File = Annotated[Path, typer.Argument(help="CSV with from,to,kind,valid_from,valid_to.")]
Delegations = Annotated[
    Path | None,
    typer.Option(help="CSV with clause,decision_type,post,limit,conditions,valid_from,valid_to."),
]
Ask = Annotated[str, typer.Option(help="Can this post decide it? TYPE,POST,AMOUNT")]
On = Annotated[str, typer.Option(help="The day to look at, such as 2026-11-21; today if none.")]
Without = Annotated[
    list[str] | None, typer.Option(help="What if this line were gone? FROM,TO or FROM,TO,KIND")
]
Target = Annotated[str, typer.Option(help="Write the whole result here; - for standard output.")]


def register(app: typer.Typer) -> None:
    app.command("authority")(authority)


def authority(
    lines: File,
    delegations: Delegations = None,
    ask: Ask = "",
    on: On = "",
    without: Without = None,
    json: Target = "",
) -> None:
    """Find dual lines, circles, orphans and gaps; answer "can I decide this?" with the clause.

    Example: `thegither authority lines.csv --delegations scheme.csv --ask respite,worker,500 --json -`
    """
    with one_sentence(FormatError, OSError):
        day = _day(on)
        rows = read_lines(lines)
        scheme = read_delegations(delegations) if delegations else Scheme([])
        posts, standing = lines_on(rows, day, {clause.post for clause in scheme.clauses})
        result: Json = {
            "method": {"name": "authority", "version": __version__, "parameters": {"on": str(day)}},
            "input": {"file": lines.name, "lines": len(rows), "posts": len(posts)},
        }
        result |= lines_found(posts, standing)
        result |= scheme_found(scheme, posts, standing, day)
        if ask:
            decision_type, post, amount = _asked(ask)
            result["answer"] = answer(scheme, posts, standing, decision_type, post, amount, day)
        if without:
            removed = [line.split(",") for line in without]
            result["what_if"] = what_if_found(posts, standing, removed)
        write_json(json, result) if json else _say(result)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError:
        refuse(f"--on is a day such as 2026-11-21, not {text!r}.")


def _asked(text: str) -> tuple[str, str, Decimal]:
    """TYPE,POST,AMOUNT; the post may have commas of its own, and the amount may be left out as 0."""
    decision_type, _, rest = text.partition(",")
    post, _, amount = rest.rpartition(",")
    try:
        number = Decimal(amount.strip())
    except InvalidOperation:
        number = Decimal(-1)
    if not decision_type.strip() or not post.strip() or number.is_nan() or number < 0:
        refuse(f"--ask is TYPE,POST,AMOUNT such as respite,worker,500, not {text!r}.")
    return decision_type.strip(), post.strip(), number


def _say(result: Json) -> None:
    """For a person: everything that was found, a line each, and the answer."""
    found = [*result["sentences"], *result["sentences_on_scheme"]]  # type: ignore[misc]
    for sentence in found or ["Nothing to worry about was found."]:
        typer.echo(sentence)
    if "answer" in result:
        typer.echo(result["answer"]["sentence"])  # type: ignore[index]
