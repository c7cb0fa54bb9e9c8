"""Ballots going out: a budget vote as Pabulib, rankings as PrefLib; read again, they are the same.

Neither tells who cast which ballot: voters are numbered anew, and columns about them stay behind.
"""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from thegither.formats.ballot_types import Ballot, BallotFile, Money


class NothingToWrite(ValueError):
    """Ballots that the format has no place for. The message can be shown to a person."""


def write_pabulib(file: BallotFile, title: str) -> str:
    """The text of a Pabulib file.

    Raises NothingToWrite without costs and a budget, or for a name that would be read as two.
    """
    if file.money is None or file.money.budget is None:
        raise NothingToWrite("A Pabulib file needs a budget, and what each option costs.")
    if any("," in option for option in file.options):
        raise NothingToWrite("In a Pabulib file the id of an option has no comma.")
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\n").writerows
    write([["META"], ["key", "value"], *_meta(file, file.money, file.money.budget, title)])
    write([["PROJECTS"], ["project_id", "cost", "name"]])
    costs = [_amount(cost, file.money.unit) for cost in file.money.costs]
    write(zip(file.options, costs, file.names, strict=True))
    points = ["points"] if file.kind in ("cumulative", "scoring") else []
    write([["VOTES"], ["voter_id", "vote", *points]])
    write(_votes(file, bool(points)))
    return out.getvalue()


def _meta(file: BallotFile, money: Money, budget: int, title: str) -> list[list[str]]:
    return [
        ["description", title],
        ["num_projects", str(len(file.options))],
        ["num_votes", str(file.voters)],
        ["budget", _amount(budget, money.unit)],
        ["vote_type", file.kind],
    ]


def _amount(money: int, unit: int) -> str:
    return str(Decimal(money) / unit)


def _votes(file: BallotFile, with_points: bool) -> Iterator[list[str]]:
    voter = 0
    for ballot, weight in zip(file.ballots, file.weights().tolist(), strict=True):
        order = sorted(ballot, key=lambda option: (ballot[option], option))
        names = ",".join(file.options[option] for option in order)
        points = [",".join(str(ballot[option]) for option in order)] if with_points else []
        for _ in range(weight):
            voter += 1
            yield [str(voter), names, *points]


def write_preflib(file: BallotFile, title: str) -> str:
    """The text of a PrefLib file of rankings, ties in braces; the commonest ballot first.

    Raises NothingToWrite for ballots that do not rank.
    """
    if file.kind != "ordinal":
        raise NothingToWrite("A PrefLib file needs ballots that rank.")
    head = [f"# TITLE: {title}", f"# NUMBER ALTERNATIVES: {len(file.options)}"]
    head += [f"# NUMBER VOTERS: {file.voters}"]
    head += [f"# ALTERNATIVE NAME {n}: {name}" for n, name in enumerate(file.names, start=1)]
    weights = file.weights().tolist()
    common = sorted(range(len(weights)), key=lambda i: -weights[i])
    rows = [f"{weights[i]}: {_order(file.ballots[i])}" for i in common if weights[i]]
    return "\n".join([*head, *rows]) + "\n"


def _order(ballot: Ballot) -> str:
    """
    >>> _order({0: 2, 1: 1, 2: 2})
    '2,{1,3}'
    """
    places = sorted(set(ballot.values()))
    groups = [sorted(option + 1 for option in ballot if ballot[option] == p) for p in places]
    return ",".join(
        str(group[0]) if len(group) == 1 else f"{{{','.join(map(str, group))}}}" for group in groups
    )
