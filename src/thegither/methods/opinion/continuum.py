"""Groups, or one population that differs by degree?

Any cloud of points can be cut in two. Groups are claimed only when cutting fits better than it does
in made-up conversations without groups: the same statements as popular as here, seen by the same
people, two axes of opinion as strong as here, but with everybody's position drawn from one round
normal distribution.

References
----------
R. Tibshirani, G. Walther and T. Hastie (2001), Estimating the number of clusters in a data set via
the gap statistic, Journal of the Royal Statistical Society B 63, 411-423.
DOI 10.1111/1467-9868.00293
Y. Liu, D. N. Hayes, A. Nobel and J. S. Marron (2008), Statistical significance of clustering for
high-dimension, low-sample size data, JASA 103, 1281-1293. DOI 10.1198/016214508000000454
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

from thegither.methods.opinion import groups
from thegither.methods.opinion.axes import Axes, find_axes, place_people
from thegither.methods.opinion.structure import Tested, p_value
from thegither.methods.opinion.sums import partial
from thegither.methods.opinion.votes import Votes

Array = npt.NDArray[np.float64]

LEVEL = 0.01
# Looks are taken after so many simulations; the last is the full test.
LOOKS = (19, 59, 199)
# With so many at or above the observed value at a look, p would hardly come down to the level.
ENOUGH = 2
CALIBRATIONS = 8
STRONGEST = 0.98


@dataclass(frozen=True, eq=False)
class Continuum:
    """One continuous population: how to draw votes for the cells that were seen.

    low, high: thresholds of each statement's normal latent opinion for disagree and agree.
    loadings: 2 x statements, how much of the latent opinion is the person's position.
    """

    low: Array
    high: Array
    loadings: Array


def test_groups(votes: Votes, *, seed: int = 0) -> Tested:
    """Does the best cut into groups fit better than in one continuous population?

    Each conversation, the observed one and every made-up one, is cut where its mean silhouette is
    largest. Because two groups always look better than four, the silhouette is compared with those
    of the same number of groups: less their mean, over their standard deviation, over all
    conversations, the observed one among them. p is the observed one's rank. Looks are taken on
    the way and hopeless cases stopped, which can only make the test claim groups less often.

    `votes` hold grouped people and statements in use only. p is 1 where no cut exists.
    """
    axes, observed = _silhouettes(votes)
    if not np.isfinite(observed).any():
        return Tested(1.0, 0, 0)
    random = np.random.default_rng(seed)
    population = fit(votes, axes, random)
    made_up = [observed]
    for look in LOOKS:
        while len(made_up) <= look:
            made_up.append(_silhouettes(draw(votes, population, random))[1])
        chosen = _chosen_cut(np.array(made_up))
        reached = int((chosen[1:] >= chosen[0]).sum())
        if reached >= ENOUGH:
            break
    return Tested(p_value(reached, look, stopped=False), look, reached)


# A name that begins with test_ is otherwise taken for a test by pytest.
test_groups.__test__ = False  # type: ignore[attr-defined]


def _silhouettes(votes: Votes) -> tuple[Axes, Array]:
    """The axes, and the mean silhouette for each number of groups from 2 on; NaN without such."""
    none = np.zeros(votes.n_statements, dtype=bool)
    axes = find_axes(partial(votes), votes.statement_ids, none)
    k_max = groups.most_groups(votes.n_participants)
    found = groups.partitions(place_people(votes, axes, none), votes.participant_ids, k_max)
    tried = range(2, groups.MOST_GROUPS + 1)
    return axes, np.array([found[k].silhouette if k in found else np.nan for k in tried])


def _chosen_cut(silhouettes: Array) -> Array:
    """Each conversation's largest silhouette, standardised among those of as many groups.

    >>> _chosen_cut(np.array([[0.5, 0.8], [0.5, 0.4], [0.7, 0.6]])).round(2)
    array([ 1.22, -0.71,  1.41])
    """
    usable = np.where(np.isnan(silhouettes), -1.0, silhouettes)
    spread = np.maximum(usable.std(axis=0), 1e-12)
    standard = (usable - usable.mean(axis=0)) / spread
    return np.asarray(standard[np.arange(len(usable)), usable.argmax(axis=1)])


def fit(votes: Votes, axes: Axes, random: np.random.Generator) -> Continuum:
    """A population whose two leading eigenvalues come out as observed.

    A first guess of the loadings follows from the axes; then each axis is made stronger or weaker
    until made-up votes (always from the same random numbers) have the observed scatter.
    """
    low, high, slope, part_seen = _margins(votes)
    n = max(votes.n_participants, 1)
    guess = (
        axes.components * np.sqrt(axes.scatter / n)[:, None] / np.maximum(slope * part_seen, 0.02)
    )
    strength, seed = np.ones(2), int(random.integers(2**32))
    for _ in range(CALIBRATIONS):
        population = Continuum(low, high, _capped(guess * strength[:, None]))
        drawn = draw(votes, population, np.random.default_rng(seed))
        none = np.zeros(votes.n_statements, dtype=bool)
        reached = find_axes(partial(drawn), votes.statement_ids, none).scatter
        strength *= np.clip(np.sqrt(axes.scatter / np.maximum(reached, 1e-9)), 0.5, 2.0)
    return Continuum(low, high, _capped(guess * strength[:, None]))


def _margins(votes: Votes) -> tuple[Array, Array, Array, Array]:
    """Thresholds for disagree and agree, the slope of the mean vote there, and the part who saw."""
    seen = np.bincount(votes.statements, minlength=votes.n_statements)
    shares = []
    for choice in (-1, 1):
        hits = np.bincount(votes.statements[votes.choices == choice], minlength=votes.n_statements)
        shares.append(hits / np.maximum(seen, 1))
    low, high = ndtri(shares[0]), ndtri(1 - shares[1])
    slope = (np.exp(-low * low / 2) + np.exp(-high * high / 2)) / np.sqrt(2 * np.pi)
    return low, high, slope, seen / max(votes.n_participants, 1)


def _capped(loadings: Array) -> Array:
    """No more than nearly all of an opinion can come from the position."""
    length = np.hypot(loadings[0], loadings[1])
    return np.asarray(loadings * np.minimum(1.0, STRONGEST / np.maximum(length, 1e-12)))


def draw(votes: Votes, population: Continuum, random: np.random.Generator) -> Votes:
    """New votes in the same cells: latent opinion = position * loading + chance, then cut."""
    position = random.standard_normal((votes.n_participants, 2))
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
