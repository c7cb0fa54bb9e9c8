"""Random networks of the sizes of the table, the same for everybody who measures."""

from dataclasses import dataclass

import numpy as np

from thegither.methods.networks import Network


@dataclass(frozen=True)
class Graph:
    name: str
    n: int
    senders: np.ndarray
    receivers: np.ndarray
    groups: np.ndarray

    def network(self) -> Network:
        """A fresh network, nothing worked out beforehand."""
        return Network.of(self.senders, self.receivers, self.n)


def at_random(n: int, ties: int, groups: int) -> Graph:
    rng = np.random.default_rng(6)
    pairs = np.unique(rng.integers(0, n * n, int(ties * 1.06)))
    pairs = rng.permutation(pairs[pairs // n != pairs % n])[:ties]
    labels = rng.integers(0, groups, n)
    return Graph(f"{n:,} nodes, {ties:,} ties", n, pairs // n, pairs % n, labels)
