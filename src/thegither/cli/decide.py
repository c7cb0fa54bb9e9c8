"""`thegither decide`: count a file of ballots by a named rule."""

from dataclasses import asdict
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from thegither import __version__
from thegither.capabilities.decisions.queries.classes import by_class, quorum_of, voted
from thegither.capabilities.decisions.queries.counting import (
    RANKED,
    RULES,
    VOICES,
    Json,
    Question,
    Sealed,
    UnknownRule,
    count_voices,
    rule_named,
)
from thegither.cli.errors import one_sentence
from thegither.cli.output import write_json
from thegither.formats.ballots import read_ballots, read_voices
from thegither.formats.errors import FormatError
from thegither.formats.headed import headed_rows, whole
from thegither.methods.decisions.classes import CannotBeSealed
from thegither.methods.decisions.completion import COMPLETIONS, UnknownCompletion
from thegither.methods.decisions.points import ImpossibleBallots
from thegither.methods.decisions.ties import UnknownTieBreaking

REFUSALS = (
    FormatError,
    ImpossibleBallots,
    UnknownRule,
    UnknownCompletion,
    UnknownTieBreaking,
    CannotBeSealed,
    OSError,
)


def _option(help: str, *names: str) -> object:
    return typer.Option(*names, help=help)


File = Annotated[
    Path, typer.Argument(help="Pabulib (.pb), PrefLib (.soc .soi .toc .toi .cat), CSV.")
]
Rule = Annotated[str, _option(f"One of: {', '.join((*RULES, *VOICES))}.")]
Budget = Annotated[str, _option("For a budget, when the file does not say.")]
Seats = Annotated[int, typer.Option(min=1, help="How many are to win.")]
Class = Annotated[str, _option("Column with the class of partner.", "--class")]
Target = Annotated[str, _option("Write the whole result here; - for standard output.")]
Completion = Annotated[str, _option(f"What becomes of the rest: {', '.join(COMPLETIONS)}.")]
Satisfaction = Annotated[
    str, _option("Approvals: cost (usual) or count. Rankings: places (usual) or borda.")
]
Ties = Annotated[str, _option("Ties go by: name, order of the list, or lot (with --seed).")]
Seed = Annotated[str, _option("What the lot is drawn from.")]
Threshold = Annotated[str, _option("Majority: the share of yes to be passed.")]
AtLeast = Annotated[bool, _option("Majority: reaching the share is enough.", "--at-least")]
Options = Annotated[Path | None, _option("For CSV ballots: a file id,cost,name.")]
Eligible = Annotated[Path | None, _option("A file class,eligible: how many may vote.")]
Quorum = Annotated[str, _option("The share of each class that has to vote.")]
EachClass = Annotated[bool, _option("Majority: every class has to pass it too.", "--each-class")]
Open = Annotated[bool, _option("An open ballot: tell every tally by class.", "--open-ballot")]


def register(app: typer.Typer) -> None:
    app.command("decide")(decide)


def decide(
    ballots: File,
    rule: Rule,
    budget: Budget = "",
    seats: Seats = 1,
    class_: Class = "",
    json: Target = "",
    completion: Completion = "none",
    satisfaction: Satisfaction = "",
    ties: Ties = "name",
    seed: Seed = "",
    threshold: Threshold = "1/2",
    at_least: AtLeast = False,
    options: Options = None,
    eligible: Eligible = None,
    quorum: Quorum = "",
    each_class: EachClass = False,
    open_ballot: Open = False,
) -> None:
    """Count ballots by a rule, and say who wins, why, and which ties were broken.

    Example: `thegither decide ballots.csv --rule approval --seats 2 --json -`
    """
    with one_sentence(*REFUSALS):
        quorate = share(quorum, "--quorum") if quorum else None
        sealed = Sealed(
            rule_named(rule), budget, seats, completion, satisfaction, ties, seed,
            share(threshold, "--threshold"), not at_least, class_, quorate, each_class,
            not open_ballot,
        )  # fmt: skip
        report(result_of(ballots, sealed, options, eligible), json)


def share(text: str, option: str) -> Fraction:
    """A share written as 1/2, 0.6 or 60%.

    >>> share("60%", "--quorum")
    Fraction(3, 5)
    """
    try:
        value = Fraction(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        value = Fraction(-1)
    if not 0 <= value <= 1:
        raise UnknownRule(f"{option} is a share such as 1/2, 0.6 or 60%, not {text!r}.")
    return value


def result_of(path: Path, sealed: Sealed, options: Path | None, eligible: Path | None) -> Json:
    """The whole result of one vote, in the order in which it is read."""
    named: Json = {"name": sealed.rule, "version": __version__, "parameters": parameters(sealed)}
    about: Json = {"file": path.name}
    if sealed.rule in VOICES:
        voices = read_voices(path)
        return {"method": named, "input": about | digest(path)} | count_voices(sealed.rule, voices)
    columns = filter(None, [sealed.class_column])
    file = read_ballots(path, ranked=sealed.rule in RANKED, about=columns, options=options)
    question = Question(file, sealed)
    may = eligible_of(question, eligible)
    named["parameters"] = parameters(sealed) | {"satisfaction": question.satisfaction_named}
    about |= {"kind": file.kind, "notes": [*file.notes]} | digest(path)
    pairs = zip(file.options, file.names, strict=True)
    return (
        {"method": named, "input": about}
        | {"options": [{"id": option, "name": name} for option, name in pairs]}
        | {"voters": file.voters, "distinct_ballots": len(file.ballots)}
        | RULES[sealed.rule](question)
        | quorum_of(question, may)
        | by_class(question, may)
    )


def eligible_of(question: Question, path: Path | None) -> dict[str, int] | None:
    """How many of each class may vote, as a file says; None where none does."""
    if path is None:
        return None
    rows = list(headed_rows(path, ("class", "eligible")))
    told = {row["class"]: whole(path, line, "eligible", row["eligible"]) for line, row in rows}
    for name, count in voted(question).items() if question.sealed.class_column else ():
        if count > told.get(name, 0):
            raise FormatError(
                path, 0, "eligible", f"{count} of class {name!r} voted, more than may"
            )
    return told


def parameters(sealed: Sealed) -> Json:
    """What was sealed, with shares as text: 1/2 has no exact decimal in every base."""
    plain = {key: value for key, value in asdict(sealed).items() if key != "rule"}
    return {key: str(v) if isinstance(v, Fraction) else v for key, v in plain.items()}


def digest(path: Path) -> Json:
    return {"sha256": sha256(path.read_bytes()).hexdigest()}


def report(result: Json, json: str) -> None:
    """The whole result as JSON, or for a person the few lines that matter."""
    if json:
        write_json(json, result)
        return
    for key in ("voters", "outcome", "passed", "winners", "spent", "unspent"):
        if key in result:
            shown = result[key]
            said = ", ".join(map(str, shown)) or "nobody" if isinstance(shown, list) else shown
            typer.echo(f"{key}: {said}")
    if result.get("tie_breaks"):
        typer.echo("Ties were broken; --json - tells which and how.")
