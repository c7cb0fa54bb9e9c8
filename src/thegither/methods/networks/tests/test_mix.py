"""Shares of ties within, between and beyond, against counting by hand."""

import numpy as np

from thegither.methods.networks import Network, tie_mix
from thegither.methods.networks.tests.examples import at_random


def test_shares_are_those_of_a_plain_count():
    network = at_random(1, n=30, chance=0.2)
    units = np.arange(30) % 7
    groups = units % 3
    counts = np.zeros(3)
    for a, b in zip(network.out.owners, network.out.nodes, strict=True):
        counts[0 if units[a] == units[b] else 1 if groups[a] == groups[b] else 2] += 1
    assert np.allclose(tie_mix(network, units, groups), counts / counts.sum())


def test_without_ties_nothing_is_said():
    assert np.isnan(tie_mix(Network.of([], [], 3), [0, 1, 2], [0, 0, 1])).all()
