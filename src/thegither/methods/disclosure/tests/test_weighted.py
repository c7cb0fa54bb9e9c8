"""Nobody's small count can be solved from a weighted share next to the unweighted one."""

from itertools import product

import numpy as np
import pytest

from thegither.methods.disclosure.weighted import hides_small_counts, rounded, rounding_step

WEIGHTS = [np.array([1.7, 0.65]), np.array([2.1, 0.9, 0.4]), np.array([1.0, 1.0, 1.0])]


def all_that_look_alike(agree, seen, weights, step) -> np.ndarray:
    """The attack: every way to vote that gives the same total and the same rounded share."""
    ways = np.array(list(product(*(range(n + 1) for n in seen))))
    ways = ways[ways.sum(axis=1) == agree.sum()]
    shares = ways @ weights / (seen @ weights)
    shown = rounded(float(agree @ weights / (seen @ weights)), step)
    return ways[[rounded(float(share), step) == shown for share in shares]]


def open_numbers(ways: np.ndarray, group: int, size: int) -> tuple[set[int], set[int]]:
    """The numbers under five that those who agree, and the others, of a group can be."""
    agree = set(ways[:, group].tolist())
    return {v for v in agree if v < 5}, {size - v for v in agree if size - v < 5}


@pytest.mark.parametrize("seed", range(40))
def test_what_is_shown_leaves_each_small_count_as_open_as_the_total_alone(seed):
    random = np.random.default_rng(seed)
    weights = WEIGHTS[seed % 3]
    seen = random.integers(5, 14, len(weights))
    agree = random.binomial(seen, random.choice([0.1, 0.5, 0.9]))
    step = rounding_step(seen, weights) or 0.2
    if not hides_small_counts(agree, seen, weights, step):
        return
    with_share = all_that_look_alike(agree, seen, weights, step)
    alone = all_that_look_alike(agree, seen, np.ones(len(seen)), 1.0)
    for group, size in enumerate(seen):
        few, few_others = open_numbers(with_share, group, size)
        if agree[group] < 5:
            assert few == open_numbers(alone, group, size)[0]
        if size - agree[group] < 5:
            assert few_others == open_numbers(alone, group, size)[1]


def test_the_attack_finds_the_votes_where_shares_are_not_rounded():
    agree, seen = np.array([3, 20]), np.array([10, 30])
    assert len(all_that_look_alike(agree, seen, WEIGHTS[0], 0.001)) == 1
    assert not hides_small_counts(agree, seen, WEIGHTS[0], 0.001)


def test_a_good_part_of_the_shares_can_be_shown():
    """Withholding everything would be safe as well."""
    random, seen = np.random.default_rng(3), np.array([12, 25, 20])
    step = rounding_step(seen, WEIGHTS[1])
    shown = [
        hides_small_counts(random.binomial(seen, share), seen, WEIGHTS[1], step)
        for share in np.linspace(0.05, 0.95, 60)
    ]
    assert np.mean(shown) > 0.5


def test_where_all_agree_nothing_is_left_to_hide():
    assert hides_small_counts([10, 30], [10, 30], WEIGHTS[0], 0.01)


def test_without_weights_nothing_is_rounded_away():
    assert rounding_step([10, 20], [1.0, 1.0]) == 0.01
    assert hides_small_counts([3, 15], [10, 20], [1.0, 1.0], 0.01)
