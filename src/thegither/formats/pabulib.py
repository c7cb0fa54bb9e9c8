"""Votes on a budget in Pabulib's format: three sections, META, PROJECTS and VOTES, in one file.

Whatever the head names as vote type is read: approval, cumulative, ordinal, scoring. Only distinct
votes are taken apart, which makes 90,000 rows a matter of half a second.

The format is described at https://pabulib.org/format.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np

from thegither.formats.ballot_types import KINDS, Ballot, BallotFile, Money
from thegither.formats.errors import FormatError
from thegither.formats.headed import amount, read_text_file, whole

Line = tuple[int, list[str]]
SECTIONS = ("META", "PROJECTS", "VOTES")


def read_pabulib(path: Path) -> BallotFile:
    """Read a whole file.

    Every voter counts, also one whose vote names no project. `meta` keeps the whole head, `columns`
    whatever is known of each voter.

    Raises FormatError naming line and column for a section, column, number or project that is
    missing or makes no sense, and for a voter or project that is there twice.
    """
    sections = _sections(path, read_text_file(path))
    meta = _meta(path, sections["META"])
    lines, ids, names, costs = _projects(path, sections["PROJECTS"])
    kind = _kind(path, sections["META"], meta)
    money = Money.of(costs, _budget(path, sections["META"], meta))
    ballots, cast, columns = _votes(path, sections["VOTES"], ids, kind)
    notes = _notes(meta, len(cast), len(ids))
    ones = np.ones(len(cast), dtype=np.int64)
    return BallotFile(kind, ids, names, ballots, cast, ones, columns, money, meta, notes)


def _sections(path: Path, text: str) -> dict[str, list[Line]]:
    found: dict[str, list[Line]] = {}
    rows: list[Line] = []
    reader = csv.reader(io.StringIO(text), delimiter=";")
    try:
        for cells in reader:
            if len(cells) == 1 and cells[0].strip() in SECTIONS:
                rows = found.setdefault(cells[0].strip(), [])
            elif cells:
                rows.append((reader.line_num, cells))
    except csv.Error as problem:
        raise FormatError(
            path, reader.line_num, "", f"the row cannot be read ({problem})"
        ) from problem
    for name in SECTIONS:
        if len(found.get(name, ())) < 1:
            raise FormatError(path, 0, "", f"it has no section {name}")
    return found


def _meta(path: Path, rows: Sequence[Line]) -> dict[str, str]:
    return {cells[0].strip(): ";".join(cells[1:]).strip() for _, cells in rows[1:]}


def _line_of(rows: Sequence[Line], key: str) -> int:
    return next((line for line, cells in rows if cells[0].strip() == key), rows[0][0])


def _kind(path: Path, rows: Sequence[Line], meta: dict[str, str]) -> str:
    kind = meta.get("vote_type", "")
    if kind not in KINDS:
        what = f"{kind!r} is not a vote type; known are {', '.join(KINDS)}"
        raise FormatError(path, _line_of(rows, "vote_type"), "vote_type", what)
    return kind


def _budget(path: Path, rows: Sequence[Line], meta: dict[str, str]) -> Decimal:
    return amount(path, _line_of(rows, "budget"), "budget", meta.get("budget", ""))


def _column(path: Path, head: Line, name: str) -> int:
    names = [cell.strip() for cell in head[1]]
    if name not in names:
        raise FormatError(path, head[0], name, "this column is missing")
    return names.index(name)


def _full_rows(path: Path, rows: Sequence[Line]) -> Iterator[Line]:
    width = len(rows[0][1])
    for line, cells in rows[1:]:
        if len(cells) < width:
            raise FormatError(
                path, line, "", f"it has {len(cells)} cells, but there are {width} columns"
            )
        yield line, cells


def _projects(
    path: Path, rows: Sequence[Line]
) -> tuple[list[int], tuple[str, ...], tuple[str, ...], list[Decimal]]:
    id_at, cost_at = _column(path, rows[0], "project_id"), _column(path, rows[0], "cost")
    names = [cell.strip() for cell in rows[0][1]]
    name_at = names.index("name") if "name" in names else id_at
    full = list(_full_rows(path, rows))
    ids = tuple(cells[id_at].strip() for _, cells in full)
    lines = [line for line, _ in full]
    _no_doubles(path, lines, ids, "project_id")
    costs = [amount(path, line, "cost", cells[cost_at].strip()) for line, cells in full]
    return lines, ids, tuple(cells[name_at].strip() for _, cells in full), costs


def _no_doubles(path: Path, lines: Sequence[int], ids: Sequence[str], column: str) -> None:
    if len(set(ids)) == len(ids):
        return
    seen: set[str] = set()
    for line, name in zip(lines, ids, strict=True):
        if name in seen:
            raise FormatError(path, line, column, f"{name!r} is there twice")
        seen.add(name)


def _votes(
    path: Path, rows: Sequence[Line], ids: tuple[str, ...], kind: str
) -> tuple[
    tuple[Ballot, ...], np.ndarray[tuple[int], np.dtype[np.int64]], dict[str, tuple[str, ...]]
]:
    head = [cell.strip() for cell in rows[0][1]]
    full = list(_full_rows(path, rows))
    voter_at = _column(path, rows[0], "voter_id")
    voters = [cells[voter_at] for _, cells in full]
    _no_doubles(path, [line for line, _ in full], voters, "voter_id")
    vote_at = _column(path, rows[0], "vote")
    with_points = kind in ("cumulative", "scoring")
    points_at = _column(path, rows[0], "points") if with_points else vote_at
    reader = _VoteReader(path, ids, kind)
    cast = [reader.place(line, cells[vote_at], cells[points_at]) for line, cells in full]
    known = [i for i, name in enumerate(head) if name not in ("voter_id", "vote", "points")]
    columns = {head[i]: tuple([cells[i] for _, cells in full]) for i in known}
    return tuple(reader.ballots), np.array(cast, dtype=np.int64).reshape(-1), columns


class _VoteReader:
    """Takes each distinct vote apart once; the same choice in another order is the same ballot."""

    def __init__(self, path: Path, ids: tuple[str, ...], kind: str) -> None:
        self.path, self.kind = path, kind
        self.option = {name: index for index, name in enumerate(ids)}
        self.by_text: dict[tuple[str, str], int] = {}
        self.by_choice: dict[tuple[tuple[int, int], ...], int] = {}
        self.ballots: list[Ballot] = []

    def place(self, line: int, vote: str, points: str) -> int:
        """The number of this row's ballot among the distinct ones."""
        found = self.by_text.get((vote, points))
        if found is None:
            choice = tuple(sorted(self._choice(line, vote, points)))
            found = self.by_choice.setdefault(choice, len(self.ballots))
            if found == len(self.ballots):
                self.ballots.append(dict(choice))
            self.by_text[vote, points] = found
        return found

    def _choice(self, line: int, vote: str, points: str) -> list[tuple[int, int]]:
        named = [name.strip() for name in vote.split(",")] if vote.strip() else []
        for name in named:
            if name not in self.option:
                raise FormatError(
                    self.path, line, "vote", f"{name!r} is not a project of this file"
                )
        if len(set(named)) != len(named):
            raise FormatError(self.path, line, "vote", "a project is named twice")
        return list(
            zip((self.option[n] for n in named), self._values(line, named, points), strict=True)
        )

    def _values(self, line: int, named: list[str], points: str) -> list[int]:
        if self.kind == "approval":
            return [1] * len(named)
        if self.kind == "ordinal":
            return list(range(1, len(named) + 1))
        cells = points.split(",") if points.strip() else []
        if len(cells) != len(named):
            what = f"{len(cells)} points for {len(named)} projects"
            raise FormatError(self.path, line, "points", what)
        return [whole(self.path, line, "points", cell.strip()) for cell in cells]


def _notes(meta: dict[str, str], votes: int, projects: int) -> tuple[str, ...]:
    """Where the head does not say what the file holds; the file counts."""
    told = {"num_votes": votes, "num_projects": projects}
    return tuple(
        f"The head says {key} {meta[key]}, the file holds {count}."
        for key, count in told.items()
        if key in meta and meta[key] != str(count)
    )
