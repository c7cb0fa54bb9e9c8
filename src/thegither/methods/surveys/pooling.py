"""Partial pooling: what a small group's mean is worth once all groups are looked at together.

Of ten small groups one always stands highest, by luck alone. Each mean is drawn towards the mean of all groups,
the more the less is known of it:

    pooled_g = B_g centre + (1 - B_g) mean_g          B_g = v_g / (v_g + between)

with v_g the squared error of the group's mean and `between` the variance of true means (Paule and Mandel's:
that which makes the weighted spread of the means what it should be).

References
----------
B. Efron and C. Morris (1975), Data analysis using Stein's estimator and its generalizations, Journal of the
American Statistical Association 70, 311-319. DOI 10.1080/01621459.1975.10479864
R. C. Paule and J. Mandel (1982), Consensus values and weighting factors, Journal of Research of the National
Bureau of Standards 87, 377-385. DOI 10.6028/jres.087.022
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq

from thegither.methods.surveys.answers import Array


@dataclass(frozen=True, eq=False)
class Pooled:
    """Means drawn together, with 95% ends, and the variance between true means. NaN where nothing was known."""

    mean: Array
    low: Array
    high: Array
    between: float


def pool(means: Array, errors: Array) -> Pooled:
    """Draw the means of groups towards each other.

    A group without mean or error (NaN) is left out and stays NaN; below three groups nothing is drawn together.

    >>> found = pool(np.array([3.0, 3.0, 5.0]), np.array([0.1, 0.1, 1.0]))
    >>> found.mean.round(1).tolist()  # the far one is not much trusted
    [3.0, 3.0, 4.0]
    """
    known = np.isfinite(means) & np.isfinite(errors) & (errors > 0)
    if known.sum() < 3:
        reach = 1.96 * errors
        return Pooled(means.copy(), means - reach, means + reach, float("nan"))
    mean, variance = means[known], errors[known] ** 2
    between = _between(mean, variance)
    weight = 1 / (variance + between)
    centre, doubt = (weight * mean).sum() / weight.sum(), 1 / weight.sum()
    drawn = variance * weight
    value = drawn * centre + (1 - drawn) * mean
    reach = 1.96 * np.sqrt((1 - drawn) * variance + drawn**2 * doubt)
    return Pooled(
        _filled(means, known, value),
        _filled(means, known, value - reach),
        _filled(means, known, value + reach),
        between,
    )


def _filled(means: Array, known: npt.NDArray[np.bool_], values: Array) -> Array:
    found = means.copy()
    found[known] = values
    return found


def _between(mean: Array, variance: Array) -> float:
    """The variance at which the weighted squares come to groups - 1; nought when they are fewer even so."""

    def excess(between: float) -> float:
        weight = 1 / (variance + between)
        centre = (weight * mean).sum() / weight.sum()
        return float((weight * (mean - centre) ** 2).sum() - (len(mean) - 1))

    if excess(0.0) <= 0:
        return 0.0
    return float(brentq(excess, 0.0, float(np.ptp(mean) ** 2) * len(mean) + 1))
