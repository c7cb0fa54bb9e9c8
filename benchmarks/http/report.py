"""The table of `make bench`, and whether the bounds are kept."""

from benchmarks.http.places import PLACES, POSTGRESQL, SQLITE
from benchmarks.http.run import Result, measure
from benchmarks.tables import all_kept

# Votes a second at least, and milliseconds at most for 95 of 100.
BOUNDS = {SQLITE: (80, 700), POSTGRESQL: (200, 400)}
HEADS = ("database", "votes/s", "p50 ms", "p95 ms", "raw inserts/s", "ratio", "stored", "bounds")


def report() -> bool:
    """Print votes a second on both databases; False when one is slower than it has to be."""
    print(
        "\n## Votes accepted over HTTP, 50 clients, each vote durable before it is acknowledged\n"
    )
    print(" | ".join(("", *HEADS, "")).strip())
    print("|" + "---|" * len(HEADS))
    return all_kept({_bound(name): _line(name) for name in PLACES})


def _bound(name: str) -> str:
    least, longest = BOUNDS[name]
    return f"{name} at least {least} votes/s, p95 under {longest} ms, none lost or double"


def _line(name: str) -> bool:
    with PLACES[name]() as place:
        result = measure(place)
    kept = keeps_bounds(result)
    cells = (
        f"{result.database} ({place.workers} x {place.threads})",
        f"{result.rate:.0f}",
        f"{result.p50:.0f}",
        f"{result.p95:.0f}",
        f"{result.raw:.0f}",
        f"{result.rate / result.raw:.3f}",
        _stored(result),
        "kept" if kept else "NOT KEPT",
    )
    print("| " + " | ".join(cells) + " |", flush=True)
    return kept


def _stored(result: Result) -> str:
    lost, double = result.stored["lost"], result.stored["double"]
    refused = sum(result.refused.values())
    return f"{result.accepted} accepted, {lost} lost, {double} double, {refused} refused"


def keeps_bounds(result: Result) -> bool:
    least, longest = BOUNDS[result.database]
    sound = not (result.stored["lost"] or result.stored["double"] or result.refused)
    return sound and result.rate >= least and result.p95 < longest
