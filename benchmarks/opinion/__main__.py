"""`python -m benchmarks.opinion` compares us with red-dwarf on the real conversations.

One process each, in turn, on the same votes; medians of CPU and wall seconds, peak memory, import
and first-call seconds. Exits 1 when a ratio falls below its bound.
"""

import json
import subprocess
import sys
from pathlib import Path
from statistics import geometric_mean

from benchmarks.opinion.folders import folders

EACH_AT_LEAST, MEAN_AT_LEAST = 25, 45
HEAD = (
    "| conversation | red-dwarf CPU s | ours CPU s | times | wall, times | red-dwarf MB | ours MB |"
)
RULE = "|---|--:|--:|--:|--:|--:|--:|"


def measure(side: str, folder: Path) -> dict:
    """Run one side in a process of its own and read what it measured."""
    command = [sys.executable, "-m", "benchmarks.opinion.measure", side, str(folder)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def compare(folder: Path) -> tuple[str, float]:
    peer, ours = measure("peer", folder), measure("ours", folder)
    cpu, wall = peer["cpu"] / ours["cpu"], peer["wall"] / ours["wall"]
    memory = f"{peer['peak_mb']:.0f} | {ours['peak_mb']:.0f}"
    row = f"| {folder.name} | {peer['cpu']:.3f} | {ours['cpu']:.4f} | {cpu:.0f} | {wall:.0f} | {memory} |"
    starts = f"import {ours['import']:.2f} s, first call {ours['first']:.2f} s"
    print(row, f"<!-- ours: {starts} -->", flush=True)
    return row, cpu


def main() -> int:
    print(HEAD)
    print(RULE)
    ratios = [compare(folder)[1] for folder in folders()]
    if not ratios:
        print("The real conversations are not on this machine.")
        return 0
    print(f"\nGeometric mean {geometric_mean(ratios):.0f}, least {min(ratios):.0f}.")
    return int(min(ratios) < EACH_AT_LEAST or geometric_mean(ratios) < MEAN_AT_LEAST)


if __name__ == "__main__":
    sys.exit(main())
