"""Networks beside R sna, igraph and networkx, on random networks of the same sizes in the same run."""

from benchmarks.networks.run import report

__all__ = ["report"]
