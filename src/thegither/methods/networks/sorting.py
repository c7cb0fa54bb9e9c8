"""Sorting ties in linear time, and joining both directions of a pair; the ground of every kernel.

Rows of ties are kept "compressed": the ties of node `i` stand in `starts[i]:starts[i + 1]`.
"""

import numpy as np
import numpy.typing as npt

from thegither.methods.shared.compiled import compiled

Ints = npt.NDArray[np.int64]
Nodes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Directions = npt.NDArray[np.int8]

TO, FROM = 1, 2  # bits of a direction; a tie both ways has 3


@compiled
def row_starts(keys: Nodes, n: int) -> Ints:
    starts = np.zeros(n + 1, np.int64)
    for key in keys:
        starts[key + 1] += 1
    for i in range(n):
        starts[i + 1] += starts[i]
    return starts


@compiled
def counting_order(keys: Nodes, starts: Ints) -> Ints:
    """The stable order that sorts `keys`, which lie in 0..n-1 (a counting sort)."""
    place = starts[:-1].copy()
    order = np.empty(len(keys), np.int64)
    for position in range(len(keys)):
        order[place[keys[position]]] = position
        place[keys[position]] += 1
    return order


@compiled
def pair_order(rows: Nodes, columns: Nodes, n: int) -> Ints:
    """The order that sorts pairs by row and then by column."""
    by_column = counting_order(columns, row_starts(columns, n))
    return by_column[counting_order(rows[by_column], row_starts(rows, n))]


@compiled
def merge_directions(
    starts: Ints, targets: Nodes, in_starts: Ints, senders: Nodes, sent: Floats, got: Floats
) -> tuple[Ints, Nodes, Floats, Directions]:
    """Rows of everybody tied to a node either way, with the sum of both directions' strengths.

    Both inputs are sorted, so that each node's two rows are merged like two sorted lists.
    """
    n = len(starts) - 1
    merged_starts = np.zeros(n + 1, np.int64)
    merged = np.empty(2 * len(targets), np.int32)
    strengths = np.zeros(2 * len(targets))
    directions = np.zeros(2 * len(targets), np.int8)
    size = 0
    for i in range(n):
        a, b = starts[i], in_starts[i]
        while a < starts[i + 1] or b < in_starts[i + 1]:
            left = targets[a] if a < starts[i + 1] else n
            right = senders[b] if b < in_starts[i + 1] else n
            merged[size] = min(left, right)
            if left <= right:
                strengths[size] += sent[a]
                directions[size] += TO
                a += 1
            if right <= left:
                strengths[size] += got[b]
                directions[size] += FROM
                b += 1
            size += 1
        merged_starts[i + 1] = size
    return merged_starts, merged[:size].copy(), strengths[:size].copy(), directions[:size].copy()


@compiled
def forward_slots(starts: Ints, nodes: Nodes) -> tuple[Ints, Ints]:
    """For each node the slots of its contacts that rank higher, by number of contacts.

    Every triangle then hangs at its lowest node once, and no node has more than sqrt(2 m) slots, so
    that even a network with hubs is searched in m^1.5 steps.
    """
    n = len(starts) - 1
    counts = np.diff(starts).astype(np.int32)
    order = counting_order(counts, row_starts(counts, n + 1))
    rank = np.empty(n, np.int32)
    rank[order] = np.arange(n).astype(np.int32)
    forward_starts = np.zeros(n + 1, np.int64)
    slots = np.empty(len(nodes) // 2, np.int64)
    size = 0
    for i in range(n):
        for slot in range(starts[i], starts[i + 1]):
            if rank[nodes[slot]] > rank[i]:
                slots[size] = slot
                size += 1
        forward_starts[i + 1] = size
    return forward_starts, slots
