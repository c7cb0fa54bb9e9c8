"""Ranks that do not claim more than is known: nodes whose intervals overlap share one."""

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.sorting import Ints


def bands(low: npt.ArrayLike, high: npt.ArrayLike) -> Ints:
    """The band of each node, 0 for the highest.

    Nodes are walked from the highest upper end down; a band goes on while an upper end reaches the
    lowest lower end in it, and so overlap is passed on: a and c share a band if b overlaps both.
    nan (undefined) comes last, in a band of its own, numbered after all others.

    >>> bands([0.5, 0.4, 0.0, 0.0], [0.6, 0.5, 0.1, 0.0]).tolist()
    [0, 0, 1, 1]
    """
    lows, highs = np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    found = np.zeros(len(lows), dtype=np.int64)
    floor, band = np.inf, -1
    for node in np.lexsort((-lows, -highs)):
        if np.isnan(lows[node]):
            continue
        if highs[node] < floor:
            band, floor = band + 1, lows[node]
        floor = min(floor, lows[node])
        found[node] = max(band, 0)
    found[np.isnan(lows)] = band + 1
    return found
