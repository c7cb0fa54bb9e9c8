import numpy as np

from thegither.methods.networks import Network, places
from thegither.methods.networks.tests.examples import at_random, two_cliques


def test_equal_seeds_draw_equal_maps():
    network = at_random(1, n=20, chance=0.1)
    assert np.array_equal(places(network), places(network))


def test_who_is_tied_stands_together():
    spots = places(two_cliques())
    first, second = spots[:6].mean(axis=0), spots[6:12].mean(axis=0)
    spread = np.abs(spots[:6] - first).max()
    assert np.linalg.norm(first - second) > spread
    assert spots.min() == 0 and spots.max() == 1


def test_large_networks_are_placed_too():
    network = Network.of(range(599), range(1, 600), 600)
    assert np.isfinite(places(network)).all()
