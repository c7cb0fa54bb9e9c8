"""`python -m benchmarks.opinion.masked`: which method predicts held-out votes better, and where they differ.

Each vote is held out once. The masked fit has to be better by more than two standard errors on five of the
six real conversations.
"""

import sys

from benchmarks.opinion.folders import folders
from benchmarks.tables import all_kept
from thegither.formats.polis import read_folder
from thegither.methods.opinion import draw_map
from thegither.methods.opinion.masked import agreement, compare, masked_fit
from thegither.methods.opinion.passes import can_be_grouped

BETTER_BY, NOT_ON = 2.0, 1
HEAD = "| conversation | masked | components | difference | standard error | penalty | maps agree, R2 |"


def report() -> bool:
    print(HEAD + "\n|---|--:|--:|--:|--:|--:|--:|")
    worse = 0
    for folder in folders():
        read = read_folder(folder)
        votes = read.to_votes()
        votes = votes.select(can_be_grouped(votes), ~read.kept_out())
        found, fit = compare(votes), masked_fit(votes)
        alike = agreement(fit.places, draw_map(votes).places)
        worse += found.difference > -BETTER_BY * found.standard_error
        print(
            f"| {folder.name} | {found.masked:.3f} | {found.components:.3f} | {found.difference:+.4f} "
            f"| {found.standard_error:.4f} | {fit.penalty} | {alike:.2f} |",
            flush=True,
        )
    return all_kept({"better by two standard errors on all but one": worse <= NOT_ON})


if __name__ == "__main__":
    sys.exit(0 if report() else 1)
