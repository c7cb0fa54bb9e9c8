"""Roles counted as R `sna` counts them, and by hand on random networks."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.methods.networks import ImpossibleNetwork, Network, brokerage
from thegither.methods.networks.tests.examples import RESCUES, at_random, has_data, numbers, rescue


@has_data
@pytest.mark.real_data
@pytest.mark.parametrize("name", RESCUES)
def test_counts_and_z_equal_sna(name):
    network, groups = rescue(name)
    found = brokerage(network, groups)
    assert np.array_equal(found.counts[:, :5], numbers(f"{name}.sna_brokerage.csv"))
    np.testing.assert_allclose(found.z, numbers(f"{name}.sna_brokerage_z.csv"), atol=1e-9, rtol=0)


def by_hand(network, groups):
    n = network.n
    ties = np.zeros((n, n), dtype=bool)
    ties[network.out.owners, network.out.nodes] = True
    counts = np.zeros((n, 6), dtype=int)
    for i, b, k in permutations(range(n), 3):
        if ties[i, b] and ties[b, k] and not ties[i, k]:
            a, broker, c = groups[i], groups[b], groups[k]
            same = [a == broker == c, a == c != broker, a == broker != c, broker == c != a, True]
            counts[b, same.index(True)] += 1
            counts[b, 5] += 1
    return counts


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 10_000), st.integers(0, 9), st.booleans())
def test_counts_equal_a_plain_count_of_triples(seed, n, directed):
    network = at_random(seed, n=n, chance=0.4, directed=directed)
    groups = np.random.default_rng(seed).integers(0, 3, n)
    assert np.array_equal(brokerage(network, groups).counts, by_hand(network, groups))


def test_expectation_and_variance_are_those_of_random_ties():
    rng = np.random.default_rng(5)
    groups, n, chance = [0, 0, 0, 1, 1, 2, 2], 7, 0.4
    counts = []
    for _ in range(3000):
        senders, receivers = np.nonzero((rng.random((n, n)) < chance) & ~np.eye(n, dtype=bool))
        counts.append(brokerage(Network.of(senders, receivers, n), groups).counts)
    # A network of 42 possible ties whose density is exactly that chance does not exist; so the
    # moments are worked out here for the chance, from the pairs that a role allows.
    p = chance**2 * (1 - chance)
    expected = np.mean(counts, axis=0)
    np.testing.assert_allclose(expected[0, :2], [2 * p, 4 * p], rtol=0.15)
    np.testing.assert_allclose(expected[:, 5], 30 * p, rtol=0.05)
    spread = 30 * p * (1 - p) + 2 * 6 * 5 * 4 * (chance * (1 - chance)) ** 3
    np.testing.assert_allclose(np.var(counts, axis=0)[:, 5], spread, rtol=0.15)


def test_z_is_undefined_where_chance_cannot_vary():
    assert np.isnan(brokerage(Network.of([], [], 4), [0, 0, 1, 1]).z).all()
    complete = Network.of(*np.nonzero(~np.eye(4, dtype=bool)), 4)
    assert np.isnan(brokerage(complete, [0, 0, 1, 1]).z).all()


def test_every_node_needs_a_group():
    with pytest.raises(ImpossibleNetwork, match="group"):
        brokerage(Network.of([0], [1], 2), [0])
