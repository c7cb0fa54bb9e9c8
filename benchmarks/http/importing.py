"""Time and peak memory of importing a real conversation, as the operating system reports them."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.http.places import Place, sqlite
from benchmarks.http.run import ROOT, RunFailed, call

CONVERSATION = "vtaiwan.uberx"
FOLDER = ROOT.parent / "shared" / "data" / "polis" / CONVERSATION


@dataclass(frozen=True, slots=True)
class Import:
    """How long one import took, and the largest resident memory of its process."""

    seconds: float
    megabytes: float


def report() -> bool:
    print(f"\n## Importing {CONVERSATION}: 1,921 people, 197 statements, 49,443 votes\n")
    if not FOLDER.exists():
        print(f"Skipped: the folder {FOLDER.name} is not here.")
        return True
    with sqlite() as place:
        call(place, "found")
        done = run_import(place, FOLDER)
    print("| seconds | peak memory, MB |\n|---|---|")
    print(f"| {done.seconds:.1f} | {done.megabytes:.0f} |", flush=True)
    return True


def run_import(place: Place, folder: Path) -> Import:
    words = ["-m", "thegither", "import", "polis", str(folder), "--partnership", "load"]
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *words], env=place.environment, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RunFailed("The import ended badly.")
    return Import(time.perf_counter() - started, used.ru_maxrss / 1024)
