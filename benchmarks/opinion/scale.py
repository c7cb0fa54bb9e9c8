"""`python -m benchmarks.opinion.scale`: large conversations cold, warm, and streamed from Parquet.

Each part runs in a process of its own, so that peak memory is its own. CPU seconds of one thread.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from math import log
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.opinion import ONE_THREAD
from benchmarks.opinion.clock import cpu_seconds, peak_megabytes
from benchmarks.opinion.made_up import columns
from benchmarks.tables import all_kept

POLIS_LARGEST = (33_422, 783, 2_000_000)
HUNDRED_THOUSAND = (100_000, 1_000, 10_000_000)
COLD_AT_MOST = {POLIS_LARGEST: (1.0, 400), HUNDRED_THOUSAND: (6.0, 800)}
TICKS, VOTES_A_TICK = 25, 100
TICK_MEDIAN, TICK_MOST = 0.050, 0.100
STREAMED = (1_000_000, 10_000_000, 100_000_000)
VOTES_A_HEAD, STREAMED_STATEMENTS, MEMORY_MB = 100, 1_000, 512
PEOPLE_AT_ONCE = 20_000
SORTED_NS, UNSORTED_NS, EXPONENT = 600, 1_000, 1.1


def cold(people: int, statements: int, votes: int) -> dict:
    """From vote arrays in memory to groups and what is said of them; the second run counts."""
    from thegither.methods.opinion import Votes, draw_map

    given = columns(people, statements, votes)

    def once() -> object:
        return draw_map(Votes.of(*given, people, statements))

    once()
    return {"votes": len(given[0]), "cpu": cpu_seconds(once), "peak_mb": peak_megabytes()}


def warm(people: int, statements: int, votes: int) -> dict:
    """Ticks of a hundred votes each: changed votes, three new people, and one new statement."""
    from thegither.methods.opinion.warm import draw_warm, fold_in, warm_up

    state = warm_up(_conversation(people, statements, votes), np.zeros(statements, bool))
    random, seconds, faults = np.random.default_rng(7), [], 0
    for tick in range(TICKS + 1):
        batch, out = _batch(random, state, people, statements, tick)
        drawn = []

        def once(batch=batch, out=out, state=state, drawn=drawn) -> None:
            after = fold_in(state, batch, out)
            drawn.append((after, draw_warm(after, out)))

        seconds.append(cpu_seconds(once))
        state, found = drawn[0]
        faults += _differs(state, found, out)
    counted = seconds[1:]
    return {"median": median(counted), "most": max(counted), "faults": faults}


def _conversation(people: int, statements: int, votes: int):
    from thegither.methods.opinion import Votes

    return Votes.of(*columns(people, statements, votes), people, statements)


def _batch(random, state, people: int, statements: int, tick: int):
    from thegither.methods.opinion.warm import Batch

    who = random.integers(0, people, VOTES_A_TICK)
    who[:9] = people + 3 * tick + np.repeat(np.arange(3), 3)
    what = random.integers(0, statements, VOTES_A_TICK)
    what[-5:] = statements + tick
    choices = random.integers(-1, 2, VOTES_A_TICK).astype(np.int8)
    return Batch(who, what, choices), np.zeros(len(state.votes.statement_ids) + 1, bool)


def _differs(state, found, out) -> int:
    """1 where the warm map is not the cold one: sums to the last bit, places to 1e-9, same groups.

    People within 1e-9 of a tie between two groups are not counted.
    """
    from thegither.methods.opinion import draw_map
    from thegither.methods.opinion.sums import partial

    cold_sums, again = partial(state.votes), draw_map(state.votes, kept_out=out)
    same_sums = all(
        np.array_equal(getattr(cold_sums, name), getattr(state.sums, name))
        for name in ("seen", "vote", "product")
    )
    size = np.abs(again.places).max()
    near = np.allclose(found.places, again.places, rtol=1e-9, atol=1e-9 * size)
    sure = again.partition.certainty > 1e-9
    same_groups = np.array_equal(
        found.labels[found.labels >= 0][sure], again.labels[again.labels >= 0][sure]
    )
    return int(not (same_sums and near and same_groups))


def streamed(path: str, scratch: str) -> dict:
    """Open a Parquet file and draw its map; the second run counts."""
    from thegither.engine import Pieces, Threads
    from thegither.formats.vote_parquet import open_votes
    from thegither.methods.opinion.map import draw_in_passes

    def once() -> int:
        with TemporaryDirectory(dir=scratch) as parts:
            file = open_votes(Path(path), Path(parts), memory_mb=MEMORY_MB)
            none_out = np.zeros(len(file.statement_ids), bool)
            pieces = Pieces(file.pieces, Threads(1))
            draw_in_passes(pieces, file.statement_ids, kept_out=none_out)
            return file.n_votes

    votes = once()
    return {"votes": votes, "cpu": cpu_seconds(once), "peak_mb": peak_megabytes()}


def write(path: Path, votes: int, *, in_order: bool) -> None:
    """A made-up file, two million rows at a time."""
    import pyarrow
    from pyarrow import parquet

    random = np.random.default_rng(1)
    leaning = random.normal(size=(3, STREAMED_STATEMENTS))
    kinds = {"participant": pyarrow.int64(), "statement": pyarrow.int32(), "vote": pyarrow.int8()}
    with parquet.ParquetWriter(path, pyarrow.schema(kinds)) as writer:
        for first in range(0, votes // VOTES_A_HEAD, PEOPLE_AT_ONCE):
            people = min(PEOPLE_AT_ONCE, votes // VOTES_A_HEAD - first)
            person = np.repeat(np.arange(people), VOTES_A_HEAD)
            start = random.integers(0, STREAMED_STATEMENTS, people)[person]
            statement = (start + 7 * np.tile(np.arange(VOTES_A_HEAD), people)) % STREAMED_STATEMENTS
            answer = leaning[random.integers(0, 3, people)[person], statement]
            answer += random.normal(size=len(answer))
            choice = np.where(answer > 0.2, 1, np.where(answer < -0.4, -1, 0))
            order = slice(None) if in_order else random.permutation(len(person))
            table = {
                "participant": _named(person[order] + first, votes, in_order),
                "statement": statement[order].astype(np.int32),
                "vote": choice[order].astype(np.int8),
            }
            writer.write_table(pyarrow.table(table, schema=writer.schema), row_group_size=1_000_000)


def _named(person: np.ndarray, votes: int, in_order: bool) -> np.ndarray:
    """Numbers for people; in no order, neighbours in the file get numbers far apart."""
    return person if in_order else person * 7_919 % (votes // VOTES_A_HEAD)


def apart(part: str, *words: object) -> dict:
    """Run one part in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.opinion.scale", part, *map(str, words)]
    environment = os.environ | dict.fromkeys(ONE_THREAD, "1")
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return json.loads(run.stdout.splitlines()[-1])


def report(largest: int = STREAMED[-1]) -> bool:
    """Print every table; whether all bounds were kept."""
    return all([_cold_report(), _warm_report(), _streamed_report(largest)])


def _cold_report() -> bool:
    print("\n| people x statements, votes | CPU s | MB | bounds |\n|---|--:|--:|---|")
    kept = {}
    for shape, (seconds, megabytes) in COLD_AT_MOST.items():
        found = apart("cold", *shape)
        print(f"| {shape[0]:,} x {shape[1]:,}, {found['votes']:,} | {found['cpu']:.2f} | "
              f"{found['peak_mb']:.0f} | {seconds} s, {megabytes} MB |", flush=True)  # fmt: skip
        within = found["cpu"] < seconds and found["peak_mb"] < megabytes
        kept[f"{shape[0]:,} x {shape[1]:,} cold in {seconds} s and {megabytes} MB"] = within
    return all_kept(kept)


def _warm_report() -> bool:
    found = apart("warm", *POLIS_LARGEST)
    print(f"\nWarm, {TICKS} ticks of {VOTES_A_TICK} votes: median {1000 * found['median']:.0f} ms, "
          f"most {1000 * found['most']:.0f} ms, {found['faults']} differ from cold.", flush=True)  # fmt: skip
    return all_kept(
        {
            f"a median tick under {1000 * TICK_MEDIAN:.0f} ms": found["median"] < TICK_MEDIAN,
            f"no tick over {1000 * TICK_MOST:.0f} ms": found["most"] < TICK_MOST,
            "warm equal to cold": not found["faults"],
        }
    )


def _streamed_report(largest: int) -> bool:
    print("\n| votes | order | CPU s | ns a vote | MB |\n|--:|---|--:|--:|--:|")
    kept, seconds = {}, {}
    with TemporaryDirectory() as scratch:
        for votes in [size for size in STREAMED if size <= largest]:
            for in_order in (True, False) if votes <= STREAMED[1] else (True,):
                path = Path(scratch) / "votes.parquet"
                write(path, votes, in_order=in_order)
                found = apart("streamed", path, scratch)
                order = "by person" if in_order else "in no order"
                kept[f"{votes:,} votes {order}, time and memory"] = _row(found, in_order)
                if in_order:
                    seconds[votes] = found["cpu"]
    exponent = _exponent(seconds)
    print(f"\nGrowth exponent {exponent:.2f}.", flush=True)
    return all_kept(kept | {f"a growth exponent of at most {EXPONENT}": exponent <= EXPONENT})


def _row(found: dict, in_order: bool) -> bool:
    nanoseconds = 1e9 * found["cpu"] / found["votes"]
    order = "by person" if in_order else "none"
    print(f"| {found['votes']:,} | {order} | {found['cpu']:.2f} | {nanoseconds:.0f} | "
          f"{found['peak_mb']:.0f} |", flush=True)  # fmt: skip
    people = found["votes"] / VOTES_A_HEAD
    bound = MEMORY_MB + (64 * people + 32 * STREAMED_STATEMENTS**2) / 1e6
    return nanoseconds <= (SORTED_NS if in_order else UNSORTED_NS) and found["peak_mb"] <= bound


def _exponent(seconds: dict[int, float]) -> float:
    sizes = sorted(seconds)
    if len(sizes) < 2:
        return 1.0
    return log(seconds[sizes[-1]] / seconds[sizes[0]]) / log(sizes[-1] / sizes[0])


IN_MEMORY: dict[str, Callable[..., dict]] = {"cold": cold, "warm": warm}

if __name__ == "__main__":
    if len(sys.argv) == 1:
        sys.exit(0 if report() else 1)
    part, *words = sys.argv[1:]
    in_memory = IN_MEMORY.get(part)
    done = in_memory(*map(int, words)) if in_memory else streamed(*words)
    print(json.dumps(done))
