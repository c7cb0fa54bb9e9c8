"""May a table go out, given the one that went out before? Two tables together tell more than each alone."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from thegither.methods.disclosure.tables import Floats, Mask


class DifferentTables(ValueError):
    """Two tables of different shape have no cells to compare."""


def may_refresh(old: npt.ArrayLike, new: npt.ArrayLike, minimum: int = 5) -> bool:
    """Whether each changed cell changed by at least `minimum` people. None or NaN means hidden.

    - Shown in both: the same, or different by `minimum` or more; a smaller step would show what those few
      people did.
    - Hidden before and shown now: at least 2 * minimum - 1, so that at least `minimum` came to what may have
      been minimum - 1.
    - Shown before and hidden now: never, since the older figure would still tell what the new one hides.

    Raises DifferentTables when the shapes differ.

    >>> may_refresh([9, 8, None], [14, 8, None]), may_refresh([9, 8], [10, 8])
    (True, False)
    >>> may_refresh([None, 8], [9, 8]), may_refresh([None, 8], [8, 8]), may_refresh([9], [None])
    (True, False, False)
    """
    return not changed_cells(old, new, minimum).any()


def may_follow(earlier: Iterable[npt.ArrayLike], new: npt.ArrayLike, minimum: int = 5) -> bool:
    """`may_refresh` beside every table that went out before, not the last alone.

    >>> may_refresh([15, 8], [10, 8]), may_follow([[11, 8], [16, 8], [21, 8]], [12, 8])
    (True, False)
    """
    return all(may_refresh(old, new, minimum) for old in earlier)


def changed_cells(old: npt.ArrayLike, new: npt.ArrayLike, minimum: int = 5) -> Mask:
    """Which cells stand in the way of a refresh, by the three rules of `may_refresh`.

    >>> changed_cells([9, 8, None], [10, 8, 12])
    array([ True, False, False])
    """
    before, now = _table(old), _table(new)
    if before.shape != now.shape:
        raise DifferentTables("A table can only follow one of the same shape.")
    step = np.abs(now - before)
    small_step = (step > 0) & (step < minimum)
    too_soon = np.isnan(before) & (now < 2 * minimum - 1)
    withdrawn = ~np.isnan(before) & np.isnan(now)
    return np.asarray(small_step | too_soon | withdrawn)


def _table(cells: npt.ArrayLike) -> Floats:
    return np.asarray(cells, dtype=float)
