import numpy as np
import pytest

from thegither.methods.networks import Network, centralization, density, group_density, reciprocity
from thegither.methods.networks.outside import to_igraph
from thegither.methods.networks.tests.examples import at_random


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", range(5))
def test_density_and_reciprocity_equal_igraph(seed, directed):
    network = at_random(seed, n=12, chance=0.3, directed=directed)
    graph = to_igraph(network)
    assert density(network) == pytest.approx(graph.density(), abs=1e-15)
    assert reciprocity(network) == pytest.approx(graph.reciprocity(), abs=1e-15)


def test_a_star_is_wholly_centralised_and_a_ring_not_at_all():
    star = Network.of([0] * 5, range(1, 6), 6, directed=False)
    ring = Network.of(range(6), [1, 2, 3, 4, 5, 0], 6)
    assert (centralization(star), centralization(ring), centralization(ring, "in")) == (1, 0, 0)


def test_group_densities_weighed_by_possible_ties_give_the_density():
    network = at_random(3, n=11, chance=0.4)
    groups = np.arange(11) % 3
    sizes = np.bincount(groups)
    possible = np.outer(sizes, sizes) - np.diag(sizes)
    cells = group_density(network, groups, 3)
    assert (cells * possible).sum() / possible.sum() == pytest.approx(density(network))
