"""Communities: who forms a cluster by ties alone, whatever their organisations.

References
----------
V. A. Traag, L. Waltman and N. J. van Eck (2019), From Louvain to Leiden: guaranteeing
well-connected communities, Scientific Reports 9, 5233. DOI 10.1038/s41598-019-41695-z
"""

from dataclasses import dataclass

import numpy as np

from thegither.methods.networks.network import Network
from thegither.methods.networks.outside import to_igraph
from thegither.methods.networks.randomness import seeded
from thegither.methods.networks.sorting import Ints


@dataclass(frozen=True, eq=False)
class Communities:
    """`labels` gives the community of each node, numbered by its first node.

    `modularity` is the share of strength inside communities beyond what degrees alone would put
    there; nan without ties.
    """

    labels: Ints
    modularity: float


def communities(network: Network, *, resolution: float = 1.0, seed: int = 0) -> Communities:
    """The Leiden method for modularity, by igraph, until nothing can be improved.

    Ties are taken either way, with the strengths of both directions added. A higher `resolution`
    gives more and smaller communities. A node without ties is a community of its own.

    >>> two_pairs = Network.of([0, 2], [1, 3], 4)
    >>> communities(two_pairs).labels.tolist()
    [0, 0, 1, 1]
    """
    contacts = network.contacts
    owners = np.repeat(np.arange(network.n), np.diff(contacts.starts))
    once = owners < contacts.nodes
    both_ways = Network.of(
        owners[once],
        contacts.nodes[once],
        network.n,
        strengths=contacts.strengths[once],
        directed=False,
    )
    graph = to_igraph(both_ways)
    with seeded(seed):
        found = graph.community_leiden(
            "modularity", weights="strength", resolution=resolution, n_iterations=-1
        )
    modularity = (
        graph.modularity(found.membership, weights="strength") if graph.ecount() else np.nan
    )
    return Communities(
        _by_first_node(np.array(found.membership, dtype=np.int64)), float(modularity)
    )


def _by_first_node(labels: Ints) -> Ints:
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse.reshape(-1)]
