"""What a network may be made of: empty, one node, self-ties, repeated ties, values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods import networks
from thegither.methods.networks import ImpossibleNetwork, Network


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("n", [0, 1, 2])
def test_networks_without_ties_have_answers_or_say_undefined(n, directed):
    network = Network.of([], [], n, directed=directed)
    assert np.isnan(networks.density(network)) == (n < 2)
    assert np.isnan(networks.reciprocity(network))
    assert np.isnan(networks.ei_index(network, [0] * n))
    assert networks.mixing(network, [0] * n).permutations == 0
    assert networks.brokerage(network, [0] * n).counts.tolist() == [[0] * 6] * n
    assert np.isnan(networks.structural_holes(network).constraint).all()
    assert networks.betweenness(network).values.tolist() == [0] * n
    assert networks.sampled_betweenness(network).values.tolist() == [0] * n
    assert networks.removals(network).parts.tolist() == [0] * n
    assert networks.communities(network).labels.tolist() == list(range(n))
    assert networks.places(network).shape == (n, 2)


def test_self_ties_are_counted_and_change_nothing_else():
    plain = Network.of([0, 1, 2], [1, 2, 0], 4)
    looped = Network.of([0, 1, 1, 2, 3], [1, 2, 1, 0, 3], 4)
    assert (looped.self_ties, looped.ties) == (2, 3)
    assert networks.density(looped) == networks.density(plain)
    assert np.array_equal(
        networks.brokerage(looped, [0, 1, 0, 1]).z,
        networks.brokerage(plain, [0, 1, 0, 1]).z,
        equal_nan=True,
    )


def test_repeated_ties_are_refused_or_added():
    with pytest.raises(ImpossibleNetwork, match="same pair"):
        Network.of([0, 0], [1, 1], 2)
    both = Network.of([0, 0], [1, 1], 2, strengths=[1, 2], lengths=[3, 2], repeated="add")
    assert (both.ties, both.out.strengths.tolist(), both.out.lengths.tolist()) == (1, [3], [2])
    with pytest.raises(ImpossibleNetwork):
        Network.of([0, 1], [1, 0], 2, directed=False)


@pytest.mark.parametrize("strengths", [[0.0], [-1.0], [np.nan], [np.inf], [1.0, 1.0]])
def test_strengths_are_numbers_above_nought_one_a_tie(strengths):
    with pytest.raises(ImpossibleNetwork):
        Network.of([0], [1], 2, strengths=strengths)


def test_a_tie_names_nodes_that_there_are():
    with pytest.raises(ImpossibleNetwork, match="outside"):
        Network.of([0], [2], 2)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), unique=True))
def test_rows_hold_every_tie_once_sorted_whatever_the_order(pairs):
    senders, receivers = [a for a, _ in pairs], [b for _, b in pairs]
    network = Network.of(senders, receivers, 8)
    kept = sorted(pair for pair in pairs if pair[0] != pair[1])
    assert list(zip(network.out.owners, network.out.nodes, strict=True)) == kept
    turned = sorted((b, a) for a, b in kept)
    assert list(zip(network.into.owners, network.into.nodes, strict=True)) == turned
    backwards = Network.of(senders[::-1], receivers[::-1], 8)
    assert np.array_equal(backwards.out.nodes, network.out.nodes)
