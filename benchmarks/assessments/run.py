"""One run for each database: a fresh one, a real server, 200 people, and how long their pages took."""

import json
import statistics
import subprocess
import sys
from collections.abc import Sequence

from benchmarks.http.places import PLACES, Place, free_port
from benchmarks.http.server import serve

LIMIT = 100.0
THINKING = 10.0


def report(databases: Sequence[str] = ()) -> bool:
    """Print the table; whether 95 of 100 pages came within the limit everywhere."""
    print(f"\n## 200 people answering at once, {THINKING:.0f} seconds a page\n")
    print("| database | pages | refused | p50, ms | p95, ms |\n|---|---|---|---|---|")
    rows = [measure(name) for name in databases or PLACES]
    return all(p95 < LIMIT for p95 in rows)


def measure(database: str) -> float:
    with PLACES[database]() as place:
        port = free_port()
        plan = _call(place, "prepare", f"http://127.0.0.1:{port}")
        with serve(place, port):
            _call(place, "load", given=plan | {"thinking": 0.2, "seconds": 6.0})
            done = _call(place, "load", given=plan | {"thinking": THINKING, "seconds": 30.0})
    times = done["times"]
    p95 = statistics.quantiles(times, n=20)[-1]
    row = (database, len(times), done["refused"], f"{statistics.median(times):.0f}", f"{p95:.0f}")
    print(f"| {' | '.join(map(str, row))} |", flush=True)
    return p95


def _call(place: Place, module: str, *words: str, given: dict | None = None) -> dict:
    command = [sys.executable, "-m", f"benchmarks.assessments.{module}", *words]
    done = subprocess.run(
        command, env=place.environment, input=json.dumps(given or {}), text=True, check=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(done.stdout)
