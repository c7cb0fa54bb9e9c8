"""Perception gaps: does one group see it differently from everyone else, by enough to matter?

Three outcomes, and the third is an honest one:

- *no difference that matters*: the difference lies within the margin that was fixed before anybody answered
  (two one-sided tests);
- *a difference*: it is not nought, and not shown to be too small to matter;
- *cannot tell*: neither could be shown with these numbers.

"Not significant" is never called "no difference". Both kinds of claim hold their false-discovery rate over the
whole family of comparisons that is tested together.

References
----------
D. J. Schuirmann (1987), A comparison of the two one-sided tests procedure and the power approach, Journal of
Pharmacokinetics and Biopharmaceutics 15, 657-680. DOI 10.1007/BF01068419
L. V. Hedges (1981), Distribution theory for Glass's estimator of effect size, Journal of Educational Statistics
6, 107-128. DOI 10.3102/10769986006002107
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtrit

from thegither.methods.surveys.answers import Array, Ints
from thegither.methods.surveys.cells import Moments
from thegither.methods.surveys.estimates import Estimate, clustered, unclustered
from thegither.methods.surveys.families import benjamini_hochberg

DIFFERENCE, TOO_SMALL, CANNOT_TELL = "difference", "no_difference_that_matters", "cannot_tell"
RATE = 0.05


@dataclass(frozen=True, eq=False)
class Gaps:
    """Comparisons of each group with everyone else, all arrays groups x measures; NaN where undefined.

    groups: which group each row is about (with two groups, one row says it all). n, others: how many answered
    on each side. mean, others_mean: what they said. difference: the group's mean less that of the others, with
    low and high. hedges_g: the same in standard deviations, corrected for small numbers, with g_low and g_high.
    p, q: for "nought", alone and in the family. equivalence_p, equivalence_q: for "beyond the margin". verdict:
    the outcome.
    """

    groups: tuple[int, ...]
    n: Array
    others: Array
    mean: Array
    others_mean: Array
    difference: Array
    low: Array
    high: Array
    hedges_g: Array
    g_low: Array
    g_high: Array
    p: Array
    q: Array
    equivalence_p: Array
    equivalence_q: Array
    verdict: npt.NDArray[np.str_]


def gaps(
    cells: Moments,
    group: Ints,
    organization: Ints | None,
    margin: float | Array,
    *,
    rate: float = RATE,
) -> Gaps:
    """Compare each group with everyone else on each measure; the comparisons are one family.

    cells: sums of cells of people who share group and organisation. group: the group of each cell, below nought
    for "not said" (left out). organization: of each cell; None where nobody's is known, and then each person
    stands alone (see `unclustered`). A group whose members share one organisation that is theirs alone cannot
    be told from it.

    >>> values = np.array([[4.0], [5], [4], [5], [4], [2], [1], [2], [1], [2]])
    >>> cells = Moments.of(values, np.arange(10), 10)
    >>> found = gaps(cells, np.array([0] * 5 + [1] * 5), None, 0.5)
    >>> round(float(found.difference[0, 0]), 2), str(found.verdict[0, 0])
    (2.8, 'difference')
    """
    count = int(group.max(initial=-1)) + 1
    rows = tuple(range(count if count > 2 else count - 1))
    pairs = [_pair(cells, group, organization, place) for place in rows]
    sums = [pair[0] for pair in pairs]
    shape = (len(rows), cells.n.shape[1])
    value, error, df = (
        np.array([getattr(pair[1], name) for pair in pairs]).reshape(shape)
        for name in ("value", "error", "df")
    )
    estimate = Estimate(value, error, df)
    n, mean, variance = (
        np.array([getattr(pair, name) for pair in sums]).reshape(shape[0], 2, shape[1])
        for name in ("n", "mean", "variance")
    )
    low, high = estimate.interval()
    g, g_low, g_high = _hedges(estimate, n, variance)
    p, beyond = estimate.p, estimate.p_beyond(margin)
    q, beyond_q = benjamini_hochberg(p), benjamini_hochberg(beyond)
    verdict = np.where(beyond_q <= rate, TOO_SMALL, np.where(q <= rate, DIFFERENCE, CANNOT_TELL))
    sides = n[:, 0], n[:, 1], mean[:, 0], mean[:, 1]
    return Gaps(rows, *sides, value, low, high, g, g_low, g_high, p, q, beyond, beyond_q, verdict)


def _pair(
    cells: Moments, group: Ints, organization: Ints | None, place: int
) -> tuple[Moments, Estimate]:
    """One group and everyone else: their sums, and the difference."""
    side = np.where(group < 0, -1, np.where(group == place, 0, 1))
    both, signs = cells.by(side, 2), np.array([1.0, -1.0])
    if organization is None:
        return both, unclustered(both, signs)
    count = int(organization.max(initial=-1)) + 1
    label = np.where(side < 0, -1, organization * 2 + side)
    parts = cells.by(label, count * 2)
    shape = (count, 2, cells.n.shape[1])
    return both, clustered(parts.n.reshape(shape), parts.total.reshape(shape), signs)


def _hedges(estimate: Estimate, n: Array, variance: Array) -> tuple[Array, Array, Array]:
    """Hedges' g = (1 - 3 / (4 f - 1)) * difference / s, f = n - 2, s the standard deviation within both groups.

    Its error is that of the difference in units of s, and that of s itself: sqrt((error / s)^2 + d^2 / 2f).
    """
    free = n.sum(axis=1) - 2
    within = ((n - 1) * variance).sum(axis=1) / np.where(free > 0, free, np.nan)
    spread = np.sqrt(np.where(within > 0, within, np.nan))
    d, shrink = estimate.value / spread, 1 - 3 / (4 * np.maximum(free, 1) - 1)
    error = np.sqrt((estimate.error / spread) ** 2 + d * d / (2 * np.maximum(free, 1)))
    reach = stdtrit(estimate.df, 0.975) * error
    return shrink * d, shrink * (d - reach), shrink * (d + reach)
