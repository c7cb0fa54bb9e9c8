"""Many tests at once: how often an alarm may be false among all alarms of a family.

References
----------
Y. Benjamini and Y. Hochberg (1995), Controlling the false discovery rate, Journal of the Royal Statistical
Society B 57, 289-300. DOI 10.1111/j.2517-6161.1995.tb02031.x
"""

import numpy as np

from thegither.methods.surveys.answers import Array


def benjamini_hochberg(p: Array) -> Array:
    """The smallest false-discovery rate at which each test would be an alarm (q), p being its probability.

    With m tests and p in rising order, q_i = min over j >= i of m p_j / j. NaN (no test was possible) stays NaN
    and does not count. Holds for independent tests and for those that rise together, as items of one scale do.

    >>> benjamini_hochberg(np.array([0.01, 0.04, 0.03, np.nan])).round(3)
    array([0.03, 0.04, 0.04,  nan])
    """
    flat, found = p.ravel(), np.full(p.size, np.nan)
    known = np.flatnonzero(np.isfinite(flat))
    order = known[np.argsort(flat[known], kind="stable")]
    stepped = flat[order] * len(order) / np.arange(1, len(order) + 1)
    found[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return found.reshape(p.shape)
