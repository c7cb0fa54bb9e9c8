"""What happens when one leaves: parts that fall off, reach that is lost, and how to save it.

Ties are followed either way here: a working relation that is lost is lost to both.

References
----------
J. Hopcroft and R. Tarjan (1973), Algorithm 447: efficient algorithms for graph manipulation,
Communications of the ACM 16, 372-378. DOI 10.1145/362248.362272
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.network import ImpossibleNetwork, Network
from thegither.methods.networks.sorting import Ints, Nodes
from thegither.methods.shared.compiled import compiled


@dataclass(frozen=True, eq=False)
class Removals:
    """What the loss of each node would do, one number a node.

    `reach_lost`: pairs of others who could reach each other and no longer can. `parts`: into how
    many parts those who could reach the node fall (1: they hold together; 0: there are none).
    `only_contact_of`: how many others would be left with no tie at all.
    """

    reach_lost: Ints
    parts: Ints
    only_contact_of: Ints

    @property
    def articulation_points(self) -> Ints:
        """Nodes whose loss splits the rest."""
        return np.flatnonzero(self.parts > 1)


@dataclass(frozen=True)
class Introduction:
    """Two nodes to bring together before a third leaves, and how many pairs that keeps in reach."""

    first: int
    second: int
    pairs_kept: int


def removals(network: Network) -> Removals:
    """The loss of each node, for all nodes in one walk.

    A depth-first walk gives each node the earliest node that its branch reaches around it. A branch
    that reaches no further than the node itself falls off with it. With a component of c nodes that
    falls into parts of sizes s, ``reach_lost = C(c - 1, 2) - sum C(s, 2)``.

    >>> path = Network.of([0, 1], [1, 2], 3)
    >>> lost = removals(path)
    >>> lost.reach_lost.tolist(), lost.parts.tolist(), lost.articulation_points.tolist()
    ([0, 1, 0], [1, 2, 1], [1])
    """
    contacts = network.contacts
    whole, parts, kept = walk(contacts.starts, contacts.nodes)
    alone = np.diff(contacts.starts) == 1
    only = np.bincount(contacts.nodes[contacts.starts[:-1][alone]], minlength=network.n)
    return Removals((whole - 1) * (whole - 2) // 2 - kept, parts, only.astype(np.int64))


@compiled
def walk(starts: Ints, nodes: Nodes) -> tuple[Ints, Ints, Ints]:
    """Size of each node's component, its parts without the node, and pairs that stay in reach."""
    n = len(starts) - 1
    order, low, size = np.full(n, -1), np.zeros(n, np.int64), np.ones(n, np.int64)
    parts, kept, fallen = np.zeros(n, np.int64), np.zeros(n, np.int64), np.zeros(n, np.int64)
    whole, parent, slot = np.ones(n, np.int64), np.full(n, -1), starts[:-1].copy()
    path, seen = np.empty(n, np.int64), np.empty(n, np.int64)
    for root in range(n):
        if order[root] >= 0:
            continue
        depth, count = 1, 1
        path[0], seen[0], order[root], low[root] = root, root, 0, 0
        while depth:
            node = path[depth - 1]
            if slot[node] < starts[node + 1]:
                other = nodes[slot[node]]
                slot[node] += 1
                if order[other] < 0:
                    order[other] = low[other] = count
                    parent[other], path[depth], seen[count] = node, other, other
                    depth, count = depth + 1, count + 1
                elif other != parent[node]:
                    low[node] = min(low[node], order[other])
                continue
            depth -= 1
            above = parent[node]
            if above >= 0:
                size[above] += size[node]
                low[above] = min(low[above], low[node])
                if low[node] >= order[above]:
                    parts[above] += 1
                    fallen[above] += size[node]
                    kept[above] += size[node] * (size[node] - 1) // 2
        close_component(seen[:count], whole, parts, kept, fallen)
    return whole, parts, kept


@compiled
def close_component(seen: Ints, whole: Ints, parts: Ints, kept: Ints, fallen: Ints) -> None:
    """Add, for each node of a component, the part that holds whatever did not fall off."""
    for node in seen:
        whole[node] = len(seen)
        rest = len(seen) - 1 - fallen[node]
        if rest:
            parts[node] += 1
            kept[node] += rest * (rest - 1) // 2


def components(network: Network, without: int | None = None) -> Ints:
    """The part to which each node belongs, numbered by its first node; -1 for a node left out.

    >>> components(Network.of([0, 3], [1, 2], 4)).tolist()
    [0, 0, 1, 1]
    """
    contacts = network.contacts
    left_out = -1 if without is None else without
    return label_components(contacts.starts, contacts.nodes, left_out)


@compiled
def label_components(starts: Ints, nodes: Nodes, left_out: int) -> Ints:
    n = len(starts) - 1
    labels = np.full(n, -1)
    queue = np.empty(n, np.int64)
    found = 0
    for root in range(n):
        if labels[root] >= 0 or root == left_out:
            continue
        labels[root] = found
        queue[0] = root
        first, last = 0, 1
        while first < last:
            for slot in range(starts[queue[first]], starts[queue[first] + 1]):
                other = nodes[slot]
                if labels[other] < 0 and other != left_out:
                    labels[other] = found
                    queue[last] = other
                    last += 1
            first += 1
        found += 1
    return labels


def handover_plan(
    network: Network, leaver: int, introductions: int | None = None
) -> list[Introduction]:
    """Which introductions keep most pairs in reach of each other when `leaver` goes.

    Each part that the loss leaves is spoken for by its contact closest to the leaver. Joining the
    k + 1 largest parts is the best that k introductions can do, since a part's gain grows with its
    size; so the largest part is introduced to the others, largest first. Whole plan when
    `introductions` is not given. Empty where nothing falls apart.

    Raises ImpossibleNetwork when there is no such node.

    >>> star = Network.of([0, 0, 0], [1, 2, 3], 4)
    >>> [(step.first, step.second, step.pairs_kept) for step in handover_plan(star, 0)]
    [(1, 2, 1), (1, 3, 2)]
    """
    if not 0 <= leaver < network.n:
        raise ImpossibleNetwork(f"There is no node {leaver}.")
    labels = components(network, leaver)
    speakers = _closest_of_each_part(network, leaver, labels)
    sizes = np.bincount(labels[labels >= 0], minlength=1)
    by_size = sorted(speakers, key=lambda part: (-sizes[part], part))
    plan, joined = [], 0
    for place, part in enumerate(by_size):
        if place:
            step = Introduction(speakers[by_size[0]], speakers[part], joined * int(sizes[part]))
            plan.append(step)
        joined += int(sizes[part])
    return plan[:introductions]


def _closest_of_each_part(network: Network, leaver: int, labels: Ints) -> dict[int, int]:
    contacts = network.contacts
    row = slice(contacts.starts[leaver], contacts.starts[leaver + 1])
    closest: dict[int, int] = {}
    strongest_first = np.argsort(-contacts.strengths[row], kind="stable")
    for node in contacts.nodes[row][strongest_first]:
        closest.setdefault(int(labels[node]), int(node))
    return closest


def links_held_alone(network: Network, units: npt.ArrayLike) -> Ints:
    """For each node, how many pairs of units only it keeps in touch.

    A node holds the link of its unit to another alone when every tie between the two units runs
    through it.

    >>> links_held_alone(Network.of([0, 1, 1], [1, 2, 3], 4), [0, 0, 1, 2]).tolist()
    [0, 2, 1, 1]
    """
    unit = np.asarray(units)
    owners, others = network.out.owners, network.out.nodes.astype(np.int64)
    crossing = unit[owners] != unit[others]
    owners, others = owners[crossing], others[crossing]
    pairs = np.sort(np.column_stack([unit[owners], unit[others]]), axis=1)
    _, link = np.unique(pairs, axis=0, return_inverse=True)
    ends = np.concatenate([owners, others])
    touched = np.unique(np.column_stack([np.tile(link.reshape(-1), 2), ends]), axis=0)
    ends_of_link = _ties_touching(link.reshape(-1), owners, others, touched)
    return np.bincount(touched[ends_of_link, 1], minlength=network.n).astype(np.int64)


def _ties_touching(link: Ints, owners: Ints, others: Ints, touched: Ints) -> npt.NDArray[np.bool_]:
    """Whether each (link, node) pair takes part in every tie of its link."""
    size = np.bincount(link, minlength=1)
    n = int(max(owners.max(initial=0), others.max(initial=0))) + 1
    keys = np.concatenate([link * n + owners, link * n + others])
    names, counts = np.unique(keys, return_counts=True)
    own = np.searchsorted(names, touched[:, 0] * n + touched[:, 1])
    return counts[own] == size[touched[:, 0]] if len(names) else np.zeros(0, dtype=bool)
