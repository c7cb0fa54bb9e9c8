"""`python -m benchmarks.opinion.false_alarms`: how often shuffled real votes are said to have structure.

Each statement's votes are dealt out anew among those who saw it, 100 times for each conversation, with
seeds fixed beforehand; then the test of structure is made as for any conversation. Allowed at a level of
.01: 12 alarms in 600, 5 in any one conversation. The p-values have to be uniform (Kolmogorov-Smirnov).
"""

import sys
from pathlib import Path

import numpy as np
from scipy.stats import kstest

from benchmarks.opinion.folders import folders
from benchmarks.tables import all_kept
from thegither.formats.polis import read_folder
from thegither.methods.opinion import Votes
from thegither.methods.opinion.passes import can_be_grouped
from thegither.methods.opinion.structure import LEVEL, SHUFFLES, test_structure

SHUFFLED, FIRST_SEED = 100, 20_000
IN_ALL, IN_ONE, UNIFORM = 12, 5, 0.001


def tested(folder: Path) -> Votes:
    """The votes that the test is made on: people with enough of them, on statements not kept out."""
    read = read_folder(folder)
    votes = read.to_votes()
    return votes.select(can_be_grouped(votes), ~read.kept_out())


def dealt_anew(votes: Votes, random: np.random.Generator) -> Votes:
    order = np.argsort(votes.statements, kind="stable")
    choices, sorted_choices = votes.choices.copy(), votes.choices[order]
    ends = np.cumsum(np.bincount(votes.statements, minlength=votes.n_statements))
    for part in np.split(sorted_choices, ends[:-1]):
        random.shuffle(part)
    choices[order] = sorted_choices
    return Votes(
        votes.starts, votes.statements, choices, votes.participant_ids, votes.statement_ids
    )


def p_values(votes: Votes, first_seed: int, runs: int) -> tuple[np.ndarray, np.ndarray]:
    """For each shuffle p as the verdict takes it, and p spread out.

    A run that stops early gives one of a few values: they are spread evenly down to the next, by lot, so
    that a uniform p comes out uniform.
    """
    found, spread = [], []
    for run in range(runs):
        random = np.random.default_rng(first_seed + run)
        test = test_structure(dealt_anew(votes, random), seed=first_seed + run)
        found.append(test.p)
        spread.append(test.p - random.random() * _step(test.tried, test.reached))
    return np.array(found), np.array(spread)


def _step(tried: int, reached: int) -> float:
    """How far below p the next smaller value lies that this run could have given."""
    if tried >= SHUFFLES:
        return 1 / (1 + tried)
    return reached / tried - reached / (tried + 1)


def report(runs: int = SHUFFLED) -> bool:
    print("| conversation | alarms | least p | Kolmogorov-Smirnov p |\n|---|--:|--:|--:|")
    every, alarms = [], []
    for place, folder in enumerate(folders()):
        p, spread = p_values(tested(folder), FIRST_SEED + 1_000 * place, runs)
        every.append(spread)
        alarms.append(int((p <= LEVEL).sum()))
        print(
            f"| {folder.name} | {alarms[-1]} of {runs} | {p.min():.4f} "
            f"| {kstest(spread, 'uniform').pvalue:.3f} |",
            flush=True,
        )
    if not every:
        print("The real conversations are not on this machine.")
        return True
    uniform = kstest(np.concatenate(every), "uniform").pvalue
    print(f"| all | {sum(alarms)} of {runs * len(alarms)} | | {uniform:.3f} |")
    return all_kept(
        {
            f"at most {IN_ALL} false alarms": sum(alarms) <= IN_ALL,
            f"at most {IN_ONE} in any one": max(alarms) <= IN_ONE,
            "uniform p-values": uniform > UNIFORM,
        }
    )


if __name__ == "__main__":
    sys.exit(0 if report(int(sys.argv[1]) if len(sys.argv) > 1 else SHUFFLED) else 1)
