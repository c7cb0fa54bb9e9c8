"""Constraint as igraph has it, effective size as networkx has it node by node."""

import networkx as nx
import numpy as np
import pytest

from thegither.methods.networks import Network, structural_holes
from thegither.methods.networks.outside import to_igraph
from thegither.methods.networks.tests.examples import at_random, two_cliques


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", range(8))
def test_equal_to_igraph_and_to_networkx_node_by_node(seed, directed):
    network = at_random(seed, n=4 + 2 * seed, chance=0.3, directed=directed)
    found = structural_holes(network)
    graph = to_igraph(network)
    np.testing.assert_allclose(found.constraint, graph.constraint(weights="strength"), atol=1e-12)
    other = graph.to_networkx()
    sizes = [nx.effective_size(other, nodes=[v], weight="strength")[v] for v in other]
    np.testing.assert_allclose(found.effective_size, sizes, atol=1e-12)


def test_unvalued_undirected_ties_take_networkx_other_path():
    network = two_cliques()
    other = to_igraph(network).to_networkx()
    sizes = [nx.effective_size(other, nodes=[v])[v] for v in other]
    np.testing.assert_allclose(structural_holes(network).effective_size, sizes, atol=1e-12)


def test_constraint_favours_the_contact_of_a_bridge():
    constraint = structural_holes(two_cliques()).constraint
    assert constraint[[0, 12, 1]].round(3).tolist() == [0.478, 0.5, 0.629]


def test_undefined_without_contacts_and_for_those_who_name_nobody():
    found = structural_holes(Network.of([0], [1], 3))
    assert np.isnan(found.constraint).tolist() == [False, False, True]
    assert np.isnan(found.effective_size).tolist() == [False, True, True]
