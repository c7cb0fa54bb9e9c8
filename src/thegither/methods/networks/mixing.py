"""Do ties stay inside groups or cross between them: the E-I index, beside what chance would give.

References
----------
D. Krackhardt and R. N. Stern (1988), Informal networks and organizational crises: an experimental
simulation, Social Psychology Quarterly 51, 123-140. DOI 10.2307/2786835
B. Phipson and G. K. Smyth (2010), Permutation p-values should never be zero, Statistical
Applications in Genetics and Molecular Biology 9, article 39. DOI 10.2202/1544-6115.1585
"""

from dataclasses import dataclass
from math import nan

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.brokerage import check_groups
from thegither.methods.networks.network import ImpossibleNetwork, Network
from thegither.methods.networks.sorting import Floats, Ints, Nodes
from thegither.methods.shared.compiled import compiled

LANES = 8  # shuffled labels read side by side: one look at a tie serves them all


@dataclass(frozen=True)
class Mixing:
    """The E-I index with its permutation test.

    `index` is -1 where all ties stay inside, 1 where all cross. `expected` is its mean over shuffled
    labels; `p_closed` and `p_open` are the chances of an index as low or as high; `p` is two-sided.
    """

    index: float
    expected: float
    p: float
    p_closed: float
    p_open: float
    permutations: int


def ei_index(network: Network, groups: npt.ArrayLike) -> float:
    """(external - internal) / (external + internal), ties weighed by strength.

    Undefined (nan) without ties.

    >>> ei_index(Network.of([0, 1, 2], [1, 2, 0], 3), [0, 0, 1])
    0.3333333333333333
    """
    group = check_groups(groups, network.n)
    rows = network.out
    total = rows.strengths.sum()
    inside = rows.strengths[group[rows.owners] == group[rows.nodes]].sum()
    return float((total - 2 * inside) / total) if total else nan


def mixing(
    network: Network,
    groups: npt.ArrayLike,
    *,
    units: npt.ArrayLike | None = None,
    permutations: int = 999,
    seed: int = 0,
) -> Mixing:
    """The E-I index against labels shuffled at the level where they are constant.

    If everybody in an organisation has its sector, sectors are a property of organisations: shuffling
    them over persons would call clumps of colleagues a finding. `units` names the organisation of
    each node, and labels then move between organisations. ``p = (1 + b) / (1 + B)``, with b of B
    shuffles at least as extreme; it is never nought.

    Parameters
    ----------
    units: whole numbers from 0, one a node; every node its own unit when not given.

    Raises ImpossibleNetwork when a unit has nodes of two groups.

    >>> ring = Network.of([0, 1, 2, 3, 4, 5], [1, 2, 0, 4, 5, 3], 6)
    >>> result = mixing(ring, [0, 0, 0, 1, 1, 1], permutations=199)
    >>> result.index, result.p_closed < 0.2
    (-1.0, True)
    """
    group = check_groups(groups, network.n)
    unit = np.arange(network.n, dtype=np.int32) if units is None else check_groups(units, network.n)
    labels = _labels_of_units(group, unit)
    seen = ei_index(network, group)
    if np.isnan(seen):
        return Mixing(nan, nan, nan, nan, nan, 0)
    shuffled = _shuffled_indices(network, unit, labels, permutations, np.random.default_rng(seed))
    slack = 1e-12  # equal sums added in another order
    low = (1 + int((shuffled <= seen + slack).sum())) / (1 + permutations)
    high = (1 + int((shuffled >= seen - slack).sum())) / (1 + permutations)
    expected = float(shuffled.mean()) if permutations else nan
    return Mixing(seen, expected, min(1.0, 2 * min(low, high)), low, high, permutations)


def _labels_of_units(group: Nodes, unit: Nodes) -> Nodes:
    labels = np.zeros(int(unit.max(initial=-1)) + 1, dtype=np.int32)
    labels[unit] = group
    if np.any(labels[unit] != group):
        raise ImpossibleNetwork("A unit has members of two groups; labels belong to its parts.")
    return labels


def _shuffled_indices(
    network: Network, unit: Nodes, labels: Nodes, permutations: int, rng: np.random.Generator
) -> Floats:
    rows = network.out
    present = np.unique(unit)  # numbers that no node uses have no label to give
    total = rows.strengths.sum()
    small = np.min_scalar_type(int(labels.max()))  # small labels stay in the processor's cache
    indices: list[Floats] = []
    while LANES * len(indices) < permutations:
        moved = np.empty((LANES, len(labels)), dtype=small)
        for lane in range(LANES):
            moved[lane, present] = rng.permutation(labels[present])
        lanes = np.ascontiguousarray(moved[:, unit].T)
        inside = inside_by_lane(rows.starts, rows.nodes, rows.strengths, lanes)
        indices.append((total - 2 * inside) / total)
    return np.concatenate([np.empty(0), *indices])[:permutations]


@compiled
def inside_by_lane(starts: Ints, nodes: Nodes, strengths: Floats, lanes: Nodes) -> Floats:
    """Strength of ties inside groups, for several labellings at once."""
    inside = np.zeros(LANES)
    own = np.empty(LANES, lanes.dtype)
    for i in range(len(starts) - 1):
        own[:] = lanes[i]
        for slot in range(starts[i], starts[i + 1]):
            for lane in range(LANES):
                inside[lane] += strengths[slot] * (own[lane] == lanes[nodes[slot], lane])
    return inside
