"""How well the items of a scale hang together: alpha, and omega with an interval.

Both are made from covariances over the respondents who answered both items of a pair. Alpha assumes that all
items share as much with what they measure; omega does not:

    alpha = k / (k - 1) * (1 - sum_i s_ii / sum_ij s_ij)
    omega = (sum_i l_i)^2 / ((sum_i l_i)^2 + sum_i u_i)

with l the loadings and u the unique variances of one common factor (`one_factor`), in the units of the answers.

The interval of omega is bias-corrected and accelerated (BCa), with **organisations** resampled, since
colleagues answer alike. An organisation enters through its sums alone, so a resample costs the same for 50
people and for a million. Without organisations, or with more than a thousand, respondents are dealt into
groups, which are resampled.

References
----------
L. J. Cronbach (1951), Coefficient alpha and the internal structure of tests, Psychometrika 16, 297-334.
DOI 10.1007/BF02310555
R. P. McDonald (1999), Test Theory: A Unified Treatment, Erlbaum. DOI 10.4324/9781410601087
B. Efron (1987), Better bootstrap confidence intervals, Journal of the American Statistical Association 82,
171-185. DOI 10.1080/01621459.1987.10478410
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtr, ndtri

from thegither.methods.shared.compiled import compiled
from thegither.methods.surveys import one_factor
from thegither.methods.surveys.answers import Array, Codes, Ints, Scale, as_codes

FEWEST_ITEMS, FEWEST_RESPONDENTS, FEWEST_CLUSTERS, MOST_CLUSTERS = 3, 50, 5, 1000
ENOUGH = 0.70


@dataclass(frozen=True)
class Reliability:
    """alpha, omega and omega's interval; None where not estimated, and then `reason` says why.

    improper: an item has no variance of its own in the solution, so omega is the edge of what is possible.
    improper_share: the part of the resamples where that is so. is_low: the interval's upper end is below .70.
    """

    alpha: float | None
    omega: float | None
    interval: tuple[float, float] | None
    improper: bool
    improper_share: float
    reason: str

    @property
    def is_low(self) -> bool:
        return self.interval is not None and self.interval[1] < ENOUGH


def reliabilities(
    answers: npt.ArrayLike,
    scales: Sequence[Scale],
    *,
    organizations: Ints | None = None,
    resamples: int = 1000,
    seed: int = 0,
) -> tuple[Reliability, ...]:
    """Alpha and omega of each scale. Below 3 items or 50 respondents neither is estimated.

    >>> rng = np.random.default_rng(1)
    >>> trait = rng.normal(size=(400, 1))
    >>> answers = np.clip(np.round(3 + trait + rng.normal(size=(400, 4))), 1, 5)
    >>> found = reliabilities(answers, [Scale((0, 1, 2, 3), 1, 5)])[0]
    >>> round(found.alpha, 2), round(found.omega, 2), found.is_low
    (0.74, 0.74, False)
    """
    codes = as_codes(answers)
    clusters = clusters_of(len(codes), organizations, seed)
    draws = _draws(clusters, resamples, seed)
    return tuple(_reliability(codes, scale, clusters, draws) for scale in scales)


def clusters_of(respondents: int, organizations: Ints | None, seed: int) -> Ints:
    """What is resampled: organisations, or random groups where there are none or more than a thousand.

    >>> clusters_of(4, np.array([7, 7, 2, 2]), 0).tolist()
    [1, 1, 0, 0]
    """
    if organizations is None:
        found = np.arange(respondents)
    else:
        occurs = np.bincount(organizations) > 0
        found = (np.cumsum(occurs) - 1)[organizations]
    count = int(found.max(initial=-1)) + 1
    if count <= MOST_CLUSTERS:
        return found.astype(np.int64)
    deal = np.random.default_rng([seed, 1]).permutation(count) % MOST_CLUSTERS
    return deal[found].astype(np.int64)


def _draws(clusters: Ints, resamples: int, seed: int) -> Array:
    """How often each cluster is in each resample; first all once, then each left out once, then the draws."""
    count = int(clusters.max(initial=-1)) + 1
    if count < FEWEST_CLUSTERS:
        return np.ones((1, count))
    rng = np.random.default_rng([seed, 2])
    drawn = rng.multinomial(count, np.full(count, 1 / count), size=resamples)
    return np.vstack([np.ones((1, count)), 1 - np.eye(count), drawn])


def _reliability(codes: Codes, scale: Scale, clusters: Ints, draws: Array) -> Reliability:
    k = len(scale.columns)
    if k < FEWEST_ITEMS:
        return _unknown(f"{k} items; it takes {FEWEST_ITEMS}")
    clusters_count = draws.shape[1]
    sums = pair_sums(codes, np.array(scale.columns), clusters, clusters_count)
    scored = _scored(codes, scale)
    if scored < FEWEST_RESPONDENTS:
        return _unknown(f"{scored} respondents; it takes {FEWEST_RESPONDENTS}")
    resampled = (draws @ sums.reshape(clusters_count, -1)).reshape(len(draws), -1, 4)
    omegas, states, covariance = (
        np.empty(len(draws)),
        np.empty(len(draws), np.int64),
        np.empty((k, k)),
    )
    _omegas(resampled, scale.signs, omegas, states)
    _covariance(resampled[0], scale.signs, covariance)
    alpha = k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())
    if states[0] == one_factor.FAILED:
        return _unknown("the answers fit no common factor", float(alpha))
    interval, reason = _interval(omegas, states, clusters_count)
    improper = states[1 + clusters_count :] == one_factor.IMPROPER
    share = float(improper.mean()) if improper.size else 0.0
    is_improper = bool(states[0] == one_factor.IMPROPER)
    return Reliability(float(alpha), float(omegas[0]), interval, is_improper, share, reason)


def _unknown(reason: str, alpha: float | None = None) -> Reliability:
    alpha = alpha if alpha is not None and np.isfinite(alpha) else None
    return Reliability(alpha, None, None, False, 0.0, f"not estimated: {reason}")


def _scored(codes: Codes, scale: Scale) -> int:
    answered = (codes[:, list(scale.columns)] >= 0).sum(axis=1)
    return int((answered >= scale.needed).sum())


def _interval(omegas: Array, states: Ints, clusters: int) -> tuple[tuple[float, float] | None, str]:
    if len(omegas) == 1:
        return None, f"no interval: {clusters} organisations; it takes {FEWEST_CLUSTERS}"
    jackknife, drawn = omegas[1 : 1 + clusters], omegas[1 + clusters :]
    found = bca(omegas[0], drawn[np.isfinite(drawn)], jackknife[np.isfinite(jackknife)])
    if np.isfinite(drawn).mean() < 0.9 or found is None:
        return None, "no interval: too many resamples fit no common factor"
    return found, ""


def bca(
    estimate: float, drawn: Array, jackknife: Array, confidence: float = 0.95
) -> tuple[float, float] | None:
    """Efron's interval: quantiles of the resamples, moved for bias (z0) and for skew (a, by jackknife).

    None when there is nothing to go by: no resamples, or all of them on one side of the estimate.

    >>> drawn = np.linspace(0, 1, 1001)
    >>> [round(end, 2) for end in bca(0.5, drawn, np.array([0.4, 0.5, 0.6]))]
    [0.03, 0.97]
    """
    below = (np.sum(drawn < estimate) + 0.5 * np.sum(drawn == estimate)) / max(len(drawn), 1)
    if len(jackknife) < 2 or not 0 < below < 1:
        return None
    pull = jackknife.mean() - jackknife
    spread = np.sum(pull**2) ** 1.5
    skew = np.sum(pull**3) / (6 * spread) if spread > 0 else 0.0
    bias = ndtri(below)
    tail = bias + ndtri(np.array([0.5 - confidence / 2, 0.5 + confidence / 2]))
    low, high = np.quantile(drawn, ndtr(bias + tail / (1 - skew * tail)))
    return float(low), float(high)


def pair_sums(codes: Codes, columns: Ints, clusters: Ints, count: int) -> Array:
    """For each cluster and pair of items, over those who answered both: n, totals of each, total of products.

    >>> answers = np.array([[1, 2], [3, -1]], dtype=np.int8)
    >>> pair_sums(answers, np.array([0, 1]), np.array([0, 0]), 1)[0].tolist()
    [[2.0, 4.0, 4.0, 10.0], [1.0, 1.0, 2.0, 2.0], [1.0, 2.0, 2.0, 4.0]]
    """
    k = len(columns)
    sums = np.zeros((count, k * (k + 1) // 2, 4))
    _pairs(codes, columns, clusters, sums)
    return sums


@compiled
def _pairs(codes: Codes, columns: Ints, clusters: Ints, sums: npt.NDArray[np.float64]) -> None:
    k = len(columns)
    row_codes = np.empty(k)
    for row in range(len(codes)):
        for i in range(k):
            row_codes[i] = codes[row, columns[i]]
        place = 0
        own = sums[clusters[row]]
        for i in range(k):
            a = row_codes[i]
            for j in range(i, k):
                b = row_codes[j]
                if a >= 0 and b >= 0:
                    own[place, 0] += 1
                    own[place, 1] += a
                    own[place, 2] += b
                    own[place, 3] += a * b
                place += 1


@compiled
def _covariance(sums: Array, signs: Array, found: Array) -> None:
    """Pairwise covariances of the items, those worded the other way turned round."""
    place = 0
    for i in range(len(signs)):
        for j in range(i, len(signs)):
            n = sums[place, 0]
            shared = sums[place, 3] - sums[place, 1] * sums[place, 2] / max(n, 1)
            found[i, j] = signs[i] * signs[j] * shared / (n - 1) if n > 1 else np.nan
            found[j, i] = found[i, j]
            place += 1


@compiled
def _omegas(resampled: npt.NDArray[np.float64], signs: Array, omegas: Array, states: Ints) -> None:
    k = len(signs)
    covariance, correlations = np.empty((k, k)), np.empty((k, k))
    loadings, uniqueness = np.zeros(k), np.zeros(k)
    first_loadings, first_uniqueness = np.zeros(k), np.zeros(k)
    for place in range(len(resampled)):
        _covariance(resampled[place], signs, covariance)
        spread = np.sqrt(np.diag(covariance))
        omegas[place], states[place] = np.nan, one_factor.FAILED
        if spread.min() > 0 and not np.isnan(covariance.sum()):
            for i in range(k):
                correlations[i] = covariance[i] / (spread[i] * spread)
            loadings[:], uniqueness[:] = first_loadings, first_uniqueness
            states[place] = one_factor.fit(
                correlations, loadings, uniqueness, 1e-12 if place == 0 else 1e-7
            )
        if place == 0 and states[0] == one_factor.PROPER:
            first_loadings[:], first_uniqueness[:] = loadings, uniqueness
        if states[place] != one_factor.FAILED:
            common = (loadings * spread).sum() ** 2
            omegas[place] = common / (common + (uniqueness * spread * spread).sum())
