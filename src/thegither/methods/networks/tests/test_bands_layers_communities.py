import numpy as np
import pytest

from thegither.methods.networks import Network, bands, communities, layer_funnel, places
from thegither.methods.networks.layers import ImpossibleCascade
from thegither.methods.networks.tests.examples import at_random, four_teams


def test_overlapping_intervals_share_a_band_also_through_a_third():
    #   |--a--|          a overlaps b, b overlaps c, d stands alone, e is undefined
    #       |--b--|
    #            |--c--|      |d|
    low, high = [0.6, 0.4, 0.2, 0.0, np.nan], [0.8, 0.65, 0.45, 0.1, np.nan]
    assert bands(low, high).tolist() == [0, 0, 0, 1, 2]


def test_known_values_get_ranks_of_their_own():
    values = [0.1, 0.5, 0.1, 0.3]
    assert bands(values, values).tolist() == [2, 0, 2, 1]


def test_teams_are_found_as_communities():
    network, teams = four_teams()
    assert communities(network, seed=4).labels[:24].tolist() == teams[:24]


def test_equal_seeds_draw_equal_maps():
    network = at_random(1, n=20, chance=0.1)
    assert np.array_equal(places(network), places(network))


def planted(seed, items, passes):
    rng = np.random.default_rng(seed)
    steps = rng.random((items, len(passes))) < passes
    return np.column_stack([np.ones(items), np.logical_and.accumulate(steps, axis=1)])


def test_a_blocking_layer_is_named_and_an_open_way_is_not():
    found = [layer_funnel(planted(seed, 60, [0.9, 0.3, 0.9])).blocked for seed in range(40)]
    assert found.count(1) >= 38
    quiet = [layer_funnel(planted(seed, 60, [0.8, 0.8, 0.8])).blocked for seed in range(100)]
    assert 100 - quiet.count(None) <= 8


def test_few_items_say_nothing():
    funnel = layer_funnel(planted(1, 9, [0.9, 0.1]))
    assert not any(step.known for step in funnel.steps) and funnel.blocked is None
    with pytest.raises(ImpossibleCascade):
        layer_funnel([1, 0])


def test_what_skips_a_layer_has_not_passed_it():
    assert [step.passed for step in layer_funnel([[1, 0, 1]]).steps] == [0, 0]


def test_modularity_equals_igraph():
    network = Network.of([0, 1, 2, 3], [1, 2, 0, 4], 5)
    assert communities(network).modularity == pytest.approx(0.375)
