"""How well organisations are rated: the level of a partnership, its movement, and each rated one's mean.

References
----------
D. M. Varda, A. Chandra, S. A. Stern and N. Lurie (2008), Core dimensions of connectivity in public health
collaboratives, Journal of Public Health Management and Practice 14, E1-E7.
DOI 10.1097/01.PHH.0000333889.60517.46
B. L. Welch (1947), The generalization of "Student's" problem when several different population variances
are involved, Biometrika 34, 28-35. DOI 10.1093/biomet/34.1-2.28
"""

from dataclasses import dataclass
from math import isnan, nan, sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import t as student

from thegither.methods.networks.sorting import Floats, Ints

FEWEST_RATERS = 3


@dataclass(frozen=True)
class Level:
    """The mean over raters of what each gives on average; its standard error, and how many rated."""

    mean: float
    error: float
    raters: int

    @property
    def interval(self) -> tuple[float, float]:
        """95%, by Student's t; undefined (nan) with fewer than two raters."""
        if self.raters < 2:
            return nan, nan
        reach = float(student.ppf(0.975, self.raters - 1)) * self.error
        return self.mean - reach, self.mean + reach


@dataclass(frozen=True)
class Change:
    """What moved between two waves, with its 95% interval and p; nan where too few rated."""

    change: float
    low: float
    high: float
    p: float


def rating_level(raters: npt.ArrayLike, values: npt.ArrayLike) -> Level:
    """Each rater counts once, however many they rate: people differ in how kindly they judge.

    >>> level = rating_level([0, 0, 1, 2], [4, 2, 3, 3])
    >>> level.mean, level.raters
    (3.0, 3)
    """
    rater, value = np.asarray(raters, dtype=np.int64), np.asarray(values, dtype=np.float64)
    if not len(value):
        return Level(nan, nan, 0)
    _, own = np.unique(rater, return_inverse=True)
    means = np.bincount(own, weights=value) / np.bincount(own)
    spread = float(means.std(ddof=1)) if len(means) > 1 else nan
    return Level(float(means.mean()), spread / sqrt(len(means)), len(means))


def rating_change(before: Level, now: Level) -> Change:
    """Whether the level moved, by Welch's test.

    Some people rate in both waves and nobody knows who, so that the interval is wider than it need be.

    >>> rating_change(Level(2.0, 0.1, 30), Level(3.0, 0.1, 30)).p < 0.001
    True
    """
    error = sqrt(before.error**2 + now.error**2)
    if min(before.raters, now.raters) < 2 or isnan(error):
        return Change(nan, nan, nan, nan)
    moved = now.mean - before.mean
    parts = [(one.error**2) ** 2 / (one.raters - 1) for one in (before, now)]
    freedom = error**4 / sum(parts) if sum(parts) else float(before.raters + now.raters - 2)
    reach = float(student.ppf(0.975, freedom)) * error
    p = 2 * float(student.sf(abs(moved) / error, freedom)) if error else float(moved == 0)
    return Change(moved, moved - reach, moved + reach, p)


def means_of_rated(
    raters: npt.ArrayLike,
    rated: npt.ArrayLike,
    values: npt.ArrayLike,
    n: int,
    *,
    fewest: int = FEWEST_RATERS,
) -> tuple[Floats, Ints]:
    """For each of n rated the mean over its raters, and how many raters it has.

    A rater who answers several questions counts once. nan below `fewest` raters: then a mean would tell
    what one of them said to the others.

    >>> means, counts = means_of_rated([0, 1, 2, 0], [0, 0, 0, 1], [4, 3, 2, 1], 2)
    >>> means.tolist(), counts.tolist()
    ([3.0, nan], [3, 1])
    """
    rater, target = np.asarray(raters, dtype=np.int64), np.asarray(rated, dtype=np.int64)
    pairs, own = np.unique(np.column_stack([target, rater]), axis=0, return_inverse=True)
    own = own.reshape(-1)
    given = np.bincount(own, weights=np.asarray(values, dtype=np.float64)) / np.bincount(own)
    heads = pairs[:, 0] if len(pairs) else np.zeros(0, dtype=np.int64)
    counts = np.bincount(heads, minlength=n).astype(np.int64)
    sums = np.bincount(heads, weights=given, minlength=n)
    return np.where(counts >= fewest, sums / np.maximum(counts, 1), nan), counts
