"""Writing a conversation as the CSV folder that Polis exports, so that others' tools can read it."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from thegither.formats.polis_types import Ints, PolisFolder, VoteTable


def write_folder(path: str | Path, folder: PolisFolder) -> None:
    """Write summary.csv, comments.csv, votes.csv and participants-votes.csv into the folder `path`.

    Reading it again gives the same statements, votes and times; superseded votes are gone.
    """
    target = Path(path)
    target.mkdir(parents=True, exist_ok=True)
    _write(target / "summary.csv", _summary(folder))
    _write(target / "comments.csv", _comments(folder))
    _write(target / "votes.csv", _votes(folder))
    _write(target / "participants-votes.csv", _matrix(folder))


def _write(path: Path, rows: Iterable[Iterable[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)


def _summary(folder: PolisFolder) -> Iterator[tuple[str, object]]:
    counted = {
        "voters": len(folder.participants),
        "voters-in-conv": len(folder.participants),
        "commenters": len({row.author for row in folder.statements if row.author is not None}),
        "comments": len(folder.voted_on),
    }
    yield "topic", folder.summary.get("topic", "")
    yield from counted.items()
    others = folder.summary.items()
    yield from ((name, value) for name, value in others if name not in {"topic", *counted})


def _when(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).strftime("%a %b %d %H:%M:%S UTC %Y")


def _comments(folder: PolisFolder) -> Iterator[Iterable[object]]:
    columns = (
        "timestamp datetime comment-id author-id agrees disagrees moderated is-meta comment-body"
    )
    yield columns.split()
    agrees, disagrees = (_per_statement(folder, choice) for choice in (1, -1))
    for place, row in enumerate(folder.statements):
        author = "" if row.author is None else row.author
        head = (row.created, _when(row.created), row.id, author, agrees[place], disagrees[place])
        yield *head, row.moderated, str(row.is_meta).lower(), row.text


def _per_statement(folder: PolisFolder, choice: int) -> Ints:
    mine = folder.votes.statements[folder.votes.choices == choice]
    return np.bincount(mine, minlength=len(folder.statements))


def _votes(folder: PolisFolder) -> Iterator[Iterable[object]]:
    yield "timestamp", "datetime", "comment-id", "voter-id", "vote"
    votes = folder.votes
    for place in np.argsort(votes.times, kind="stable"):
        time = int(votes.times[place])
        statement = folder.statements[votes.statements[place]].id
        person = folder.participants[votes.people[place]]
        yield time, _when(time), statement, person, votes.choices[place]


def _matrix(folder: PolisFolder) -> Iterator[Iterable[object]]:
    """One row a person, built and written one at a time: blank where nothing was seen."""
    names = [row.id for row in folder.statements]
    yield "participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *names
    votes = folder.votes
    ends = np.searchsorted(votes.people, np.arange(len(folder.participants) + 1))
    written = _statements_written(folder)
    for person, number in enumerate(folder.participants):
        mine = slice(ends[person], ends[person + 1])
        group = folder.polis_groups.get(int(number), "")
        counts = _counts(votes, mine)
        yield number, group, written.get(int(number), 0), *counts, *_cells(votes, mine, len(names))


def _statements_written(folder: PolisFolder) -> dict[int, int]:
    authors = [row.author for row in folder.statements if row.author is not None]
    return {
        int(who): int(count)
        for who, count in zip(*np.unique(authors, return_counts=True), strict=True)
    }


def _counts(votes: VoteTable, mine: slice) -> tuple[int, int, int]:
    choices = votes.choices[mine]
    return len(choices), int((choices == 1).sum()), int((choices == -1).sum())


def _cells(votes: VoteTable, mine: slice, width: int) -> list[object]:
    cells: list[object] = [""] * width
    for statement, choice in zip(votes.statements[mine], votes.choices[mine], strict=True):
        cells[statement] = choice
    return cells
