"""Groups, or one crowd? Crowds without groups, however skewed, must not be called groups."""

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.methods.opinion import Votes, continuum, groups, landscape
from thegither.methods.opinion.one_peak import nearest_with_one_peak
from thegither.methods.opinion.tests.made_up import planted, reordered
from thegither.methods.opinion.tests.real import NAMES, conversation, needs_real_data
from thegither.methods.opinion.valley import depth, separation

Array = npt.NDArray[np.float64]
CROWDS = ("normal", "uniform", "exponential", "t")


def crowd(name: str, random: np.random.Generator, n: int) -> Array:
    drawn = {
        "normal": random.standard_normal,
        "uniform": lambda size: random.uniform(-1, 1, size),
        "exponential": lambda size: random.exponential(size=size),
        "t": lambda size: random.standard_t(3, size),
    }
    return np.asarray(drawn[name](n))


def gradient(name: str, seed: int, people: int = 150, statements: int = 40) -> Votes:
    """Everybody on one line, placed as in the crowd; three in five statements seen."""
    random = np.random.default_rng(seed)
    position, slope = crowd(name, random, people), random.standard_normal(statements)
    lean = (position - position.mean())[:, None] * slope / position.std()
    agrees = lean + random.logistic(size=lean.shape) > 0
    who, what = np.nonzero(random.random(lean.shape) < 0.6)
    return Votes.of(who, what, np.where(agrees, 1, -1)[who, what], people, statements)


@pytest.mark.parametrize("name", CROWDS)
def test_one_crowd_is_a_spectrum_whatever_its_shape(name: str) -> None:
    verdicts = [landscape(gradient(name, seed)).verdict for seed in range(6)]
    assert verdicts.count("spectrum") >= 5


@needs_real_data
@pytest.mark.parametrize("name", NAMES)
def test_the_real_conversations_are_spectra(name: str) -> None:
    read = conversation(name)
    assert landscape(read.to_votes(), kept_out=read.kept_out()).verdict == "spectrum"


def test_the_verdict_does_not_depend_on_the_order_of_rows() -> None:
    votes, _ = planted(2)
    turned, _, _ = reordered(votes, seed=5)
    assert landscape(turned, seed=3).separation == landscape(votes, seed=3).separation


@pytest.mark.parametrize("name", CROWDS)
def test_a_crowd_with_one_peak_has_no_valley_on_average(name: str) -> None:
    # the standard error of the mean of 60 depths is about 0.13
    random, depths = np.random.default_rng(1), []
    for _ in range(60):
        places = np.column_stack([crowd(name, random, 300), np.zeros(300)])
        depths.append(depth(places, groups.partitions(places, np.arange(300), 2)[2], 0, 1))
    assert np.mean(depths) < 0.3


def test_two_heaps_have_a_valley() -> None:
    random = np.random.default_rng(1)
    places = random.standard_normal((100, 2)) + np.repeat([[0.0, 0.0], [5.0, 0.0]], 50, axis=0)
    assert separation(places, groups.partitions(places, np.arange(100), 2)[2]) > 4


def test_a_handful_of_outliers_is_no_group() -> None:
    random = np.random.default_rng(1)
    places = np.vstack([random.standard_normal((96, 2)), np.full((4, 2), 50.0)])
    labels = np.repeat([0, 1], [96, 4])
    assert separation(places, groups.from_labels(places, labels, 2)) == -np.inf


def test_groups_along_one_ridge_are_one_crowd() -> None:
    #  0000 1111 2222: between 0 and 2 there is a gap, but 1 bridges it
    places = np.column_stack([np.linspace(0, 3, 300), np.zeros(300)])
    cut = groups.from_labels(places, np.repeat([0, 1, 2], 100), 3)
    assert depth(places, cut, 0, 2) > 5
    assert separation(places, cut) < 1


@given(st.integers(0, 10_000), st.sampled_from(CROWDS), st.integers(15, 400))
@settings(max_examples=40, deadline=None)
def test_the_nearest_crowd_has_one_peak(seed: int, name: str, n: int) -> None:
    random = np.random.default_rng(seed)
    heaps = crowd(name, random, n) + random.choice([0.0, 6.0], n)
    gaps = np.diff(nearest_with_one_peak(heaps))
    steps = np.sign(np.diff(gaps)[abs(np.diff(gaps)) > 1e-12])
    assert (gaps >= 0).all()
    assert (np.diff(steps) >= 0).all()  # closer together, then further apart, and no more turns


def test_skewness_is_kept() -> None:
    fitted = nearest_with_one_peak(np.random.default_rng(1).exponential(size=2000))
    drawn = np.interp((np.arange(5000) + 0.5) / 5000, np.linspace(0, 1, len(fitted)), fitted)
    assert (drawn**3).mean() == pytest.approx(2.0, rel=0.35)  # an exponential's skewness


def test_people_in_one_place_have_no_spread() -> None:
    assert not nearest_with_one_peak(np.ones(20)).any()


def test_the_made_up_population_has_the_margins_and_axes_observed() -> None:
    votes = gradient("exponential", seed=1)
    axes, places = continuum._places(votes)
    random = np.random.default_rng(0)
    population = continuum.fit(votes, axes, places, random)
    drawn = [continuum.draw(votes, population, random) for _ in range(20)]

    scatter = np.mean([continuum._places(one)[0].scatter for one in drawn], axis=0)
    assert scatter == pytest.approx(axes.scatter, rel=0.15)
    mean = np.mean([continuum._places(one)[0].means for one in drawn], axis=0)
    assert mean == pytest.approx(axes.means, abs=0.15)
    assert all(np.array_equal(one.statements, votes.statements) for one in drawn)
