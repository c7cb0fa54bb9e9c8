"""`python -m benchmarks.opinion.measure ours|peer FOLDER` prints one side's measures as JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.opinion.clock import cpu_seconds, peak_megabytes, wall_seconds

RUNS = 7


def ours(folder: Path) -> tuple[Callable[[], object], float]:
    start = time.process_time()
    from benchmarks.opinion.one import once_on

    return once_on(folder), time.process_time() - start


def peer(folder: Path) -> tuple[Callable[[], object], float]:
    start = time.process_time()
    from benchmarks.opinion.peer import load, run

    imported = time.process_time() - start
    votes, kept_out = load(folder)
    return lambda: run(votes, kept_out), imported


def main(side: str, folder: str) -> None:
    once, imported = {"ours": ours, "peer": peer}[side](Path(folder))
    first = cpu_seconds(once)
    measured = {
        "import": imported,
        "first": first,
        "cpu": median(cpu_seconds(once) for _ in range(RUNS)),
        "wall": median(wall_seconds(once) for _ in range(RUNS)),
        "peak_mb": peak_megabytes(),
    }
    print(json.dumps(measured))


if __name__ == "__main__":
    main(*sys.argv[1:])
