"""Us beside red-dwarf on the real conversations.

One process each, in turn and several times over, so that a busy moment of the machine meets both; one thread,
the same votes; medians of CPU and wall seconds, peak memory, import and first-call seconds.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import geometric_mean, median

from benchmarks.tables import all_kept

# Waiting threads would count as CPU time, on both sides.
ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
EACH_AT_LEAST, MEAN_AT_LEAST, ROUNDS = 25, 45, 5
HEAD = (
    "| conversation | red-dwarf CPU s | ours CPU s | times | wall, times | red-dwarf MB | ours MB |"
)
RULE = "|---|--:|--:|--:|--:|--:|--:|"


def measure(side: str, folder: Path) -> dict:
    """Run one side in a process of its own and read what it measured."""
    command = [sys.executable, "-m", "benchmarks.opinion.measure", side, str(folder)]
    environment = os.environ | dict.fromkeys(ONE_THREAD, "1")
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return json.loads(run.stdout)


def in_turn(folder: Path) -> tuple[dict, dict]:
    """Medians of each measure over the rounds: red-dwarf's, and ours."""
    rounds = [(measure("peer", folder), measure("ours", folder)) for _ in range(ROUNDS)]
    peer, ours = (
        {name: median(one[name] for one in side) for name in side[0]}
        for side in zip(*rounds, strict=True)
    )
    return peer, ours


def compare(folder: Path) -> tuple[str, float]:
    peer, ours = in_turn(folder)
    cpu, wall = peer["cpu"] / ours["cpu"], peer["wall"] / ours["wall"]
    memory = f"{peer['peak_mb']:.0f} | {ours['peak_mb']:.0f}"
    row = f"| {folder.name} | {peer['cpu']:.3f} | {ours['cpu']:.4f} | {cpu:.0f} | {wall:.0f} | {memory} |"
    starts = f"import {ours['import']:.2f} s, first call {ours['first']:.2f} s"
    print(row, f"<!-- ours: {starts} -->", flush=True)
    return row, cpu


def report() -> bool:
    """Print the table; whether every bound was kept."""
    from benchmarks.opinion.folders import folders

    print(HEAD)
    print(RULE)
    ratios = [compare(folder)[1] for folder in folders()]
    if not ratios:
        print("The real conversations are not on this machine.")
        return True
    print(f"\nGeometric mean {geometric_mean(ratios):.0f}, least {min(ratios):.0f}.")
    return all_kept(
        {
            f"each at least {EACH_AT_LEAST} times": min(ratios) >= EACH_AT_LEAST,
            f"a geometric mean of at least {MEAN_AT_LEAST}": geometric_mean(ratios)
            >= MEAN_AT_LEAST,
        }
    )
