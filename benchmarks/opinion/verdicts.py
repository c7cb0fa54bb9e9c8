"""`python -m benchmarks.opinion.verdicts [RUNS]`: how often the verdict is `groups`.

Planted on the seen cells of real conversations: crowds with one peak (where `groups` is wrong, and allowed
in a tenth of the runs) and three groups of falling separation (where it is right). Then the verdicts on the
real conversations.
"""

import sys
from pathlib import Path
from time import process_time

import numpy as np

from benchmarks.opinion.folders import DATA, folders
from benchmarks.tables import all_kept
from thegither.formats.polis import read_folder
from thegither.methods.opinion import Votes, draw_map, landscape

MASKS = ("brexit-consensus", "15-per-hour-seattle", "scoop-hivemind.biodiversity")
RUNS, REPORTED, WRONG_AT_MOST = 20, 5, 0.1
# Not among the seeds with which the method was built.
FIRST_SEED = 1_000
# Standard deviation of a person's lean on a statement, chance having that of a logistic (1.8).
STRENGTHS = {"weak": 0.7, "strong": 1.4}
SEPARATIONS = (0.1, 0.2, 0.25, 0.3, 0.4)
CROWDS = {
    "normal": lambda random, shape: random.standard_normal(shape),
    "uniform": lambda random, shape: random.uniform(-np.sqrt(3), np.sqrt(3), shape),
    "exponential": lambda random, shape: random.exponential(size=shape) - 1,
    "t, 3 degrees": lambda random, shape: random.standard_t(3, shape) / np.sqrt(3),
}


def cells(folder: Path) -> Votes:
    """Who saw what in a real conversation; its votes are not used."""
    return read_folder(folder).to_votes()


def spectrum(seen: Votes, crowd: str, strength: float, axes: int, seed: int) -> Votes:
    """One crowd: the chance to agree is logistic in position x slope + popularity."""
    random = np.random.default_rng([seed, axes])
    position = CROWDS[crowd](random, (seen.n_participants, axes))
    slope = random.standard_normal((axes, seen.n_statements)) * strength / np.sqrt(axes)
    lean = (position[seen.people] * slope[:, seen.statements].T).sum(axis=1)
    popular = random.standard_normal(seen.n_statements)[seen.statements]
    agrees = lean + popular + random.logistic(size=seen.n_votes) > 0
    return with_choices(seen, agrees)


def three_groups(seen: Votes, apart: float, seed: int) -> tuple[Votes, np.ndarray]:
    """Three equal groups; each agrees with every statement with chance .5 plus or minus `apart`."""
    random = np.random.default_rng([seed, 3])
    group = random.integers(3, size=seen.n_participants)
    chance = 0.5 + apart * random.choice([-1, 1], size=(3, seen.n_statements))
    agrees = random.random(seen.n_votes) < chance[group[seen.people], seen.statements]
    return with_choices(seen, agrees), group


def with_choices(seen: Votes, agrees: np.ndarray) -> Votes:
    choices = np.where(agrees, 1, -1).astype(np.int8)
    return Votes(seen.starts, seen.statements, choices, seen.participant_ids, seen.statement_ids)


def seeds(runs: int) -> range:
    return range(FIRST_SEED, FIRST_SEED + runs)


def called_groups(made: list[Votes]) -> int:
    return sum(landscape(votes, seed=n).verdict == "groups" for n, votes in enumerate(made))


def size_of(seen: Votes, runs: int) -> int:
    """One row for each crowd: weak and strong, on one axis and on two. Gives how often it was wrong."""
    wrong = 0
    for crowd in CROWDS:
        counts = [
            called_groups([spectrum(seen, crowd, strength, axes, n) for n in seeds(runs)])
            for axes in (1, 2)
            for strength in STRENGTHS.values()
        ]
        print(f"| {crowd} | " + " | ".join(map(str, counts)) + " |", flush=True)
        wrong += sum(counts)
    return wrong


def power_on(seen: Votes, runs: int) -> tuple[str, str]:
    """How often three groups are called groups; and how well who belongs to which can be found at all."""
    counts, agreements = [], []
    for apart in SEPARATIONS:
        made = [three_groups(seen, apart, n) for n in seeds(runs)]
        counts.append(called_groups([votes for votes, _ in made]))
        agreements.append(f"{np.mean([found_again(*one) for one in made]):.2f}")
    return " | ".join(map(str, counts)), " | ".join(agreements)


def found_again(votes: Votes, group: np.ndarray) -> float:
    """Adjusted Rand index of the planted groups and of the cut into three."""
    from sklearn.metrics import adjusted_rand_score

    labels = draw_map(votes, groups=3).labels
    return float(adjusted_rand_score(group[labels >= 0], labels[labels >= 0]))


def real() -> None:
    print("\n| conversation | verdict | p | CPU s |\n|---|---|--:|--:|")
    for folder in folders():
        read = read_folder(folder)
        votes, start = read.to_votes(), process_time()
        found = landscape(votes, kept_out=read.kept_out())
        seconds = process_time() - start
        p = found.separation.p if found.separation else 1
        print(f"| {folder.name} | `{found.verdict}` | {p:.2g} | {seconds:.2f} |", flush=True)


def report(runs: int = REPORTED) -> bool:
    """Print the tables; False where crowds without groups are called groups too often."""
    masks = {name: cells(DATA / name) for name in MASKS if (DATA / name).is_dir()}
    if not masks:
        print("The real conversations are not on this machine.")
        return True
    kept = {}
    for name, seen in masks.items():
        print(f"\n{name}, `groups` out of {runs}:\n")
        print(
            "| one crowd | one axis, weak | strong | two axes, weak | strong |\n|---|--:|--:|--:|--:|"
        )
        crowds = runs * len(CROWDS) * 2 * len(STRENGTHS)
        kept[f"{name}, at most {WRONG_AT_MOST:.0%} wrong"] = (
            size_of(seen, runs) <= WRONG_AT_MOST * crowds
        )
    print(f"\nThree groups, `groups` out of {runs}, by distance from one half:\n")
    print("| cells of | " + " | ".join(map(str, SEPARATIONS)) + " |")
    print("|---" + "|--:" * len(SEPARATIONS) + "|")
    for name, seen in masks.items():
        counts, agreements = power_on(seen, runs)
        print(f"| {name} | {counts} |", flush=True)
        print(f"| likeness of the cut to the groups planted | {agreements} |", flush=True)
    real()
    return all_kept(kept)


if __name__ == "__main__":
    sys.exit(0 if report(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS) else 1)
