"""Groups, or one population that differs by degree?

Any cloud of points can be cut in two. Groups are claimed only when there is a clear valley between them
(see `valley`) and cutting fits better than it does in made-up conversations without groups: the
same statements as popular as here, seen by the same people, two axes of opinion as strong as here,
but with everybody's position drawn from one crowd with a single peak, as skewed, flat or
heavy-tailed as the crowd observed (see `one_peak`).

References
----------
R. Tibshirani, G. Walther and T. Hastie (2001), Estimating the number of clusters in a data set via
the gap statistic, Journal of the Royal Statistical Society B 63, 411-423.
DOI 10.1111/1467-9868.00293
B. W. Silverman (1981), Using kernel density estimates to investigate multimodality, Journal of the
Royal Statistical Society B 43, 97-99. DOI 10.1111/j.2517-6161.1981.tb01155.x
Y. Liu, D. N. Hayes, A. Nobel and J. S. Marron (2008), Statistical significance of clustering for
high-dimension, low-sample size data, JASA 103, 1281-1293. DOI 10.1198/016214508000000454
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from thegither.methods.opinion import groups
from thegither.methods.opinion.axes import Axes, find_axes, place_people
from thegither.methods.opinion.groups import Partition
from thegither.methods.opinion.one_peak import nearest_with_one_peak
from thegither.methods.opinion.structure import Tested, p_value
from thegither.methods.opinion.sums import partial
from thegither.methods.opinion.tables import SIGNIFICANT
from thegither.methods.opinion.valley import separation
from thegither.methods.opinion.votes import Votes

Array = npt.NDArray[np.float64]

LEVEL = 0.01
# Looks are taken after so many simulations; the last is the full test.
LOOKS = (19, 59, 199)
# With so many at or above the observed value at a look, p would hardly come down to the level.
ENOUGH = 2
# A valley this deep, in standard errors, is seen one time in ten between two halves of a flat crowd.
# Shallower ones are no evidence, however well the cut fits: with any valley at all allowed, crowds
# spread evenly over a square were called groups in 4 of 20 cases.
SHALLOW = SIGNIFICANT
CALIBRATIONS, CALIBRATION_DRAWS = 8, 3
NEWTON_STEPS = 5
# No more of an opinion than this comes from the position. With nearly all of it, answers would heap
# up at two ends although positions do not, and two camps that never agree would pass for one crowd.
STRONGEST = 0.8
# Evenly scattered reference positions, for the margins; steps of Roberts' sequence in the plane.
REFERENCE = 128
STEPS = (0.7548776662466927, 0.5698402909980532)


@dataclass(frozen=True, eq=False)
class Continuum:
    """One continuous population: how to draw votes for the cells that were seen.

    low, high: thresholds of each statement's latent opinion for disagree and agree.
    loadings: 2 x statements, how much of the latent opinion is the person's position.
    quantiles: for each axis the quantiles of the positions, at equal steps from 0 to 1.
    """

    low: Array
    high: Array
    loadings: Array
    quantiles: tuple[Array, Array]


def test_groups(votes: Votes, *, seed: int = 0) -> Tested:
    """Is there a clear valley between the groups, and do they fit better than in one population?

    Each conversation, the observed one and every made-up one, is cut where its mean silhouette is
    largest. Because two groups always look better than four, the silhouette is compared with those
    of the same number of groups: less their mean, over their standard deviation, over all
    conversations, the observed one among them. p is the observed one's rank. Looks are taken on
    the way and hopeless cases stopped, which can only make the test claim groups less often;
    where the observed cut runs through no clear valley nothing is made up at all.

    `votes` hold grouped people and statements in use only, in the order of their ids (as
    `Votes.select` gives them), so that chance falls alike on any order of rows. p is 1 where no
    cut exists, no two groups are large enough, or the valley is too shallow.
    """
    axes, places = _places(votes)
    found = _partitions(votes, places)
    if not found or separation(places, found[groups.best_k(found)]) <= SHALLOW:
        return Tested(1.0, 0, 0)
    random = np.random.default_rng(seed)
    population = fit(votes, axes, places, random)
    silhouettes = [_silhouettes(found)]
    for look in LOOKS:
        while len(silhouettes) <= look:
            drawn = draw(votes, population, random)
            silhouettes.append(_silhouettes(_partitions(drawn, _places(drawn)[1])))
        chosen = _chosen_cut(np.array(silhouettes))
        reached = int((chosen[1:] >= chosen[0]).sum())
        if reached >= ENOUGH:
            break
    return Tested(p_value(reached, look, stopped=False), look, reached)


# A name that begins with test_ is otherwise taken for a test by pytest.
test_groups.__test__ = False  # type: ignore[attr-defined]


def _places(votes: Votes) -> tuple[Axes, Array]:
    none = np.zeros(votes.n_statements, dtype=bool)
    axes = find_axes(partial(votes), votes.statement_ids, none)
    return axes, place_people(votes, axes, none)


def _partitions(votes: Votes, places: Array) -> dict[int, Partition]:
    k_max = groups.most_groups(votes.n_participants)
    return groups.partitions(places, votes.participant_ids, k_max)


def _silhouettes(found: dict[int, Partition]) -> Array:
    """The mean silhouette for each number of groups from 2 on; NaN where there is no such cut."""
    tried = range(2, groups.MOST_GROUPS + 1)
    return np.array([found[k].silhouette if k in found else np.nan for k in tried])


def _chosen_cut(silhouettes: Array) -> Array:
    """Each conversation's largest silhouette, standardised among those of as many groups.

    >>> _chosen_cut(np.array([[0.5, 0.8], [0.5, 0.4], [0.7, 0.6]])).round(2)
    array([ 1.22, -0.71,  1.41])
    """
    usable = np.where(np.isnan(silhouettes), -1.0, silhouettes)
    spread = np.maximum(usable.std(axis=0), 1e-12)
    standard = (usable - usable.mean(axis=0)) / spread
    return np.asarray(standard[np.arange(len(usable)), usable.argmax(axis=1)])


def fit(votes: Votes, axes: Axes, places: Array, random: np.random.Generator) -> Continuum:
    """A population with the margins and the two leading eigenvalues observed, and one peak.

    A first guess of the loadings follows from the axes; then each axis is made stronger or weaker
    until made-up votes (always from the same random numbers) have the observed scatter. Thresholds
    follow the loadings, so that every statement stays as popular as it is.
    """
    shares, slope, part_seen = _margins(votes)
    quantiles = (nearest_with_one_peak(places[:, 0]), nearest_with_one_peak(places[:, 1]))
    n = max(votes.n_participants, 1)
    guess = (
        axes.components * np.sqrt(axes.scatter / n)[:, None] / np.maximum(slope * part_seen, 0.02)
    )
    strength, seed, cuts = np.ones(2), int(random.integers(2**32)), ndtri(shares)
    for _ in range(CALIBRATIONS):
        loadings = _capped(guess * strength[:, None])
        cuts = _thresholds(shares, cuts, loadings, quantiles)
        population = Continuum(cuts[0], cuts[1], loadings, quantiles)
        reached = _usual_scatter(votes, population, seed)
        strength *= np.clip(np.sqrt(axes.scatter / np.maximum(reached, 1e-9)), 0.5, 2.0)
    return population


def _usual_scatter(votes: Votes, population: Continuum, seed: int) -> Array:
    """The scatter along the two axes, as a mean over a few made-up conversations."""
    random = np.random.default_rng(seed)
    drawn = [draw(votes, population, random) for _ in range(CALIBRATION_DRAWS)]
    return np.asarray(np.mean([_places(one)[0].scatter for one in drawn], axis=0))


def _margins(votes: Votes) -> tuple[Array, Array, Array]:
    """Shares below the thresholds of disagree and agree (2 x statements), the slope of the mean
    vote there, and the part of people who saw each statement."""
    seen = np.bincount(votes.statements, minlength=votes.n_statements)
    hits = [
        np.bincount(votes.statements[votes.choices == choice], minlength=votes.n_statements)
        for choice in (-1, 1)
    ]
    disagree, agree = (counted / np.maximum(seen, 1) for counted in hits)
    shares = np.array([disagree, 1 - agree])
    slope = (np.exp(-(ndtri(shares) ** 2) / 2) / np.sqrt(2 * np.pi)).sum(axis=0)
    return shares, slope, seen / max(votes.n_participants, 1)


def _capped(loadings: Array) -> Array:
    """No more than the strongest loading can come from the position."""
    length = np.hypot(loadings[0], loadings[1])
    return np.asarray(loadings * np.minimum(1.0, STRONGEST / np.maximum(length, 1e-12)))


def _thresholds(shares: Array, cuts: Array, loadings: Array, quantiles: tuple[Array, ...]) -> Array:
    """Where to cut latent opinions so that the shares come out, by Newton's steps from `cuts`."""
    steps = np.arange(1.0, REFERENCE + 1)[:, None] * np.array(STEPS) % 1.0
    lean = _positions(quantiles, steps) @ loadings
    rest = np.sqrt(1 - (loadings**2).sum(axis=0))
    for _ in range(NEWTON_STEPS):
        off = (cuts[:, None, :] - lean) / rest
        density = np.exp(-(off**2) / 2).mean(axis=1) / np.sqrt(2 * np.pi) / rest
        step = (ndtr(off).mean(axis=1) - shares) / np.maximum(density, 0.05)
        cuts = cuts - np.clip(step, -0.5, 0.5)
    return cuts


def _positions(quantiles: tuple[Array, ...], at: Array) -> Array:
    """Positions (people x axes) at the given parts, from 0 to 1, of each axis's crowd."""
    axes = enumerate(quantiles)
    drawn = [np.interp(at[:, axis], np.linspace(0, 1, len(q)), q) for axis, q in axes]
    return np.column_stack(drawn)


def draw(votes: Votes, population: Continuum, random: np.random.Generator) -> Votes:
    """New votes in the same cells: latent opinion = position * loading + chance, then cut."""
    position = _positions(population.quantiles, random.random((votes.n_participants, 2)))
    people, seen = votes.people, votes.statements
    rest = np.sqrt(1 - (population.loadings**2).sum(axis=0))
    latent = rest[seen] * random.standard_normal(votes.n_votes)
    for axis in (0, 1):
        latent += position[people, axis] * population.loadings[axis, seen]
    choices = (latent > population.high[seen]).astype(np.int8)
    choices -= latent < population.low[seen]
    return Votes(
        votes.starts, votes.statements, choices, votes.participant_ids, votes.statement_ids
    )
