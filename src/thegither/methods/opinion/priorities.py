"""Which statement to show next: those that people agree with, that split opinion, and new ones."""

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

META = 49.0


def statement_priority(
    agree: npt.ArrayLike,
    passed: npt.ArrayLike,
    seen: npt.ArrayLike,
    extremity: npt.ArrayLike,
    is_meta: npt.ArrayLike = False,
) -> Array:
    """Weight of each statement in the draw for the next one to vote on.

    With A agreeing, P passing, S seeing and extremity E (see `axes.Axes.extremity`; 0 while there
    are no axes)::

        [ (A + 1)/(S + 2) * (1 - (P + 1)/(S + 2)) * (1 + E) * (1 + 8 * 2^(-S / 5)) ]^2

    The last factor lets new statements come up. Questions about the person (meta) have 49.

    >>> statement_priority([0, 10], [0, 0], [0, 20], [0.0, 0.5], [False, False]).round(3)
    array([5.062, 1.153])
    """
    agreeing, passing, seeing = (np.asarray(x, dtype=float) for x in (agree, passed, seen))
    importance = (agreeing + 1) / (seeing + 2) * (1 - (passing + 1) / (seeing + 2))
    fresh = 1 + 8 * 2.0 ** (-seeing / 5)
    weight = (importance * (1 + np.asarray(extremity, dtype=float)) * fresh) ** 2
    return np.where(is_meta, META, weight)
