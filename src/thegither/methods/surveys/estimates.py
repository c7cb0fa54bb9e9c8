"""Means, differences and shares with their errors, for this frame or for people like these.

*People like these*: organisations are what was drawn, so errors are clustered by organisation. *This frame*:
who could answer is a list, and those who did are a part of it; the error shrinks to nought as the part becomes
the whole.

References
----------
R. M. Bell and D. F. McCaffrey (2002), Bias reduction in standard errors for linear regression with multi-stage
samples, Survey Methodology 28, 169-181.
J. E. Pustejovsky and E. Tipton (2018), Small-sample methods for cluster-robust variance estimation and
hypothesis testing in fixed effects models, Journal of Business & Economic Statistics 36, 672-683.
DOI 10.1080/07350015.2016.1247004
B. L. Welch (1947), The generalization of "Student's" problem, Biometrika 34, 28-35. DOI
10.1093/biomet/34.1-2.28
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtr, stdtrit

from thegither.methods.shared.intervals import ImpossibleCounts, wilson_many
from thegither.methods.surveys.answers import Array
from thegither.methods.surveys.cells import Moments


@dataclass(frozen=True, eq=False)
class Estimate:
    """Numbers with their standard errors and degrees of freedom, one a measure; NaN where undefined.

    >>> mean = Estimate(np.array([3.0]), np.array([0.5]), np.array([30.0]))
    >>> [round(float(end[0]), 2) for end in mean.interval()]
    [1.98, 4.02]
    """

    value: Array
    error: Array
    df: Array

    def interval(self, confidence: float = 0.95) -> tuple[Array, Array]:
        """value -+ t * error, with t of Student's distribution."""
        reach = stdtrit(self.df, 0.5 + confidence / 2) * self.error
        return self.value - reach, self.value + reach

    @property
    def p(self) -> Array:
        """The probability of a value so far from nought, were it nought (two-sided). 1 for 0 with no error."""
        return np.asarray(2 * stdtr(self.df, -np.abs(_ratio(self.value, self.error))), dtype=float)

    def p_beyond(self, margin: float | Array) -> Array:
        """The larger probability of two one-sided tests against -margin and +margin (equivalence)."""
        inside = margin - np.abs(self.value)
        return np.asarray(stdtr(self.df, -_ratio(inside, self.error)), dtype=float)


def _ratio(value: Array, error: Array) -> Array:
    """value / error; infinite without error, unless the value is nought too."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where((error == 0) & (value == 0), 0.0, value / error)


def clustered(n: Array, total: Array, signs: Array) -> Estimate:
    """A sum of group means, each with its sign, whose error lets members of an organisation be alike.

    n, total: answers and their totals (organisations x groups x measures); signs: one a group, such as (1, -1)
    for a difference. With N_g = sum_c n_cg, e the residuals from the group means, and

        z_c = sum_g  sign_g / N_g * (sum of e in c and g) / sqrt(1 - n_cg / N_g)

    the variance is sum_c z_c^2. That is the bias-reduced estimator CR2: `I - H` of a cluster is made of blocks
    `I - J / N_g`, whose inverse root stretches their sums by 1 / sqrt(1 - n_cg / N_g). Degrees of freedom after
    Satterthwaite, under independence: with b_cg = sign_g / (N_g sqrt(1 - n_cg / N_g)), P = diag(sum_g n b^2) -
    sum_g q_g q_g', q_g = n_g b_g / sqrt(N_g): df = trace(P)^2 / trace(P^2).

    NaN where a group has nobody, or all of them in one organisation: then nothing tells the two apart.

    >>> n, total = np.array([[[2.0]], [[2.0]], [[2.0]]]), np.array([[[4.0]], [[6.0]], [[8.0]]])
    >>> mean = clustered(n, total, np.array([1.0]))
    >>> float(mean.value[0]), round(float(mean.error[0]), 3), round(float(mean.df[0]), 6)
    (3.0, 0.577, 2.0)
    """
    size = n.sum(axis=0)
    known = np.where(size > 0, size, np.nan)
    means = total.sum(axis=0) / known
    left = 1 - n / known
    stretch = 1 / np.sqrt(np.where(left > 1e-12, left, np.nan))
    weight = signs[:, None] / known * stretch
    residual = np.einsum("cgm,cgm->cm", weight, total - n * means)
    own = np.einsum("cgm,cgm->cm", n, weight * weight)
    shared = n * weight / np.sqrt(known)
    crossed = np.einsum("cgm,chm->ghm", shared, shared)
    lengths = np.einsum("cgm,cgm->cm", shared, shared)
    first = own.sum(axis=0) - lengths.sum(axis=0)
    second = (own * own - 2 * own * lengths).sum(axis=0) + (crossed * crossed).sum(axis=(0, 1))
    df = first * first / np.where(second > 0, second, np.nan)
    error = np.sqrt((residual * residual).sum(axis=0))
    return Estimate(np.asarray(signs @ means), error, np.maximum(df, 1.0))


def unclustered(groups: Moments, signs: Array) -> Estimate:
    """The same where no organisation is known and each person stands alone (sums: groups x measures).

    The error is Welch's or that of a variance common to the groups, whichever is larger, with its own degrees
    of freedom. Welch's alone raises too many alarms for a small group with lopsided answers, whose spread often
    comes out too small just when its mean lies far off: 7.8% instead of 5% over twelve items, 25 people against
    120. The common one alone raises too many when the small group truly spreads more.

    NaN where a group has fewer than two answers.
    """
    own, common = _welch(groups, signs), _common(groups, signs)
    larger = own.error >= common.error
    error, df = np.where(larger, own.error, common.error), np.where(larger, own.df, common.df)
    return Estimate(own.value, np.where(np.isnan(own.error), np.nan, error), df)


def _welch(groups: Moments, signs: Array) -> Estimate:
    parts = groups.variance / np.where(groups.n > 1, groups.n, np.nan) * (signs * signs)[:, None]
    variance = parts.sum(axis=0)
    freedom = (parts * parts / np.maximum(groups.n - 1, 1)).sum(axis=0)
    free = np.maximum(groups.n.sum(axis=0) - len(signs), 1)
    df = np.where(freedom > 0, variance * variance / np.where(freedom > 0, freedom, 1), free)
    return Estimate(np.asarray(signs @ groups.mean), np.sqrt(variance), df)


def _common(groups: Moments, signs: Array) -> Estimate:
    free = np.maximum(groups.n.sum(axis=0) - len(signs), 1)
    within = (np.maximum(groups.n - 1, 0) * np.nan_to_num(groups.variance)).sum(axis=0) / free
    inverse = (signs * signs) @ (1 / np.maximum(groups.n, 1))
    return Estimate(np.asarray(signs @ groups.mean), np.sqrt(within * inverse), free)


def frame_mean(sums: Moments, asked: int) -> Estimate:
    """The mean over all who were asked, from those who answered (sums: 1 x measures).

    As if answering were a draw from the frame: error sqrt(variance / n * (1 - n / asked)); nought when all
    answered. What the rest may think whatever drew them is for worst-case bounds, not for this.

    Raises ImpossibleCounts when more answered than were asked.

    >>> sums = Moments(np.array([[4.0]]), np.array([[12.0]]), np.array([[40.0]]))
    >>> round(float(frame_mean(sums, 8).error[0]), 3), float(frame_mean(sums, 4).error[0])
    (0.408, 0.0)
    """
    n = sums.n[0]
    if np.any(n > asked):
        raise ImpossibleCounts("More people answered than were asked.")
    rest = (1 - n / asked) if asked else np.zeros_like(n)
    error = np.sqrt(sums.variance[0] / np.where(n > 0, n, np.nan) * rest)
    error = np.where((n == asked) & (n > 0), 0.0, error)
    return Estimate(sums.mean[0], error, np.maximum(n - 1, 1))


def frame_share(successes: Array, answered: Array, asked: Array) -> tuple[Array, Array]:
    """Wilson's interval for the share over all who were asked; no width when all of them answered.

    The answers count for answered * (asked - 1) / (asked - answered): the more of the frame they are, the more.

    Raises ImpossibleCounts unless 0 <= successes <= answered <= asked.

    >>> low, high = frame_share(np.array([19.0]), np.array([31.0]), np.array([52.0]))
    >>> round(float(low[0]), 2), round(float(high[0]), 2)
    (0.5, 0.71)
    >>> [float(end[0]) for end in frame_share(np.array([13.0]), np.array([52.0]), np.array([52.0]))]
    [0.25, 0.25]
    """
    if np.any(answered > asked):
        raise ImpossibleCounts("More people answered than were asked.")
    everyone = (answered == asked) & (answered > 0)
    grown = (asked - 1) / np.maximum(asked - answered, 1e-9)
    grown = np.where(everyone | (answered == 0), 1.0, np.maximum(grown, 1.0))
    low, high = wilson_many(successes * grown, answered * grown)
    share = successes / np.maximum(answered, 1)
    return np.where(everyone, share, low), np.where(everyone, share, high)
