"""`make bench`: every measure beside its bound, each part in a process of its own. It fails when one is missed.

`python -m benchmarks opinion decisions` runs some parts. With `--write` the tables of a part replace what
stands between its marks in the documents (`<!-- opinion -->` and `<!-- /opinion -->`), so that these
say what was measured last.
"""

import argparse
import subprocess
import sys
import time

from benchmarks.tables import write_down

# By name, what runs them, and in about which order of time: seconds first, a quarter of an hour last.
PARTS = {
    "conformance": "benchmarks.opinion.conformance",
    "opinion": "benchmarks.opinion",
    "masked": "benchmarks.opinion.masked",
    "decisions": "benchmarks.decisions",
    "peers": "benchmarks.decisions.peers",
    "surveys": "benchmarks.surveys",
    "networks": "benchmarks.networks",
    "map": "benchmarks.networks.page",
    "importing": "benchmarks.http.importing",
    "http": "benchmarks.http.report",
    "answering": "benchmarks.assessments.run",
    "false_alarms": "benchmarks.opinion.false_alarms",
    "bootstrap": "benchmarks.opinion.bootstrap",
    "scale": "benchmarks.opinion.scale",
    "live": "benchmarks.opinion.live",
    "dask": "benchmarks.opinion.on_dask",
    "verdicts": "benchmarks.opinion.verdicts",
}
REPORT = "import sys; from {module} import report; sys.exit(report() is False)"


def run(name: str) -> tuple[bool, str]:
    """Whether a part kept its bounds, and what it printed, which is shown line by line as it comes."""
    command = [sys.executable, "-c", REPORT.format(module=PARTS[name])]
    said, began = [], time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            print(line, end="", flush=True)
            said.append(line)
    kept = process.returncode == 0
    taken = time.perf_counter() - began
    print(f"\n[{name}: {'kept' if kept else 'NOT KEPT'}, {taken:.0f} s]\n", flush=True)
    return kept, "".join(said)


def main() -> int:
    """0 when every bound was kept."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    words.add_argument("--write", action="store_true", help="put the tables into the documents")
    asked = words.parse_args()
    unknown = set(asked.parts) - PARTS.keys()
    if unknown:
        words.error(f"there is no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    missed = []
    for name in asked.parts or PARTS:
        kept, said = run(name)
        missed += [] if kept else [name]
        if asked.write:
            write_down(name, said)
    print("Every bound was kept." if not missed else f"Missed: {', '.join(missed)}.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
