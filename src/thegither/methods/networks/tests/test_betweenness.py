import numpy as np
import pytest

from thegither.methods.networks import Network, betweenness, sampled_betweenness
from thegither.methods.networks.tests.examples import at_random, two_cliques


def test_the_bridge_of_two_cliques_comes_first():
    values = betweenness(two_cliques()).values
    assert values[[12, 0, 6]].round(3).tolist() == [0.545, 0.530, 0.530]
    assert values[1:6].tolist() == [0] * 5


def test_shortest_is_by_length_and_not_by_steps():
    # 0 -> 2 is one long way; 0 -> 1 -> 2 is shorter
    network = Network.of([0, 0, 1], [2, 1, 2], 3, lengths=[5, 1, 1])
    found = betweenness(network)
    assert (found.values.tolist(), found.by_steps) == ([0, 0.5, 0], False)


@pytest.mark.parametrize("seed", range(20))
def test_sampled_is_within_its_error_of_exact(seed):
    network = at_random(seed, n=40 + 5 * seed, chance=0.05, directed=bool(seed % 2))
    steps = Network.of(
        network.out.owners[network.out.owners < network.out.nodes],
        network.out.nodes[network.out.owners < network.out.nodes],
        network.n,
        directed=network.directed,
    )
    guess = sampled_betweenness(steps, seed=seed)
    assert np.abs(guess.values - betweenness(steps).values).max() <= guess.error <= 0.01


def test_parts_that_cannot_reach_each_other_are_sampled_too():
    guess = sampled_betweenness(Network.of([0, 1, 3], [1, 2, 4], 5), seed=1)
    assert guess.values == pytest.approx([0, 1 / 12, 0, 0, 0], abs=0.01)


def test_large_networks_are_sampled_and_equal_seeds_agree():
    network = at_random(1, n=60, chance=0.1)
    first, second = betweenness(network, exact_up_to=50), betweenness(network, exact_up_to=50)
    assert first.samples > 0 and first.by_steps
    assert np.array_equal(first.values, second.values)
