"""`python -m benchmarks.opinion.one FOLDER` prints our median CPU seconds over 7 runs.

From vote arrays in memory (unsorted, duplicates resolved) to groups, representative statements and
consensus. One run before the seven loads the compiled kernels and is not counted.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.opinion.clock import cpu_seconds
from benchmarks.opinion.folders import arrays
from thegither.methods.opinion import Votes, draw_map

RUNS = 7


def once_on(folder: Path) -> Callable[[], object]:
    """One whole run on the arrays of a folder, which are read here and not in the run."""
    read, columns = arrays(folder)
    kept_out = read.kept_out()
    ids = [read.statements[place].id for place in read.voted_on]

    def once() -> object:
        votes = Votes.of(*columns, participant_ids=read.participants, statement_ids=ids)
        return draw_map(votes, kept_out=kept_out)

    return once


def seconds(folder: Path, runs: int = RUNS) -> list[float]:
    """CPU seconds of each run."""
    once = once_on(folder)
    once()
    return [cpu_seconds(once) for _ in range(runs)]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Give one folder: python -m benchmarks.opinion.one FOLDER")
    print(median(seconds(Path(sys.argv[1]))))
