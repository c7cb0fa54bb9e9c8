"""`python -m benchmarks.opinion.on_dask`: the same 100 million votes on one and on two workers.

The seconds of all workers' processors say what the work costs; wall seconds say how much sooner it is done,
where there are as many processors. Merging is everything Dask's scheduler calls so: adding up the sums of two
pieces, and bringing them to one worker first.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.opinion import ONE_THREAD
from benchmarks.opinion.scale import MEMORY_MB, STREAMED, write
from benchmarks.tables import all_kept

WORKERS = (1, 2)
HEAD = (
    "Dask workers",
    "wall s",
    "CPU s of all workers",
    "adding sums up, s",
    "bringing them together, s",
    "pieces",
)
# Two workers may cost so much more processor time than one.
AT_MOST = 1.5


def report(votes: int = STREAMED[-1]) -> bool:
    """Print the table; False when a second worker makes the work dearer by more than half."""
    print("| " + " | ".join(HEAD) + " |\n" + "|--:" * len(HEAD) + "|")
    with TemporaryDirectory() as scratch:
        path = Path(scratch) / "votes.parquet"
        write(path, votes, in_order=True)
        found = [_apart(path, workers) for workers in WORKERS]
    is_cheap = found[1]["cpu"] <= AT_MOST * found[0]["cpu"]
    return all_kept({f"two workers at most {AT_MOST} times the processor time of one": is_cheap})


def _apart(path: Path, workers: int) -> dict:
    command = [sys.executable, "-m", "benchmarks.opinion.on_dask", str(path), str(workers)]
    environment = os.environ | dict.fromkeys(ONE_THREAD, "1")
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    found = json.loads(run.stdout.splitlines()[-1])
    seconds = f"{found['wall']:.0f} | {found['cpu']:.0f} | {found['compute']:.1f} | {found['transfer']:.1f}"
    print(f"| {workers} | {seconds} | {found['pieces']} |", flush=True)
    return found


def on_dask(path: Path, workers: int) -> dict:
    """One run after one that loads everything."""
    from distributed import get_task_stream

    from thegither.engine import Pieces
    from thegither.engine.cluster import cluster
    from thegither.formats.vote_parquet import open_votes
    from thegither.methods.opinion.map import draw_in_passes

    file = open_votes(path, path.parent, memory_mb=MEMORY_MB)
    none_out = np.zeros(len(file.statement_ids), bool)
    with cluster(workers=workers) as engine:
        draw_in_passes(Pieces(file.pieces[:workers], engine), file.statement_ids, kept_out=none_out)
        before, began = _cpu(engine.client), time.perf_counter()
        with get_task_stream(engine.client) as stream:
            draw_in_passes(Pieces(file.pieces, engine), file.statement_ids, kept_out=none_out)
        wall, cpu = time.perf_counter() - began, _cpu(engine.client) - before
        merging = {action: _merging(stream.data, action) for action in ("compute", "transfer")}
    return {"wall": wall, "cpu": cpu, "pieces": len(file.pieces)} | merging


def _cpu(client) -> float:
    return sum(client.run(time.process_time).values())


def _merging(tasks: list[dict], action: str) -> float:
    """Seconds that tasks which merge spent so."""
    return sum(
        part["stop"] - part["start"]
        for task in tasks
        if str(task["key"]).startswith("merge")
        for part in task["startstops"]
        if part["action"] == action
    )


if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(0 if report() else 1)
    print(json.dumps(on_dask(Path(sys.argv[1]), int(sys.argv[2]))))
