"""Networks that several tests look at."""

import csv
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from thegither.methods.networks import Network

DATA = Path(__file__).resolve().parents[6] / "shared" / "data" / "networks"
RESCUES = ("Cheyenne", "MtSi", "MtStHelens", "Texas")
has_data = pytest.mark.skipif(not DATA.is_dir(), reason="../shared/data is not on this machine")


def rescue(name: str) -> tuple[Network, list[int]]:
    """A search-and-rescue network and each organisation's sponsor."""
    with (DATA / f"{name}.edges.csv").open() as file:
        ties = [(int(row["from"]) - 1, int(row["to"]) - 1) for row in csv.DictReader(file)]
    with (DATA / f"{name}.nodes.csv").open() as file:
        sponsors = [row["Sponsorship"] for row in csv.DictReader(file)]
    names = sorted(set(sponsors))
    network = Network.of([a for a, _ in ties], [b for _, b in ties], len(sponsors))
    return network, [names.index(sponsor) for sponsor in sponsors]


def numbers(name: str) -> np.ndarray:
    """A table of numbers from the data folder, NA as nan."""
    with (DATA / name).open() as file:
        rows = list(csv.reader(file))[1:]
    return np.array([[np.nan if cell == "NA" else float(cell) for cell in row] for row in rows])


def two_cliques() -> Network:
    """Six who all know each other (0-5), six more (6-11), and 12 between 0 and 6.

    0===1..5        7..11===6
      \\               /
       `----- 12 ----'
    """
    pairs = [*combinations(range(6), 2), *combinations(range(6, 12), 2), (12, 0), (12, 6)]
    return Network.of([a for a, _ in pairs], [b for _, b in pairs], 13, directed=False)


def four_teams() -> tuple[Network, list[int]]:
    """Four teams of six in a ring, each bridged to the next, and 24 who knows one of each team.

    Thirteen stand between others, and no single loss splits the rest.
    """
    pairs = [pair for t in range(4) for pair in combinations(range(6 * t, 6 * t + 6), 2)]
    pairs += [(6 * t, (6 * t + 7) % 24) for t in range(4)] + [(6 * t + 2, 24) for t in range(4)]
    network = Network.of([a for a, _ in pairs], [b for _, b in pairs], 25, directed=False)
    return network, [node // 6 for node in range(25)]


def at_random(seed: int, *, n: int, chance: float, directed: bool = True) -> Network:
    rng = np.random.default_rng(seed)
    ties = rng.random((n, n)) < chance
    senders, receivers = np.nonzero(ties if directed else np.triu(ties, 1))
    strengths = rng.uniform(0.2, 4, len(senders))
    return Network.of(senders, receivers, n, strengths=strengths, directed=directed)


def partnership(seed: int, *, n: int) -> tuple[Network, list[int]]:
    """A made-up partnership of four groups, and the group of each.

    Who names many is often named much; groups are closed to different degrees; ties are returned. How
    strongly, is drawn anew for each seed.
    """
    rng = np.random.default_rng(seed)
    base, block, returned = rng.uniform([-2, -0.5, 0.5], [-0.5, 1.5, 2])
    spread, together = rng.uniform([0.5, 0], [1.2, 0.8])
    group = rng.integers(0, 4, n)
    names = spread * rng.normal(size=n)
    named = 0.7 * (together * names + spread * np.sqrt(1 - together**2) * rng.normal(size=n))
    home = block + 0.4 * rng.normal(size=4)[group] + 0.4 * rng.normal(size=n)
    send = base + names[:, None] + named + (group[:, None] == group) * home[:, None]
    first, second = np.triu_indices(n, 1)
    out, back = send[first, second], send[second, first]
    weights = np.exp([np.zeros(len(first)), out, back, out + back + returned])
    states = (rng.random(len(first)) * weights.sum(axis=0) > weights.cumsum(axis=0)).sum(axis=0)
    sends, gets = (states == 1) | (states == 3), states >= 2
    senders = np.concatenate([first[sends], second[gets]])
    receivers = np.concatenate([second[sends], first[gets]])
    return Network.of(senders, receivers, n), group.tolist()
