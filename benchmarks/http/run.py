"""One run: fill a fresh database, start the server, send the votes, look at what is stored."""

import json
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.http.places import Place, free_port
from benchmarks.http.raw import raw_rate
from benchmarks.http.server import serve

ROOT = Path(__file__).parents[2]
WARM_UP = 4


class RunFailed(Exception):
    """A part of the run ended badly; what it said stands on standard error."""


@dataclass(frozen=True, slots=True)
class Result:
    """Votes accepted a second, how long one takes (milliseconds), and the raw rate beside it."""

    database: str
    accepted: int
    seconds: float
    p50: float
    p95: float
    raw: float
    refused: dict[str, int]
    stored: dict[str, int]

    @property
    def rate(self) -> float:
        return self.accepted / self.seconds


def measure(place: Place, seconds: float = 20.0) -> Result:
    port = free_port()
    plan = call(place, "prepare", f"http://127.0.0.1:{port}", str(seconds))
    with serve(place, port):
        warm_up(place, plan)
        done = call(place, "load", given=plan)
    if not done["accepted"]:
        raise RunFailed(f"No vote was accepted: {done['refused']}.")
    times = [milliseconds for _, _, milliseconds in done["accepted"]]
    return Result(
        database=place.database,
        accepted=len(times),
        seconds=done["seconds"],
        p50=statistics.median(times),
        p95=statistics.quantiles(times, n=20)[-1],
        raw=raw_rate(place),
        refused=done["refused"],
        stored=call(place, "stored", given=acknowledged(plan, done)),
    )


def warm_up(place: Place, plan: dict) -> None:
    """Each client's last votes, which the run itself does not come to: the server has loaded everything."""
    last = [client[-WARM_UP:] for client in plan["clients"]]
    call(place, "load", given=plan | {"seconds": 120.0, "clients": last})


def acknowledged(plan: dict, done: dict) -> dict:
    votes = [plan["clients"][client][place]["vote"] for client, place, _ in done["accepted"]]
    return {"conversation": plan["conversation"], "acknowledged": votes}


def call(place: Place, module: str, *words: str, given: dict | None = None) -> dict:
    """Run one of this package's modules in a process of its own: JSON in, JSON out."""
    return finish(start(place, module, *words, given=given))


def start(place: Place, module: str, *words: str, given: dict | None = None) -> subprocess.Popen:
    """Start a module that reads its JSON at once and answers when it is done."""
    command = [sys.executable, "-m", f"benchmarks.http.{module}", *words]
    process = subprocess.Popen(
        command,
        env=place.environment,
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    process.stdin.write(json.dumps(given or {}))
    process.stdin.close()
    return process


def finish(process: subprocess.Popen) -> dict:
    answer = process.stdout.read()
    if process.wait():
        raise RunFailed(f"{' '.join(process.args)} ended with {process.returncode}.")
    return json.loads(answer)
