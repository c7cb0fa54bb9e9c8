"""Scores, reliability with intervals, weights, and gaps by level and sector, in processor seconds.

`python -m benchmarks.surveys` runs R too, where it has psych and survey; `make bench` compares with
what R took on a quiet machine.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.surveys.made_up import made_up, write

# R 4.2 with psych 2.2.9 and survey 4.1, in seconds, measured by us on a quiet machine.
PEER = {10_000: 24.6, 50_000: 97.7}
# On one processor, as R works: a second one that only waits would be counted as work.
ALONE = {"OPENBLAS_NUM_THREADS": "1"}
TIMES_FASTER, LARGEST, SECONDS, MEGABYTES = 100, 1_000_000, 20.0, 4096


def report() -> bool:
    print("\n## The whole mirror, 60 items, 200 organisations\n")
    print("| people | processor seconds | bound | MB | | beside R |\n|---|---|---|---|---|---|")
    kept = True
    for people in (*PEER, LARGEST):
        seconds, memory = min(timed(people) for _ in range(3 if people < LARGEST else 1))
        bound = PEER[people] / TIMES_FASTER if people in PEER else SECONDS
        good = seconds <= bound and memory <= MEGABYTES
        peer = f"{PEER[people] / seconds:.0f} times" if people in PEER else ""
        verdict = "kept" if good else "**missed**"
        print(
            f"| {people:,} | {seconds:.3f} | {bound:g} | {memory:.0f} | {verdict} | {peer} |",
            flush=True,
        )
        kept = kept and good
    return kept


def timed(people: int) -> tuple[float, float]:
    words = [sys.executable, "-m", "benchmarks.surveys.one", str(people)]
    run = subprocess.run(words, check=True, capture_output=True, text=True, env=os.environ | ALONE)
    said = run.stdout.split()
    return float(said[0]), float(said[1])


def peer(people: int) -> float | None:
    """R's processor seconds on the same answers; None without R."""
    if not shutil.which("Rscript"):
        return None
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.csv"
        write(made_up(people), answers)
        script = Path(__file__).with_name("peer.R")
        run = subprocess.run(
            ["Rscript", script, answers], capture_output=True, text=True, check=False
        )
    return float(run.stdout) if run.returncode == 0 else None
