"""`thegither landscape` where the votes lie in pieces: a Parquet file, or a Dask cluster."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from thegither.cli.landscape_result import Read
from thegither.engine import Engine, Pieces, Threads
from thegither.engine.cluster import cluster
from thegither.engine.pieces import Held
from thegither.formats.polis import read_folder
from thegither.formats.vote_parquet import open_votes
from thegither.methods.opinion import Landscape
from thegither.methods.opinion.landscape import landscape_in_passes
from thegither.methods.opinion.sample import VOTES_TESTED, join, part

Progress = Callable[..., None]
LOCAL, DASK = "local", "dask"
PIECES_A_WORKER = 4


class CannotWorkSo(Exception):
    """Two options that do not go together. The message can be shown to a person."""


@dataclass(frozen=True, slots=True)
class Where:
    """The engine by name, its scheduler and workers, and the memory that a file may take."""

    engine: str = LOCAL
    scheduler: str = ""
    workers: int = 1
    memory_mb: int = 512


def check(where: Where, *, only_whole: bool) -> None:
    """Refuse an engine nobody knows, and what needs all votes at once where they lie in pieces."""
    if where.engine not in (LOCAL, DASK):
        raise CannotWorkSo(f"There is no engine {where.engine}; choose local or dask.")
    if where.scheduler and where.engine != DASK:
        raise CannotWorkSo("A scheduler is Dask's: add --engine dask.")
    if only_whole:
        raise CannotWorkSo(
            "--labels, --bootstrap and --masked need a folder and --engine local: leave them out."
        )


@contextmanager
def engine_of(where: Where) -> Iterator[Engine]:
    if where.engine == LOCAL:
        yield Threads(where.workers)
        return
    with cluster(where.scheduler, workers=max(2, where.workers)) as engine:
        yield engine


def landscape_in_pieces(
    path: Path, where: Where, groups: int | None, seed: int, progress: Progress | None
) -> tuple[Read, Landscape]:
    """The landscape of a Parquet file, or of a folder whose votes are dealt out to a cluster."""
    if path.is_file():
        return landscape_of_file(path, where, groups, seed, progress)
    read = read_folder(path, progress)
    votes = read.to_votes()
    pieces = [Held(piece) for piece in votes.split(PIECES_A_WORKER * where.workers)]
    with engine_of(where) as engine:
        found = landscape_in_passes(
            Pieces(pieces, engine, progress),
            votes.statement_ids,
            tested=votes,
            groups=groups,
            seed=seed,
            kept_out=read.kept_out(),
            meta=read.meta(),
        )
    return Read.of_folder(path.name, read), found


def landscape_of_file(
    path: Path, where: Where, groups: int | None, seed: int, progress: Progress | None
) -> tuple[Read, Landscape]:
    """The landscape of a Parquet file, never held as a whole.

    A file that is not sorted by participant is written anew in parts beside itself, where the workers of
    a cluster find them as they find the file, and removed afterwards.
    """
    near = path.resolve().parent
    with (
        engine_of(where) as engine,
        TemporaryDirectory(dir=near, prefix=f".{path.stem}-") as parts,
    ):
        file = open_votes(
            path,
            Path(parts),
            memory_mb=where.memory_mb,
            at_once=where.workers if where.engine == LOCAL else 1,
            progress=progress,
        )
        chunks = Pieces(file.pieces, engine, progress)
        drawing = partial(part, share=min(1.0, VOTES_TESTED / file.n_votes), seed=seed)
        tested = chunks.fold(drawing, join)
        found = landscape_in_passes(
            chunks,
            file.statement_ids,
            tested=tested,
            groups=groups,
            seed=seed,
        )
    none_out = np.zeros(len(file.statement_ids), dtype=bool)
    texts = [""] * len(none_out)
    return Read(file.name, file.statement_ids, texts, none_out, tested=tested.n_votes), found
