"""Where to draw each node, so that those who are tied stand together.

References
----------
T. Kamada and S. Kawai (1989), An algorithm for drawing general undirected graphs, Information
Processing Letters 31, 7-15. DOI 10.1016/0020-0190(89)90102-6
T. M. J. Fruchterman and E. M. Reingold (1991), Graph drawing by force-directed placement, Software:
Practice and Experience 21, 1129-1164. DOI 10.1002/spe.4380211102
"""

import numpy as np

from thegither.methods.networks.network import Network
from thegither.methods.networks.outside import to_igraph
from thegither.methods.networks.randomness import seeded
from thegither.methods.networks.sorting import Floats

SPRINGS_UP_TO = 500  # Kamada and Kawai's springs take time with the cube of the nodes


def places(network: Network, *, seed: int = 0) -> Floats:
    """An (n, 2) array of places between 0 and 1, the same for the same network and seed.

    Springs as long as the number of steps between two nodes up to 500 nodes; attraction along ties
    and repulsion between all above that. Parts that are not tied to one another stand apart.

    >>> spot = places(Network.of([0, 1], [1, 2], 3))
    >>> spot.shape, float(spot.min()), float(spot.max())
    ((3, 2), 0.0, 1.0)
    """
    if not network.n:
        return np.zeros((0, 2))
    graph = to_igraph(network)
    graph.to_undirected()
    start = _circle(network.n)
    with seeded(seed):
        if network.n <= SPRINGS_UP_TO:
            found = graph.layout_kamada_kawai(seed=start)
        else:
            found = graph.layout_fruchterman_reingold(seed=start, grid=False, niter=200)
    spots = np.array(found.coords, dtype=np.float64).reshape(network.n, 2)
    spots -= spots.min(axis=0, initial=np.inf)
    span = np.maximum(spots.max(axis=0, initial=0.0), 1e-9)
    scaled: Floats = spots / span
    return scaled


def _circle(n: int) -> list[list[float]]:
    angles = 2 * np.pi * np.arange(n) / max(n, 1)
    circle: list[list[float]] = np.column_stack([np.cos(angles), np.sin(angles)]).tolist()
    return circle
