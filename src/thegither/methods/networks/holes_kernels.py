"""Constraint and effective size from one visit to each triangle."""

import numpy as np

from thegither.methods.networks.sorting import Floats, Ints, Nodes
from thegither.methods.shared.compiled import compiled


@compiled
def shares_of_contacts(starts: Ints, strengths: Floats) -> tuple[Floats, Floats]:
    """Each contact's share of a node's whole strength, and its strength over the strongest."""
    shares, relative = np.empty(len(strengths)), np.empty(len(strengths))
    for i in range(len(starts) - 1):
        row = strengths[starts[i] : starts[i + 1]]
        if len(row):
            shares[starts[i] : starts[i + 1]] = row / row.sum()
            relative[starts[i] : starts[i + 1]] = row / row.max()
    return shares, relative


@compiled
def add_triangle(
    through: Floats,
    redundancy: Floats,
    shares: Floats,
    relative: Floats,
    i: int,
    ij: int,
    iq: int,
    jq: int,
    qj: int,
) -> None:
    """What node i cannot reach through j without q, and through q without j."""
    through[ij] += shares[iq] * shares[qj]
    through[iq] += shares[ij] * shares[jq]
    redundancy[i] += shares[iq] * relative[jq] + shares[ij] * relative[qj]


@compiled
def visit_triangles(
    forward_starts: Ints,
    slots: Ints,
    nodes: Nodes,
    back: Ints,
    shares: Floats,
    relative: Floats,
) -> tuple[Floats, Floats]:
    """Sum over q of p_iq p_qj for each slot (i, j), and of p_iq m_jq for each node i."""
    n = len(forward_starts) - 1
    through, redundancy = np.zeros(len(nodes)), np.zeros(n)
    slot_to = np.full(n, -1)
    for u in range(n):
        first, last = forward_starts[u], forward_starts[u + 1]
        for a in range(first, last):
            slot_to[nodes[slots[a]]] = slots[a]
        for a in range(first, last):
            uv, v = slots[a], nodes[slots[a]]
            for b in range(forward_starts[v], forward_starts[v + 1]):
                vw, w = slots[b], nodes[slots[b]]
                uw = slot_to[w]
                if uw >= 0:
                    vu, wu, wv = back[uv], back[uw], back[vw]
                    add_triangle(through, redundancy, shares, relative, u, uv, uw, vw, wv)
                    add_triangle(through, redundancy, shares, relative, v, vu, vw, uw, wu)
                    add_triangle(through, redundancy, shares, relative, w, wu, wv, uv, vu)
        for a in range(first, last):
            slot_to[nodes[slots[a]]] = -1
    return through, redundancy


@compiled
def sum_of_squares(starts: Ints, shares: Floats, through: Floats) -> Floats:
    """Sum over j of (p_ij + sum over q of p_iq p_qj)^2; nan for whoever has no contacts."""
    result = np.full(len(starts) - 1, np.nan)
    for i in range(len(result)):
        if starts[i + 1] > starts[i]:
            whole = shares[starts[i] : starts[i + 1]] + through[starts[i] : starts[i + 1]]
            result[i] = (whole * whole).sum()
    return result
