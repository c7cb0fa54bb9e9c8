import pytest

from thegither.methods.networks import Network, communities
from thegither.methods.networks.tests.examples import four_teams


def test_teams_are_found_as_communities():
    network, teams = four_teams()
    assert communities(network, seed=4).labels[:24].tolist() == teams[:24]


def test_modularity_equals_igraph():
    network = Network.of([0, 1, 2, 3], [1, 2, 0, 4], 5)
    assert communities(network).modularity == pytest.approx(0.375)
