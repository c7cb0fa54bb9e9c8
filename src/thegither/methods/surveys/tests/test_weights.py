import numpy as np
import pytest

from thegither.methods.surveys import CannotWeight, Cells, Margin, Wave, mirror, rake, replicates
from thegither.methods.surveys.tests import outside

LEVEL = Margin("level", outside.LEVELS, (300, 100))
SECTOR = Margin("sector", outside.SECTORS, (150, 150, 100))
CELLS = Cells.of([outside.LEVEL, outside.SECTOR])
PEOPLE = CELLS.sizes.astype(float)


def test_weights_are_those_of_survey_in_r():
    found = rake(PEOPLE, CELLS.keys, [LEVEL, SECTOR])
    for cell, (level, sector) in enumerate(CELLS.keys):
        name = f"{outside.LEVELS[level]} {outside.SECTORS[sector]}"
        assert found.weights[cell] == pytest.approx(outside.EXPECTED["weights"][name], abs=1e-6)
    assert found.design_effect == pytest.approx(outside.EXPECTED["design_effect"], abs=1e-6)
    assert found.effective_n == pytest.approx(PEOPLE.sum() / found.design_effect)
    assert found.residual < 1e-8


def test_the_weighted_mean_is_that_of_r_and_its_replicates_hold_the_margins():
    wave = Wave(
        outside.ANSWERS,
        (outside.SCALE,),
        {"level": outside.LEVEL, "sector": outside.SECTOR},
        outside.ORGANIZATION,
        (LEVEL, SECTOR),
    )
    found = mirror(wave)
    assert found.weighted.mean.value[0] == pytest.approx(
        outside.EXPECTED["weighted_mean"], abs=1e-6
    )
    assert found.weighted.mean.error[0] > 0
    drawn = replicates(
        PEOPLE, CELLS.keys, np.arange(len(PEOPLE)), [LEVEL, SECTOR], most=1e6, count=20
    )
    seniors = drawn @ (PEOPLE * (CELLS.keys[:, 0] == 1)) / (drawn @ PEOPLE)
    np.testing.assert_allclose(seniors, 0.25, atol=1e-6)


def test_a_category_in_which_nobody_answered_is_refused_with_a_sentence():
    with pytest.raises(CannotWeight, match="Nobody of level “carers” answered"):
        rake(np.array([5.0]), np.array([[0]]), [Margin("level", ("staff", "carers"), (5, 5))])
    with pytest.raises(CannotWeight, match="Nobody answered"):
        rake(np.array([0.0]), np.array([[0]]), [Margin("level", ("staff",), (5,))])


def test_trimmed_weights_stay_in_their_bounds_and_tell_what_error_is_left():
    level = [Margin("level", ("few", "many"), (90, 10))]
    found = rake(np.array([2.0, 98.0]), np.array([[0], [1]]), level, most=5)
    assert found.weights.tolist() == pytest.approx([5, 90 / 98])
    assert found.residual == pytest.approx(0.8)
    assert found.trimmed == 2


def test_those_who_did_not_say_keep_their_share():
    keys = np.array([[0], [1], [-1]])
    found = rake(np.array([40.0, 10.0, 50.0]), keys, [Margin("level", ("a", "b"), (50, 50))])
    assert (found.weights * [40, 10, 50]).tolist() == pytest.approx([25, 25, 50])


def frame(rng):
    """Seniors think better of it and answer more often, and so do those in health."""
    level, sector = (rng.random(800) < 0.3).astype(int), rng.integers(0, 3, 800)
    truth = 3 + 0.8 * level + 0.4 * (sector == 1) + rng.normal(size=800)
    answers = rng.random(800) < 0.15 + 0.4 * level + 0.15 * (sector == 1)
    return level, sector, truth, answers


def errors(runs, seed):
    """Squared errors of the plain mean and of the weighted one."""
    rng, plain, weighted = np.random.default_rng(seed), [], []
    for _ in range(runs):
        level, sector, truth, heard = frame(rng)
        margins = [
            Margin("level", ("0", "1"), tuple(np.bincount(level, minlength=2))),
            Margin("sector", ("0", "1", "2"), tuple(np.bincount(sector, minlength=3))),
        ]
        cells = Cells.of([level[heard], sector[heard]])
        weights = rake(cells.sizes.astype(float), cells.keys, margins).weights[cells.index]
        plain.append(truth[heard].mean() - truth.mean())
        weighted.append(np.average(truth[heard], weights=weights) - truth.mean())
    return np.sqrt(np.mean(np.square([plain, weighted]), axis=1))


def test_weights_bring_the_mean_nearer_when_answering_depends_on_the_margins():
    plain, weighted = errors(60, 0)
    assert weighted < 0.6 * plain


@pytest.mark.proof
def test_over_a_thousand_draws_the_weighted_mean_is_nearer():
    plain, weighted = errors(1_000, 1)
    assert weighted < 0.5 * plain
