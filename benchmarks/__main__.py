"""`make bench`: every table of docs/reference/benchmarks.md. Ends badly when a bound is not kept."""

import sys
from importlib import import_module
from importlib.util import find_spec

PARTS = (
    "benchmarks.opinion",
    "benchmarks.opinion.scale",
    "benchmarks.opinion.masked",
    "benchmarks.opinion.false_alarms",
    "benchmarks.decisions",
    "benchmarks.surveys",
    "benchmarks.networks",
    "benchmarks.http.importing",
    "benchmarks.http.report",
)


def main() -> int:
    """Print every part that is there; 1 when one of them says that a bound was not kept."""
    present = [import_module(name) for name in PARTS if find_spec(name)]
    kept = [part.report() is not False for part in present]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
