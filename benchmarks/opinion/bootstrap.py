"""`python -m benchmarks.opinion.bootstrap`: 200 replicates on vtaiwan.uberx, CPU seconds of one thread."""

import sys
from statistics import median

from benchmarks.opinion.clock import cpu_seconds, peak_megabytes
from benchmarks.opinion.folders import DATA
from benchmarks.tables import all_kept
from thegither.formats.polis import read_folder
from thegither.methods.opinion import draw_map
from thegither.methods.opinion.stability import stability

FOLDER, REPLICATES, RUNS = DATA / "vtaiwan.uberx", 200, 3
AT_MOST = {"people": 2.0, "people and statements": 5.0}


def report() -> bool:
    if not FOLDER.is_dir():
        print("The real conversations are not on this machine.")
        return True
    print("| drawn again | CPU s | bound | MB |\n|---|--:|--:|--:|")
    read = read_folder(FOLDER)
    votes, kept_out = read.to_votes(), read.kept_out()
    labels, kept = draw_map(votes, kept_out=kept_out).labels, {}
    for what, bound in AT_MOST.items():
        words = {"statements": what != "people", "replicates": REPLICATES, "kept_out": kept_out}
        stability(votes, labels, **words | {"replicates": 1})
        seconds = median(
            cpu_seconds(lambda words=words: stability(votes, labels, **words)) for _ in range(RUNS)
        )
        print(f"| {what} | {seconds:.2f} | {bound} | {peak_megabytes():.0f} |", flush=True)
        kept[f"{what} drawn again in {bound} s"] = seconds < bound
    return all_kept(kept)


if __name__ == "__main__":
    sys.exit(0 if report() else 1)
