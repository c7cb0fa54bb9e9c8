"""The real conversations, as vote arrays in memory with duplicates already resolved."""

from pathlib import Path

from thegither.formats.polis import PolisFolder, read_folder

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "polis"


def folders() -> list[Path]:
    """Every conversation that is there; none where the data is absent."""
    return sorted(path for path in DATA.glob("*") if (path / "votes.csv").is_file())


def arrays(folder: Path) -> tuple[PolisFolder, tuple]:
    """The folder as read, and (people, statements, choices, n people, n statements) for `Votes.of`.

    Nothing is sorted for us beforehand: rows come in the order of their times.
    """
    read = read_folder(folder)
    votes = read.to_votes()
    by_time = read.votes.times.argsort(kind="stable")
    columns = (votes.people, votes.statements, votes.choices)
    return read, (*(c[by_time].copy() for c in columns), votes.n_participants, votes.n_statements)
