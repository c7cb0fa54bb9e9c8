"""The fit to seen votes only: checked against dense least squares, and by what it predicts."""

import numpy as np
import pytest

from thegither.methods.opinion import ImpossibleVotes, Votes, draw_map
from thegither.methods.opinion.masked import agreement, compare, log_losses, masked_fit
from thegither.methods.opinion.tests.made_up import planted


def spectrum(seed: int, *, seen_of_100: int = 45) -> Votes:
    """A plane of opinion; people see the statements they would agree with more often than others."""
    random = np.random.default_rng(seed)
    position, slope = random.normal(size=(150, 2)), random.normal(size=(2, 40))
    lean = position @ slope
    seen = random.random(lean.shape) < np.where(lean > 0, 2, 0.6) * seen_of_100 / 100
    who, what = np.nonzero(seen)
    choices = np.where(lean + random.logistic(size=lean.shape) > 0, 1, -1)[who, what]
    return Votes.of(who, what, choices, 150, 40)


def test_each_half_step_is_at_its_least():
    """At the end no small move of a place, a loading or a level makes the penalised sum smaller."""
    votes = planted(0, people=40, statements=12)[0]
    fit = masked_fit(votes, penalty=3.0)

    def cost(places, loadings, levels) -> float:
        expected = levels[votes.statements]
        expected = expected + (places[votes.people] * loadings[votes.statements]).sum(axis=1)
        penalty = 3.0 * ((places**2).sum() + (loadings**2).sum())
        return ((votes.choices - expected) ** 2).sum() + penalty

    parts = [fit.places, fit.loadings, fit.levels]
    least, random = cost(*parts), np.random.default_rng(1)
    for number in range(3):
        for _ in range(20):
            moved = [part.copy() for part in parts]
            moved[number] += 1e-2 * random.normal(size=parts[number].shape)
            assert cost(*moved) > least


def test_it_finds_a_plane_and_predicts_better_where_seeing_depends_on_opinion():
    found = compare(spectrum(5))
    assert found.difference == pytest.approx(found.masked - found.components)
    assert found.difference < -2 * found.standard_error


def test_votes_by_lot_are_predicted_no_better_than_by_the_level():
    random = np.random.default_rng(2)
    who, what = np.nonzero(random.random((120, 30)) < 0.5)
    votes = Votes.of(who, what, random.choice([-1, 1], len(who)), 120, 30)
    fit = masked_fit(votes)
    assert fit.penalty >= 8  # the strongest penalties flatten the plane
    assert np.abs(fit.places @ fit.loadings.T).mean() < 0.1


def test_same_answer_twice_and_the_votes_are_left_alone():
    votes = spectrum(1)
    before = votes.choices.copy()
    first, second = masked_fit(votes, seed=3), masked_fit(votes, seed=3)
    np.testing.assert_array_equal(first.places, second.places)
    np.testing.assert_array_equal(votes.choices, before)


def test_maps_agree_however_they_are_turned():
    places = np.random.default_rng(0).normal(size=(30, 2))
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    assert agreement(places, 5 * places @ turn * [1, 1] - 3) == pytest.approx(1.0)
    assert agreement(places, np.random.default_rng(9).normal(size=(30, 2))) < 0.3
    assert agreement(places, np.zeros((30, 2))) == 0.0


def test_both_maps_show_planted_groups_alike():
    votes = planted(0)[0]
    assert agreement(masked_fit(votes).places, draw_map(votes).places) > 0.9


def test_a_certain_and_wrong_prediction_costs_most_but_not_everything():
    losses = log_losses(np.array([-1.0, 0.0, 1.0]), [1, 1, 1])
    assert losses[0] > losses[1] > losses[2] > 0
    assert np.isfinite(losses).all()


def test_no_votes_are_refused():
    with pytest.raises(ImpossibleVotes):
        masked_fit(Votes.of([], [], [], 3, 2))
