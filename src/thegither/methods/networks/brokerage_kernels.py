"""Counting open two-paths by role, in time that grows with triangles and not with two-paths.

All two-paths through a broker are counted from how many ties of each group come in and go out. From
these the closed ones (i -> b -> k with i -> k) are taken off: each is found once, at its triangle.
"""

import numpy as np

from thegither.methods.networks.sorting import FROM, TO, Directions, Ints, Nodes
from thegither.methods.shared.compiled import compiled

COORDINATOR, ITINERANT, REPRESENTATIVE, GATEKEEPER, LIAISON = range(5)


@compiled
def role(sender: int, broker: int, receiver: int) -> int:
    """The role of a broker, from the groups of the three."""
    if sender == receiver:
        return COORDINATOR if broker == sender else ITINERANT
    if broker == sender:
        return REPRESENTATIVE
    return GATEKEEPER if broker == receiver else LIAISON


@compiled
def all_paths(
    starts: Ints, nodes: Nodes, directions: Directions, groups: Nodes, n_groups: int
) -> Ints:
    """Two-paths through each node by role, open or closed."""
    n = len(starts) - 1
    counts = np.zeros((n, 5), np.int64)
    came, went = np.zeros(n_groups, np.int64), np.zeros(n_groups, np.int64)
    for b in range(n):
        own = groups[b]
        came[:], went[:] = 0, 0
        back_same = back_other = 0
        for slot in range(starts[b], starts[b + 1]):
            group, way = groups[nodes[slot]], directions[slot]
            went[group] += way & TO
            came[group] += (way & FROM) >> 1
            if way == TO + FROM:  # b -> i -> b leads nowhere
                back_same += group == own
                back_other += group != own
        others_in, others_out = came.sum() - came[own], went.sum() - went[own]
        same_group = (came * went).sum() - came[own] * went[own]
        counts[b, COORDINATOR] = came[own] * went[own] - back_same
        counts[b, ITINERANT] = same_group - back_other
        counts[b, REPRESENTATIVE] = came[own] * others_out
        counts[b, GATEKEEPER] = others_in * went[own]
        counts[b, LIAISON] = others_in * others_out - same_group
    return counts


@compiled
def take_off(
    counts: Ints, groups: Nodes, u: int, v: int, w: int, uv: int, uw: int, vw: int
) -> None:
    """Take the closed two-paths of one triangle off the counts."""
    if uv & TO and vw & TO and uw & TO:
        counts[v, role(groups[u], groups[v], groups[w])] -= 1
    if uw & TO and vw & FROM and uv & TO:
        counts[w, role(groups[u], groups[w], groups[v])] -= 1
    if uv & FROM and uw & TO and vw & TO:
        counts[u, role(groups[v], groups[u], groups[w])] -= 1
    if vw & TO and uw & FROM and uv & FROM:
        counts[w, role(groups[v], groups[w], groups[u])] -= 1
    if uw & FROM and uv & TO and vw & FROM:
        counts[u, role(groups[w], groups[u], groups[v])] -= 1
    if vw & FROM and uv & FROM and uw & FROM:
        counts[v, role(groups[w], groups[v], groups[u])] -= 1


@compiled
def take_off_closed(
    counts: Ints,
    forward_starts: Ints,
    slots: Ints,
    nodes: Nodes,
    directions: Directions,
    groups: Nodes,
) -> None:
    """Visit each triangle once and take its closed two-paths off the counts."""
    n = len(forward_starts) - 1
    way_to = np.zeros(n, np.int8)  # direction from u to whom it knows; 0 for strangers
    for u in range(n):
        for a in range(forward_starts[u], forward_starts[u + 1]):
            way_to[nodes[slots[a]]] = directions[slots[a]]
        for a in range(forward_starts[u], forward_starts[u + 1]):
            v = nodes[slots[a]]
            for b in range(forward_starts[v], forward_starts[v + 1]):
                w = nodes[slots[b]]
                if way_to[w]:
                    take_off(counts, groups, u, v, w, way_to[v], way_to[w], directions[slots[b]])
        for a in range(forward_starts[u], forward_starts[u + 1]):
            way_to[nodes[slots[a]]] = 0
