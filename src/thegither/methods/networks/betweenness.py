"""Betweenness: how often a node lies on the shortest paths between others.

References
----------
L. C. Freeman (1977), A set of measures of centrality based on betweenness, Sociometry 40, 35-41.
DOI 10.2307/3033543
M. Riondato and E. M. Kornaropoulos (2016), Fast approximation of betweenness centrality through
sampling, Data Mining and Knowledge Discovery 30, 438-475. DOI 10.1007/s10618-015-0423-0
C. J. Clopper and E. S. Pearson (1934), The use of confidence or fiducial limits illustrated in the
case of the binomial, Biometrika 26, 404-413. DOI 10.1093/biomet/26.4.404
"""

from dataclasses import dataclass

import numpy as np
from scipy.stats import beta

from thegither.methods.networks.network import Network
from thegither.methods.networks.outside import to_igraph
from thegither.methods.networks.path_kernels import sample_paths
from thegither.methods.networks.sorting import Floats, Ints

EXACT_UP_TO = 5000
FIRST_SAMPLES = 4096


@dataclass(frozen=True, eq=False)
class Betweenness:
    """Shares from 0 to 1, one a node, of ordered pairs of others whose shortest path it lies on.

    Where several shortest paths join a pair, each counts for its part. `error` is what no node's
    value is further off than, all nodes together, with the asked confidence: 0 when exact.
    `samples` is 0 when exact. `by_steps` says that lengths of ties were left out of account.
    """

    values: Floats
    error: float
    samples: int
    by_steps: bool


def betweenness(network: Network, *, exact_up_to: int = EXACT_UP_TO, seed: int = 0) -> Betweenness:
    """Exact (by igraph, along the lengths of ties) up to `exact_up_to` nodes, else sampled.

    The share is the sum over ordered pairs of others, divided by (n - 1)(n - 2); 0 below three
    nodes, where nobody stands between.

    >>> path = Network.of([0, 1], [1, 2], 3, directed=False)
    >>> betweenness(path).values.tolist()
    [0.0, 1.0, 0.0]
    """
    if network.n > exact_up_to:
        return sampled_betweenness(network, seed=seed)
    graph = to_igraph(network)
    flat = bool(np.all(network.out.lengths == 1))
    values = np.array(graph.betweenness(weights=None if flat else "length"), dtype=np.float64)
    pairs = max((network.n - 1) * (network.n - 2), 1) / (1 if network.directed else 2)
    return Betweenness(values / pairs, 0.0, 0, flat)


def sampled_betweenness(
    network: Network, *, error: float = 0.01, confidence: float = 0.95, seed: int = 0
) -> Betweenness:
    """Betweenness from random shortest paths, until no node can be off by more than `error`.

    Each sample is a random ordered pair and one of its shortest paths at random, so that a node lies
    inside with a chance equal to its share: hits are binomial. After each stage (twice as many
    samples as before) the widest Clopper-Pearson limits of any node are compared with `error`; the
    chance of a false word is shared out over nodes and stages. Paths are counted in steps,
    whatever the lengths of ties.

    >>> star = Network.of([0] * 50, range(1, 51), 51, directed=False)
    >>> guess = sampled_betweenness(star)
    >>> guess.error <= 0.01, bool(abs(guess.values[0] - 1) <= guess.error)
    (True, True)
    """
    n, into = network.n, network.into
    if n < 3:
        return Betweenness(np.zeros(n), 0.0, 0, True)
    hits, samples, stage = np.zeros(n, dtype=np.int64), 0, 0
    rng = np.random.default_rng(seed)
    # A pair includes its ends, which a node cannot stand between: n (n - 1) against (n - 1)(n - 2).
    scale = n / (n - 2)
    reached = np.inf
    while reached > error:
        more = max(samples, FIRST_SAMPLES)
        hits += sample_paths(
            network.out.starts,
            network.out.nodes,
            into.starts,
            into.nodes,
            more,
            int(rng.integers(2**31)),
        )
        samples, stage = samples + more, stage + 1
        doubt = (1 - confidence) / (n * stage * (stage + 1))  # sums to 1 - confidence at most
        reached = scale * widest(hits, samples, doubt)
    return Betweenness(hits / samples * scale, reached, samples, True)


def widest(hits: Ints, samples: int, doubt: float) -> float:
    """The furthest that any node's true chance may lie from its share of hits."""
    found = np.unique(hits).astype(np.float64)
    low = np.where(found > 0, beta.ppf(doubt / 2, found, samples - found + 1), 0)
    high = np.where(found < samples, beta.isf(doubt / 2, found + 1, samples - found), 1)
    share = found / samples
    return float(np.maximum(share - low, high - share).max())
