"""Each work of issue size, timed in processor seconds of this process, beside what it must keep."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path

import numpy as np

from thegither.methods.authority import Clause, Lines, Scheme, look
from thegither.methods.decisions import Rankings, instant_runoff, schulze

ROOT = Path(__file__).resolve().parents[2]
LODZ = ROOT.parent / "shared" / "data" / "pabulib" / "poland_lodz_2022_.pb"

# pref_voting and pabutools 1.2.3 (reading and deciding), measured by us on two processors.
PEER_SCHULZE, PEER_RUNOFF, PEER_LODZ = 0.26, 2.8, 39.3


@dataclass(frozen=True)
class Timed:
    """A piece of work, its processor seconds, its bound, and what a peer took where one was timed."""

    work: str
    seconds: float
    bound: float
    peer: float | None = None

    @property
    def kept(self) -> bool:
        return self.seconds <= self.bound

    def row(self) -> str:
        peer = f"{self.peer:g} ({self.peer / self.seconds:.0f} times)" if self.peer else ""
        verdict = "kept" if self.kept else "**missed**"
        return f"| {self.work} | {self.seconds:.4f} | {self.bound:g} | {verdict} | {peer} |"


def report() -> bool:
    print("\n## Decisions and authority\n")
    print("| work | processor seconds | bound | | peer |\n|---|---|---|---|---|")
    kept = True
    for measure in (small_rankings, runoff, large_rankings, lodz, lines, asking):
        timed = measure()
        if timed:
            print(timed.row(), flush=True)
            kept = kept and timed.kept
    return kept


def processor_seconds(work: Callable[[], object], times: int = 1) -> float:
    """The least of several runs: whatever else the machine does can only add."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return min(taken)


def random_rankings(voters: int, options: int) -> Rankings:
    rng = np.random.default_rng(7)
    one = np.tile(np.arange(1, options + 1, dtype=np.int16), (voters, 1))
    return Rankings(rng.permuted(one, axis=1), np.ones(voters, dtype=np.int64))


def small_rankings() -> Timed:
    ballots = random_rankings(2_000, 20)
    seconds = processor_seconds(lambda: schulze(ballots, priority=np.arange(20)), 5)
    return Timed("Schulze, 20 options x 2,000 voters", seconds, PEER_SCHULZE / 20, PEER_SCHULZE)


def runoff() -> Timed:
    ballots = random_rankings(2_000, 20)
    seconds = processor_seconds(lambda: instant_runoff(ballots, priority=np.arange(20)), 5)
    return Timed("Instant run-off, 20 x 2,000", seconds, PEER_RUNOFF / 20, PEER_RUNOFF)


def large_rankings() -> Timed:
    ballots = random_rankings(1_000_000, 60)
    seconds = processor_seconds(lambda: schulze(ballots, priority=np.arange(60)))
    return Timed("Schulze, 60 options x 1,000,000 voters", seconds, 5)


def lodz() -> Timed | None:
    """The command as a person starts it: Python itself, reading, both rules, writing."""
    if not LODZ.exists():
        return None
    words = [
        "-m",
        "thegither",
        "decide",
        str(LODZ),
        "--rule",
        "equal-shares",
        "--json",
        "/dev/null",
    ]
    seconds = min(seconds_of(words) for _ in range(3))
    return Timed("lodz_2022 (90,494 voters) read and decided", seconds, 2, PEER_LODZ)


def seconds_of(words: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *words], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def lines() -> Timed:
    rng = np.random.default_rng(7)
    n = 10_000
    tree = [(post, int(rng.integers(post)), "line") for post in range(1, n)]
    second = [(int(rng.integers(n)), int(rng.integers(n)), "plan") for _ in range(2_000)]
    graph = Lines.of(n, tree + second)
    return Timed("Lines of 10,000 posts", processor_seconds(lambda: look(graph), 3), 1)


def asking() -> Timed:
    """The slowest of 300 questions to a scheme of 50 types, 400 posts and five steps for each."""
    rng, day = np.random.default_rng(7), date(2026, 11, 21)
    scheme = Scheme(clause(number) for number in range(100_000))
    taken = [
        processor_seconds(partial(scheme.ask, f"type {kind}", "someone", Decimal(10**size), day), 2)
        for kind, size in rng.integers([50, 7], size=(300, 2)).tolist()
    ]
    return Timed("Slowest answer among 100,000 clauses", max(taken), 0.005)


def clause(number: int) -> Clause:
    """Up to 10 freely, then in steps up to 100,000 if finance agrees."""
    step = number // 20_000
    limit, condition = Decimal(10 ** (step + 1)), "finance agrees" if step else ""
    return Clause(
        str(number), f"type {number % 50}", f"post {number // 50 % 400}", limit, condition
    )
