"""How closely a whole network is knit: density, reciprocity, centralization.

References
----------
S. Wasserman and K. Faust (1994), Social Network Analysis, chapters 4 and 13.
DOI 10.1017/CBO9780511815478
L. C. Freeman (1978), Centrality in social networks: conceptual clarification, Social Networks 1,
215-239. DOI 10.1016/0378-8733(78)90021-7
"""

from math import nan

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.network import Network
from thegither.methods.networks.sorting import Floats


def density(network: Network) -> float:
    """The share of possible ties that exist.

    ties / (n (n - 1)) when directed, twice that when not; self-ties do not count. Undefined (nan)
    with fewer than two nodes.

    >>> density(Network.of([0, 1, 2], [1, 0, 0], 3))
    0.5
    """
    possible = network.n * (network.n - 1)
    return len(network.out.nodes) / possible if possible else nan


def group_density(network: Network, groups: npt.ArrayLike, n_groups: int) -> Floats:
    """Density within and between groups: cell (a, b) is the share of possible ties from a to b.

    Undefined (nan) where no tie is possible, such as within a group of one.

    >>> group_density(Network.of([0, 1], [1, 2], 3), [0, 0, 1], 2).tolist()
    [[0.5, 0.5], [0.0, nan]]
    """
    group = np.asarray(groups)
    cells = group[network.out.owners] * n_groups + group[network.out.nodes]
    found = np.bincount(cells, minlength=n_groups**2).reshape(n_groups, n_groups)
    sizes = np.bincount(group, minlength=n_groups)
    possible = np.outer(sizes, sizes) - np.diag(sizes)
    return np.where(possible > 0, found / np.maximum(possible, 1), nan)


def reciprocity(network: Network) -> float:
    """The share of directed ties that are returned: |i -> j with j -> i| / |i -> j|.

    1 in an undirected network. Undefined (nan) without ties. (R `sna` calls this `edgewise`; it is
    igraph's and networkx's definition.)

    >>> round(reciprocity(Network.of([0, 1, 2], [1, 0, 0], 3)), 3)
    0.667
    """
    if not len(network.out.nodes):
        return nan
    # A pair tied both ways stands twice among the ties but once a node among the contacts.
    returned = 2 * len(network.out.nodes) - len(network.contacts.nodes)
    return returned / len(network.out.nodes) if network.directed else 1.0


def centralization(network: Network, direction: str = "out") -> float:
    """How far ties gather at one node: 1 in a star, 0 where all have equally many.

    Freeman's sum of (largest degree - degree) over its largest possible value: (n - 1)^2 when
    directed (a star whose centre holds all ties), (n - 1)(n - 2) when not. `direction` is "out" or
    "in". Undefined (nan) below two nodes (directed) or three (undirected).

    >>> centralization(Network.of([0, 0, 0], [1, 2, 3], 4))
    1.0
    """
    n = network.n
    degrees = (network.out if direction == "out" else network.into).counts
    largest = (n - 1) ** 2 if network.directed else (n - 1) * (n - 2)
    if n < 2 or not largest:
        return nan
    return float((degrees.max() - degrees).sum() / largest)
