"""Ballots as people keep them in a spreadsheet: CSV in two shapes, and any file by its kind.

With a column `vote`, one cell holds a whole ballot: `Garden>Hall=Bus` ranks, with = for a tie;
`Garden;Hall` approves of two, `Garden` of one; a column `points` beside it (`5;3`) gives points.

Without it, every option has a column of its own with a number in each cell: points, or places where
the rule ranks; an empty cell leaves the option off. Columns that are not options (`voter`, `count`
and those named by the caller) are kept beside the ballots.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from thegither.formats.ballot_types import Ballot, BallotFile, Money
from thegither.formats.errors import FormatError
from thegither.formats.headed import Row, amount, headed_rows, read_text_file, whole
from thegither.formats.pabulib import read_pabulib
from thegither.formats.preflib import SUFFIXES, read_preflib
from thegither.methods.decisions.consent import Position, Voice

Rows = Sequence[tuple[int, Row]]
POSITIONS = {"consent": Position.AGREE, "block": Position.OBJECT, "abstain": Position.ASIDE}
POSITIONS |= {position.value: position for position in Position}
YES = ("yes", "true", "1")


def read_ballots(
    path: Path, *, ranked: bool = False, about: Iterable[str] = (), options: Path | None = None
) -> BallotFile:
    """Read a file of ballots: Pabulib (.pb), PrefLib (by its suffix), else CSV.

    Parameters
    ----------
    ranked: whether numbers in the columns of a CSV file are places rather than points.
    about: columns of a CSV file that tell about the voter and are no options.
    options: for CSV, a file `id,cost,name` that names all options and what they cost.

    Raises FormatError.
    """
    if path.suffix in SUFFIXES:
        return read_preflib(path)
    if path.suffix == ".pb" or read_text_file(path).startswith("META"):
        return read_pabulib(path)
    return read_csv_ballots(path, ranked=ranked, about=tuple(about), options=options)


def read_csv_ballots(
    path: Path, *, ranked: bool, about: tuple[str, ...], options: Path | None
) -> BallotFile:
    """Read a CSV file in either shape. Options stand in the order of `options`, else of their names.

    Raises FormatError naming line and column.
    """
    rows = list(headed_rows(path, about))
    if not rows:
        raise FormatError(path, 1, "", "there is no ballot in it")
    listed, money = _options(options) if options else ({}, None)
    shape = _cells if "vote" in rows[0][1] else _columns
    kind, written = shape(path, rows, about, ranked)
    ids = tuple(listed) or tuple(sorted({name for ballot in written for name in ballot}))
    _check_known(path, rows, written, ids)
    place = {name: index for index, name in enumerate(ids)}
    index: dict[tuple[tuple[int, int], ...], int] = {}
    cast = [
        index.setdefault(tuple(sorted((place[n], v) for n, v in ballot.items())), len(index))
        for ballot in written
    ]
    counts = [_count(path, line, row) for line, row in rows]
    kept = {
        name: tuple(row[name] for _, row in rows)
        for name in ("voter", *about)
        if name in rows[0][1]
    }
    return BallotFile(
        kind,
        ids,
        tuple(listed.values()) or ids,
        tuple(dict(choice) for choice in index),
        np.array(cast, dtype=np.int64),
        np.array(counts, dtype=np.int64),
        kept,
        money,
    )


def _options(path: Path) -> tuple[dict[str, str], Money]:
    rows = list(headed_rows(path, ("id", "cost")))
    listed = {row["id"]: row.get("name") or row["id"] for _, row in rows}
    if len(listed) != len(rows):
        raise FormatError(path, 0, "id", "an option is there twice")
    costs = [amount(path, line, "cost", row["cost"]) for line, row in rows]
    return listed, Money.of(costs, None)


def _check_known(
    path: Path, rows: Rows, written: Sequence[dict[str, int]], ids: tuple[str, ...]
) -> None:
    known = set(ids)
    for (line, _), ballot in zip(rows, written, strict=True):
        for name in ballot:
            if name not in known:
                raise FormatError(path, line, "vote", f"{name!r} is not one of the options")


def _count(path: Path, line: int, row: Row) -> int:
    count = whole(path, line, "count", row.get("count") or "1")
    if count < 1:
        raise FormatError(path, line, "count", "a ballot is cast by one voter or more")
    return count


def _cells(
    path: Path, rows: Rows, about: tuple[str, ...], ranked: bool
) -> tuple[str, list[dict[str, int]]]:
    """The shape with a column `vote`."""
    if any(">" in row["vote"] for _, row in rows):
        return "ordinal", [_ranking(path, line, row["vote"]) for line, row in rows]
    kind = "scoring" if "points" in rows[0][1] else "approval"
    return kind, [_choice(path, line, row) for line, row in rows]


def _ranking(path: Path, line: int, vote: str) -> dict[str, int]:
    ballot: dict[str, int] = {}
    for place, group in enumerate(vote.split(">"), start=1):
        for name in _named(group, "="):
            if name in ballot:
                raise FormatError(path, line, "vote", f"{name!r} is ranked twice")
            ballot[name] = place
    return ballot


def _choice(path: Path, line: int, row: Row) -> dict[str, int]:
    names = _named(row["vote"], "[;|,]")
    points = _named(row["points"], "[;|,]") if "points" in row else ["1"] * len(names)
    if len(set(names)) != len(names):
        raise FormatError(path, line, "vote", "an option is named twice")
    if len(points) != len(names):
        raise FormatError(path, line, "points", f"{len(points)} points for {len(names)} options")
    values = [whole(path, line, "points", text) for text in points]
    return dict(zip(names, values, strict=True))


def _named(text: str, separator: str) -> list[str]:
    return [name for name in map(str.strip, re.split(separator, text)) if name]


def _columns(
    path: Path, rows: Rows, about: tuple[str, ...], ranked: bool
) -> tuple[str, list[dict[str, int]]]:
    """The shape with a column for each option."""
    options = [name for name in rows[0][1] if name not in ("voter", "count", *about)]
    ballots = [
        {name: whole(path, line, name, row[name]) for name in options if row[name]}
        for line, row in rows
    ]
    if ranked:
        return "ordinal", ballots
    given = [{name: value for name, value in ballot.items() if value} for ballot in ballots]
    plain = all(value == 1 for ballot in given for value in ballot.values())
    return "approval" if plain else "scoring", given


def read_voices(path: Path) -> tuple[Voice, ...]:
    """Positions for consent and consensus: CSV with `voter,position`, maybe `reason` and `integrated`.

    A position is agree (or consent), live with, stand aside (or abstain), object (or block).

    Raises FormatError for another position, or a voter who is there twice.
    """
    voices: dict[str, Voice] = {}
    for line, row in headed_rows(path, ("voter", "position")):
        position = POSITIONS.get(row["position"].lower().replace("-", " ").replace("_", " "))
        if position is None:
            raise FormatError(path, line, "position", f"{row['position']!r} is not a position")
        if row["voter"] in voices:
            raise FormatError(path, line, "voter", f"{row['voter']!r} is there twice")
        met = row.get("integrated", "").lower() in YES
        voices[row["voter"]] = Voice(row["voter"], position, row.get("reason", ""), met)
    return tuple(voices.values())


def ballot_text(options: Sequence[str], ballot: Ballot) -> str:
    """A ballot in words, for messages: options in the order of their values.

    >>> ballot_text(["Garden", "Hall"], {1: 1, 0: 2})
    'Hall, Garden'
    """
    return ", ".join(options[option] for option in sorted(ballot, key=lambda o: (ballot[o], o)))
