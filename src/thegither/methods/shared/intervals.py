"""How far a share can be trusted: Wilson's interval, and the bounds that need no assumption.

Both are needed beside each other. Wilson's interval says how much a share would wobble if those who
answered were drawn at random from people like them. Nobody draws a partnership at random, so the
worst case says what stays true whatever the silent ones think.

References
----------
E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference,
Journal of the American Statistical Association 22, 209-212. DOI 10.1080/01621459.1927.10502953
C. F. Manski (1989), Anatomy of the selection problem, Journal of Human Resources 24, 343-360.
DOI 10.2307/145818
"""

from collections.abc import Sequence
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64] | npt.NDArray[np.float64] | Sequence[int]
Array = npt.NDArray[np.float64]


class ImpossibleCounts(ValueError):
    """More successes than trials, or fewer than none."""


def wilson(successes: int, n: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson's score interval for a share.

    With p = successes / n and z the normal quantile for `confidence`::

        (p + z^2 / 2n  -+  z * sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n)

    Undefined for n = 0: then nothing is known, and the answer is (0, 1).

    Raises ImpossibleCounts when successes lie outside 0..n.

    >>> low, high = wilson(19, 31)
    >>> round(low, 3), round(high, 3)
    (0.438, 0.763)
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    low, high = wilson_many([successes], [n], confidence)
    return float(low[0]), float(high[0])


def wilson_many(successes: Counts, n: Counts, confidence: float = 0.95) -> tuple[Array, Array]:
    """`wilson` for arrays of one shape; gives the lower and the upper ends.

    >>> low, high = wilson_many([0, 5, 10], [10, 10, 10])
    >>> [round(float(end), 2) for end in low]
    [0.0, 0.24, 0.72]
    """
    hits, trials = np.asarray(successes, dtype=float), np.asarray(n, dtype=float)
    if np.any(hits < 0) or np.any(hits > trials):
        raise ImpossibleCounts("A share needs between none and all of those who answered.")
    z2 = NormalDist().inv_cdf(0.5 + confidence / 2) ** 2
    known = np.maximum(trials, 1)
    centre = hits + z2 / 2
    spread = np.sqrt(z2 * (hits * (trials - hits) / known + z2 / 4))
    low, high = (centre - spread) / (trials + z2), (centre + spread) / (trials + z2)
    # At none and at all the formula gives exactly 0 and 1; rounding may miss them by a hair.
    low = np.where(hits == 0, 0.0, np.clip(low, 0.0, 1.0))
    return low, np.where(hits == trials, 1.0, np.clip(high, 0.0, 1.0))


def worst_case(successes: int, answered: int, asked: int) -> tuple[float, float]:
    """The share among all who were asked, whatever those who kept silent think.

    Lowest when every silent person would say no, highest when every one would say yes::

        successes / asked   ..   (successes + asked - answered) / asked

    Undefined for asked = 0: the answer is (0, 1).

    Raises ImpossibleCounts unless 0 <= successes <= answered <= asked.

    >>> low, high = worst_case(19, 31, 52)
    >>> round(low, 2), round(high, 2)
    (0.37, 0.77)
    """
    if not 0 <= successes <= answered <= asked:
        raise ImpossibleCounts("Nobody can answer who was not asked, nor agree without answering.")
    if asked == 0:
        return 0.0, 1.0
    return successes / asked, (successes + asked - answered) / asked
