"""A network as igraph sees it, for what igraph does well."""

import igraph
import numpy as np

from thegither.methods.networks.network import Network


def to_igraph(network: Network) -> igraph.Graph:
    """The same nodes and ties; `length` and `strength` become attributes of edges."""
    rows = network.out
    keep = np.ones(len(rows.nodes), dtype=bool) if network.directed else rows.owners < rows.nodes
    pairs = np.column_stack([rows.owners, rows.nodes])[keep]
    graph = igraph.Graph(n=network.n, edges=pairs, directed=network.directed)
    graph.es["length"], graph.es["strength"] = rows.lengths[keep], rows.strengths[keep]
    return graph
