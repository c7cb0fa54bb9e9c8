from itertools import permutations

import numpy as np
import pytest

from thegither.methods.networks import ImpossibleNetwork, Network, ei_index, mixing
from thegither.methods.networks.tests.examples import at_random


def test_index_equals_a_hand_count():
    # 0-1 inside, 0-2 and 1-3 across
    network = Network.of([0, 0, 1], [1, 2, 3], 4, directed=False)
    assert ei_index(network, [0, 0, 1, 1]) == pytest.approx((2 - 1) / 3)


def test_ties_weigh_by_strength():
    network = Network.of([0, 0], [1, 2], 3, strengths=[3, 1])
    assert ei_index(network, [0, 0, 1]) == pytest.approx((1 - 3) / 4)


def test_p_agrees_with_every_shuffle_there_is():
    network, groups = at_random(2, n=6, chance=0.4), [0, 0, 0, 1, 1, 2]
    seen = ei_index(network, groups)
    every = np.array([ei_index(network, shuffled) for shuffled in permutations(groups)])
    found = mixing(network, groups, permutations=2000)
    assert found.expected == pytest.approx(every.mean(), abs=0.03)
    assert found.p_closed == pytest.approx((every <= seen + 1e-12).mean(), abs=0.05)


def test_labels_of_organisations_move_as_wholes():
    # Four organisations of three who know each other; two in each sector. Over persons this looks
    # closed beyond chance, but with four organisations no shuffle can tell.
    pairs = [(3 * o + a, 3 * o + b) for o in range(4) for a in range(3) for b in range(3) if a != b]
    network = Network.of([a for a, _ in pairs], [b for _, b in pairs], 12)
    sectors, units = np.repeat([0, 0, 1, 1], 3), np.repeat(range(4), 3)
    assert mixing(network, sectors).p_closed < 0.05
    assert mixing(network, sectors, units=units).p_closed == 1


def test_a_unit_of_two_groups_is_refused():
    with pytest.raises(ImpossibleNetwork, match="two groups"):
        mixing(Network.of([0], [1], 2), [0, 1], units=[0, 0])


def test_equal_seeds_give_equal_answers_and_p_is_never_nought():
    network, groups = at_random(4, n=20, chance=0.2), np.arange(20) % 4
    assert mixing(network, groups, seed=3) == mixing(network, groups, seed=3)
    cliques = at_random(0, n=8, chance=0.0)
    assert np.isnan(mixing(cliques, [0] * 8).p)
    one_sided = Network.of([0, 1], [1, 0], 30)
    assert mixing(one_sided, [0, 0] + [1] * 28, permutations=99).p_closed >= 1 / 100
