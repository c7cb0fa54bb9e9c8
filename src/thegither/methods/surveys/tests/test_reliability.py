import numpy as np
import pytest

from thegither.methods.surveys import Scale, reliabilities
from thegither.methods.surveys.tests import outside


def answers(rng, people, loadings, organizations=None, likeness=0.0):
    trait = rng.normal(size=people)
    if organizations is not None:
        trait = np.sqrt(1 - likeness) * trait
        trait += np.sqrt(likeness) * rng.normal(size=organizations.max() + 1)[organizations]
    loadings = np.array(loadings)
    noise = rng.normal(size=(people, len(loadings))) * np.sqrt(1 - loadings**2)
    return np.clip(np.round(10 + 3 * (trait[:, None] * loadings + noise)), 0, 20).astype(np.int8)


def one(table, **more):
    k = table.shape[1]
    return reliabilities(table, [Scale(tuple(range(k)), 0, 20)], **more)[0]


def test_alpha_and_omega_are_those_of_r():
    found = reliabilities(outside.ANSWERS, [outside.SCALE], organizations=outside.ORGANIZATION)[0]
    assert found.alpha == pytest.approx(outside.EXPECTED["alpha"], abs=1e-9)
    assert found.omega == pytest.approx(outside.EXPECTED["omega"], abs=1e-6)
    assert found.interval[0] < found.omega < found.interval[1]


def test_omega_is_near_what_was_planted_and_no_less_than_alpha():
    loadings = [0.9, 0.8, 0.5, 0.3]
    true = sum(loadings) ** 2 / (sum(loadings) ** 2 + sum(1 - x * x for x in loadings))
    found = one(answers(np.random.default_rng(0), 5_000, loadings))
    assert found.omega == pytest.approx(true, abs=0.02)
    assert found.omega > found.alpha


@pytest.mark.parametrize(("people", "items"), [(400, 2), (49, 4)])
def test_too_little_is_not_estimated(people, items):
    found = one(answers(np.random.default_rng(1), people, [0.7] * items))
    assert (found.alpha, found.omega, found.interval) == (None, None, None)
    assert found.reason.startswith("not estimated")


def test_few_organisations_give_no_interval():
    table = answers(np.random.default_rng(2), 200, [0.7] * 4)
    found = one(table, organizations=np.arange(200) % 4)
    assert found.omega is not None
    assert found.interval is None
    assert "4 organisations" in found.reason


def test_an_improper_solution_is_said():
    shared = np.random.default_rng(3).normal(size=(300, 3))
    table = np.column_stack(
        [shared[:, 0], shared[:, 0] + shared[:, 1], shared[:, 0] - shared[:, 1]]
    )
    found = one(np.clip(np.round(10 + 3 * table), 0, 20).astype(np.int8))
    assert found.improper or "no common factor" in found.reason


def test_an_item_that_all_answered_alike_leaves_nothing_to_estimate():
    table = answers(np.random.default_rng(4), 200, [0.7] * 4)
    table[:, 2] = 10
    assert one(table).omega is None


def test_the_same_seed_gives_the_same_interval():
    table = answers(np.random.default_rng(5), 120, [0.7] * 4)
    assert one(table, seed=3) == one(table, seed=3)
    assert one(table, seed=3).interval != one(table, seed=4).interval


def test_a_weak_scale_is_called_low():
    assert one(answers(np.random.default_rng(6), 600, [0.3] * 4)).is_low


def covered(runs, seed):
    """How often the interval holds the omega of very many people, with colleagues alike."""
    rng, organizations = np.random.default_rng(seed), np.repeat(np.arange(30), 8)
    true = one(answers(rng, 300_000, [0.7, 0.6, 0.6, 0.5]), resamples=10).omega
    inside = 0
    for _ in range(runs):
        table = answers(rng, 240, [0.7, 0.6, 0.6, 0.5], organizations, 0.1)
        low, high = one(table, organizations=organizations, resamples=400).interval
        inside += low < true < high
    return inside / runs


def test_the_interval_holds_the_truth_most_of_the_time():
    assert covered(80, 0) > 0.85


@pytest.mark.proof
def test_the_interval_holds_the_truth_at_about_its_rate():
    assert 0.92 < covered(1_000, 1) < 0.98
