from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.methods.networks import (
    ImpossibleNetwork,
    Network,
    components,
    handover_plan,
    links_held_alone,
    removals,
)
from thegither.methods.networks.tests.examples import at_random, four_teams, two_cliques


def plain(network):
    graph = nx.Graph()
    graph.add_nodes_from(range(network.n))
    graph.add_edges_from(zip(network.out.owners, network.out.nodes, strict=True))
    return graph


def pairs_in_reach(graph):
    return sum(len(part) * (len(part) - 1) // 2 for part in nx.connected_components(graph))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 16), st.booleans())
def test_removals_equal_taking_each_node_out(seed, n, directed):
    network = at_random(seed, n=n, chance=1.5 / n, directed=directed)
    graph, lost = plain(network), removals(network)
    assert set(lost.articulation_points) == set(nx.articulation_points(graph))
    for node in range(n):
        rest = graph.subgraph(set(graph) - {node})
        own = nx.node_connected_component(graph, node) - {node}
        before = pairs_in_reach(graph) - len(own)
        assert lost.reach_lost[node] == before - pairs_in_reach(rest)
        assert lost.parts[node] == sum(part <= own for part in nx.connected_components(rest))
        alone = [other for other in graph[node] if graph.degree(other) == 1]
        assert lost.only_contact_of[node] == len(alone)


def test_articulation_points_of_the_two_cliques():
    assert removals(two_cliques()).articulation_points.tolist() == [0, 6, 12]
    assert not len(removals(four_teams()[0]).articulation_points)


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 10_000), st.integers(1, 2))
def test_no_other_introductions_keep_more_pairs_in_reach(seed, budget):
    network = at_random(seed, n=9, chance=0.15, directed=False)
    leaver = int(np.argmax(removals(network).reach_lost))
    rest = plain(network)
    others = sorted(nx.node_connected_component(rest, leaver) - {leaver})
    rest.remove_node(leaver)
    plan = handover_plan(network, leaver, budget)

    def kept(pairs):
        graph = rest.copy()
        graph.add_edges_from(pairs)
        return pairs_in_reach(graph) - pairs_in_reach(rest)

    pairs = list(combinations(others, 2))
    best = max((kept(choice) for choice in combinations(pairs, min(budget, len(pairs)))), default=0)
    assert (
        sum(step.pairs_kept for step in plan) == kept([(s.first, s.second) for s in plan]) == best
    )


def test_the_whole_plan_restores_all_reach():
    network = two_cliques()
    plan = handover_plan(network, 12)
    assert [(step.first, step.second, step.pairs_kept) for step in plan] == [(0, 6, 36)]
    with pytest.raises(ImpossibleNetwork):
        handover_plan(network, 13)


def test_components_are_those_of_networkx():
    network = at_random(3, n=30, chance=0.03)
    labels = components(network)
    parts = {frozenset(np.flatnonzero(labels == label).tolist()) for label in set(labels)}
    assert parts == {frozenset(part) for part in nx.connected_components(plain(network))}
    assert components(network, 0)[0] == -1


def test_links_held_alone_equal_a_count_of_ties():
    network, units = at_random(5, n=14, chance=0.12), np.arange(14) // 3
    ends = list(zip(network.out.owners, network.out.nodes, strict=True))
    for node in range(14):
        held = 0
        for other in set(units) - {units[node]}:
            link = [
                pair for pair in ends if {units[pair[0]], units[pair[1]]} == {units[node], other}
            ]
            held += bool(link) and all(node in pair for pair in link)
        assert links_held_alone(network, units)[node] == held


def test_a_long_chain_is_walked_without_running_out_of_stack():
    chain = Network.of(range(49_999), range(1, 50_000), 50_000)
    assert len(removals(chain).articulation_points) == 49_998
