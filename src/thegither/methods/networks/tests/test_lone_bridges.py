"""One person between an organisation and a group: found where planted, and not by chance."""

import numpy as np

from thegither.methods.networks import Network, lone_bridges

UNITS = np.repeat(np.arange(6), 8)
GROUPS = np.repeat([0, 0, 1, 1, 2, 2], 8)


def random_ties(seed, bridge=False):
    rng = np.random.default_rng(seed)
    ties = rng.random((48, 48)) < 0.1
    np.fill_diagonal(ties, False)
    if bridge:
        ties[np.ix_(UNITS == 0, GROUPS == 2)] = False
        ties[np.ix_(GROUPS == 2, UNITS == 0)] = False
        ties[0, rng.choice(np.flatnonzero(GROUPS == 2), 10, replace=False)] = True
    sent, got = np.nonzero(ties)
    return Network.of(sent, got, 48)


def test_a_planted_bridge_is_found_each_time_and_nothing_else():
    for seed in range(60):
        found = lone_bridges(random_ties(seed, bridge=True), UNITS, GROUPS)
        assert [(one.unit, one.group, one.node) for one in found] == [(0, 2, 0)]


def test_chance_alone_is_hardly_ever_told():
    told = sum(bool(lone_bridges(random_ties(seed), UNITS, GROUPS)) for seed in range(200))
    assert told <= 2


def test_a_small_organisation_is_never_spoken_of():
    network = Network.of([0] * 20, range(4, 24), 24)
    units, groups = [0] * 4 + [1] * 20, [0] * 4 + [1] * 20
    assert not [one for one in lone_bridges(network, units, groups) if one.unit == 0]


def test_a_tie_named_by_both_counts_once():
    network = Network.of([0, 6, 0], [6, 0, 7], 8)
    [found] = [
        one
        for one in lone_bridges(network, [0] * 6 + [1] * 2, [0] * 6 + [1] * 2, level=2.0)
        if one.unit == 0
    ]
    assert (found.held, found.ties) == (2, 2)
