import numpy as np
import pytest

from thegither.methods.networks import layer_funnel
from thegither.methods.networks.layers import ImpossibleCascade


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
