"""red-dwarf on the same votes. It is installed in the benchmark and test environment only."""

from pathlib import Path

from reddwarf.implementations.base import run_pipeline

from thegither.formats.polis import PolisFolder, read_folder


def rows(read: PolisFolder) -> list[dict]:
    """Votes as red-dwarf takes them, one dictionary each, duplicates resolved."""
    table = read.votes
    numbers = [read.statements[place].id for place in table.statements]
    people = read.participants[table.people].tolist()
    columns = zip(people, numbers, table.choices.tolist(), table.times.tolist(), strict=True)
    names = ("participant_id", "statement_id", "vote", "modified")
    return [dict(zip(names, row, strict=True)) for row in columns]


def kept_out_ids(read: PolisFolder) -> list[int]:
    return [
        read.statements[place].id
        for place, out in zip(read.voted_on, read.kept_out(), strict=True)
        if out
    ]


def run(votes: list[dict], kept_out: list[int], groups: int | None = None, centres=None):
    """Groups, representative statements and consensus, with a fixed seed."""
    return run_pipeline(
        votes,
        mod_out_statement_ids=list(kept_out),
        force_group_count=groups,
        init_centers=centres,
        random_state=0,
    )


def load(folder: Path):
    """The folder's votes and ids kept out, ready for `run`."""
    read = read_folder(folder)
    return rows(read), kept_out_ids(read)
