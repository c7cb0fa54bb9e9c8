"""One random shortest path between two nodes, searched from both ends at once.

A search from one end alone would touch the whole network for each path. Searching from both, always
on the side with fewer ties to follow, touches only a small part of it.
"""

import numpy as np

from thegither.methods.networks.sorting import Floats, Ints, Nodes
from thegither.methods.shared.compiled import compiled


@compiled
def spread(
    starts: Ints,
    nodes: Nodes,
    queue: Ints,
    first: int,
    last: int,
    depth: Ints,
    paths: Floats,
) -> int:
    """Take one step out from `queue[first:last]`; gives the new end of the queue."""
    end = last
    for place in range(first, last):
        node = queue[place]
        for slot in range(starts[node], starts[node + 1]):
            other = nodes[slot]
            if depth[other] < 0:
                depth[other] = depth[node] + 1
                queue[end] = other
                end += 1
            if depth[other] == depth[node] + 1:
                paths[other] += paths[node]
    return end


@compiled
def ties_to_follow(starts: Ints, frontier: Ints) -> int:
    total = 0
    for node in frontier:
        total += starts[node + 1] - starts[node]
    return total


@compiled
def pick(chances: Floats, point: float) -> int:
    """The place at which the running sum of chances passes `point` (from 0 to 1) of the whole."""
    goal = point * chances.sum()
    for place in range(len(chances)):
        goal -= chances[place]
        if goal < 0:
            return place
    return len(chances) - 1


@compiled
def trace(
    back_starts: Ints, back_nodes: Nodes, node: int, depth: Ints, paths: Floats, hits: Ints
) -> None:
    """Walk from the meeting place back to one end, each path as likely as any other."""
    while depth[node] > 1:
        row = back_nodes[back_starts[node] : back_starts[node + 1]]
        chances = np.zeros(len(row))
        for place in range(len(row)):
            if depth[row[place]] == depth[node] - 1:
                chances[place] = paths[row[place]]
        node = row[pick(chances, np.random.random())]
        hits[node] += 1


@compiled
def sample_path(
    out_starts: Ints,
    out_nodes: Nodes,
    in_starts: Ints,
    in_nodes: Nodes,
    source: int,
    target: int,
    depths: Ints,
    paths: Floats,
    queues: Ints,
    hits: Ints,
) -> None:
    """Add one to `hits` for every node inside one random shortest path, if there is a path."""
    first, last = np.zeros(2, np.int64), np.ones(2, np.int64)
    queues[0, 0], queues[1, 0] = source, target
    depths[0, source] = depths[1, target] = 0
    paths[0, source] = paths[1, target] = 1.0
    meeting = np.empty(0, np.int64)
    while len(meeting) == 0 and first[0] < last[0] and first[1] < last[1]:
        cost = ties_to_follow(out_starts, queues[0, first[0] : last[0]])
        side = int(cost > ties_to_follow(in_starts, queues[1, first[1] : last[1]]))
        if side == 0:
            end = spread(out_starts, out_nodes, queues[0], first[0], last[0], depths[0], paths[0])
        else:
            end = spread(in_starts, in_nodes, queues[1], first[1], last[1], depths[1], paths[1])
        first[side], last[side] = last[side], end
        fresh = queues[side, first[side] : end]
        meeting = fresh[depths[1 - side][fresh] >= 0]
    if len(meeting):
        ways = paths[0][meeting] * paths[1][meeting]
        middle = meeting[pick(ways, np.random.random())]
        hits[middle] += middle != source and middle != target
        trace(in_starts, in_nodes, middle, depths[0], paths[0], hits)
        trace(out_starts, out_nodes, middle, depths[1], paths[1], hits)
    for side in range(2):
        for place in range(last[side]):
            depths[side, queues[side, place]] = -1
            paths[side, queues[side, place]] = 0.0


@compiled
def sample_paths(
    out_starts: Ints, out_nodes: Nodes, in_starts: Ints, in_nodes: Nodes, samples: int, seed: int
) -> Ints:
    """How many of `samples` random shortest paths, between random pairs, each node lies inside."""
    np.random.seed(seed)
    n = len(out_starts) - 1
    hits = np.zeros(n, np.int64)
    depths, paths = np.full((2, n), -1), np.zeros((2, n))
    queues = np.empty((2, n), np.int64)
    for _ in range(samples):
        source = np.random.randint(n)
        target = np.random.randint(n - 1)
        target += target >= source
        sample_path(
            out_starts,
            out_nodes,
            in_starts,
            in_nodes,
            source,
            target,
            depths,
            paths,
            queues,
            hits,
        )
    return hits
