"""What these numbers could show, said before anybody answers.

References
----------
J. Cohen (1988), Statistical Power Analysis for the Behavioral Sciences, 2nd edition. DOI 10.4324/9780203771587
"""

from dataclasses import dataclass
from math import sqrt

import numpy as np
from scipy.optimize import brentq
from scipy.special import nctdtr, stdtrit

POWER = 0.8


@dataclass(frozen=True)
class Reach:
    """What a comparison could show.

    detectable: the smallest true difference found four times out of five; None when no difference would be.
    chance_to_rule_out: how likely a difference of nought is shown to be within the margin, if the
    others of its family are too (at best, therefore).
    """

    detectable: float | None
    chance_to_rule_out: float


def reach(
    n: int,
    others: int,
    *,
    spread: float = 1.0,
    margin: float = 0.5,
    tests: int = 1,
    organizations: int | None = None,
    likeness: float = 0.0,
    rate: float = 0.05,
) -> Reach:
    """What n people against the others could show, each person's answers spreading by `spread`.

    tests: how many comparisons the family holds; the first of them has to pass rate / tests, which is what is
    reckoned with (others found make it easier). organizations, likeness: how many there are, and how much alike
    (intraclass correlation) answers within one are; the error grows by sqrt(1 + (people in each - 1) *
    likeness).

    >>> small = reach(25, 120, tests=12)
    >>> round(small.detectable, 2), round(small.chance_to_rule_out, 2)
    (0.83, 0.46)
    >>> reach(1, 120)
    Reach(detectable=None, chance_to_rule_out=0.0)
    """
    if min(n, others) < 2:
        return Reach(None, 0.0)
    each = (n + others) / organizations if organizations else 1.0
    error = spread * sqrt((1 / n + 1 / others) * (1 + max(each - 1, 0) * likeness))
    df = max((organizations or n + others) - 2, 1)
    found = brentq(lambda gap: _chance(gap / error, df, rate / tests) - POWER, 0, 1e6 * error)
    bound = margin / error - stdtrit(df, 1 - rate)
    within = max(2 * float(nctdtr(df, 0.0, bound)) - 1, 0.0) if bound > 0 else 0.0
    return Reach(float(found), within)


def _chance(distance: float, df: float, rate: float) -> float:
    """How likely a t test (two-sided) finds a true difference of so many standard errors."""
    far = stdtrit(df, 1 - rate / 2)
    return float(np.nan_to_num(1 - nctdtr(df, min(distance, 37.0), far), nan=1.0))
