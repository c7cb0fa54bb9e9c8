"""Structural holes: whether a node's contacts are strangers to one another, or a closed circle.

With ``a_ij`` the strength of the tie from i to j (both directions of an undirected tie), every node
spreads itself over its contacts in shares ``p_ij = (a_ij + a_ji) / sum_k (a_ik + a_ki)``.

References
----------
R. S. Burt (1992), Structural Holes, Harvard University Press, chapter 2. DOI 10.4159/9780674029095
"""

from dataclasses import dataclass

import numpy as np

from thegither.methods.networks.holes_kernels import (
    shares_of_contacts,
    sum_of_squares,
    visit_triangles,
)
from thegither.methods.networks.network import Network
from thegither.methods.networks.sorting import Floats


@dataclass(frozen=True, eq=False)
class Holes:
    """One number a node each; nan where undefined."""

    constraint: Floats
    effective_size: Floats


def structural_holes(network: Network) -> Holes:
    """Constraint and effective size of every node.

    ``constraint_i = sum_j (p_ij + sum_q p_iq p_qj)^2`` over the contacts j of i: high where contacts
    know one another. It is undefined (nan) for a node without contacts. It ranks the *contact* of a
    bridge better than the bridge itself, so never rank boundary spanners by it alone.

    ``effective_size_i = sum_j (1 - sum_q p_iq m_jq)`` with ``m_jq`` the strength between j and q over
    j's strongest: contacts, less what they know through one another. It is undefined (nan) for a
    node that sends no tie: in a directed network we then have nobody's word on whom it reaches, and
    only the words of others. (networkx' per-node calculation says nan there too.)

    >>> path = Network.of([0, 1], [1, 2], 3, directed=False)
    >>> structural_holes(path).constraint.tolist(), structural_holes(path).effective_size.tolist()
    ([1.0, 0.5, 1.0], [1.0, 2.0, 1.0])
    """
    contacts = network.contacts
    shares, relative = shares_of_contacts(contacts.starts, contacts.strengths)
    through, redundancy = visit_triangles(
        *contacts.forward, contacts.nodes, contacts.back, shares, relative
    )
    sizes = np.diff(contacts.starts) - redundancy
    return Holes(
        sum_of_squares(contacts.starts, shares, through),
        np.where(network.out.counts > 0, sizes, np.nan),
    )
