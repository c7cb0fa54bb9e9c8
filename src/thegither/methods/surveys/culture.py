"""Culture as a cloud: where an organisation stands on two scales at once, and whether it moved.

A point would claim too much. The ellipse holds the mean of people like these with 95% confidence (Hotelling's
T^2), and an organisation has moved only where both scales together say so, over all organisations tested.

References
----------
H. Hotelling (1931), The generalization of Student's ratio, Annals of Mathematical Statistics 2, 360-378.
DOI 10.1214/aoms/1177732979
"""

from dataclasses import dataclass
from math import atan2, sqrt

import numpy as np
from scipy.stats import f as f_distribution

from thegither.methods.surveys.answers import Array, Ints
from thegither.methods.surveys.families import benjamini_hochberg

FEWEST = 5


@dataclass(frozen=True)
class Cloud:
    """One organisation: n, the centre, and the ellipse (half axes, angle of the longer one in radians).

    Below five people there is no cloud: centre and ellipse are None.
    """

    n: int
    centre: tuple[float, float] | None
    axes: tuple[float, float] | None
    angle: float | None


@dataclass(frozen=True)
class Shift:
    """How far one organisation's centre went, p and q over all organisations, and whether that is clear.

    None (and not clear) where either wave has no cloud.
    """

    step: tuple[float, float] | None
    p: float | None
    q: float | None
    is_clear: bool


def clouds(points: Array, organizations: Ints) -> tuple[Cloud, ...]:
    """The cloud of each organisation, from people's two scores (people x 2; with NaN: left out).

    >>> points = np.array([[1.0, 1.0], [2, 1], [1, 2], [2, 2], [1.5, 1.5]])
    >>> found = clouds(points, np.zeros(5, dtype=int))[0]
    >>> found.n, found.centre, [round(axis, 2) for axis in found.axes]
    (5, (1.5, 1.5), [1.13, 1.13])
    """
    return tuple(
        _cloud(_of(points, organizations, place)) for place in range(_count(organizations))
    )


def shifts(
    before: tuple[Array, Ints], now: tuple[Array, Ints], *, rate: float = 0.05
) -> tuple[Shift, ...]:
    """Whether each organisation moved: two-sample T^2 on (points, organisations) of two waves, one family.

    Organisations are numbered alike in both waves.

    >>> points = np.array([[1.0, 1.0], [2, 1], [1, 2], [2, 2], [1.5, 1.4]])
    >>> where = np.zeros(5, dtype=int)
    >>> shifts((points, where), (points, where))[0].is_clear
    False
    >>> shifts((points, where), (points + 2, where))[0].is_clear
    True
    """
    count = max(_count(before[1]), _count(now[1]))
    pairs = [(_of(*before, place), _of(*now, place)) for place in range(count)]
    p = np.array([_moved(old, new) for old, new in pairs], dtype=float)
    q = benjamini_hochberg(p)
    return tuple(
        _shift(old, new, p[place], q[place], rate) for place, (old, new) in enumerate(pairs)
    )


def _count(organizations: Ints) -> int:
    return int(organizations.max(initial=-1)) + 1


def _of(points: Array, organizations: Ints, place: int) -> Array:
    return np.asarray(points[(organizations == place) & np.isfinite(points).all(axis=1)])


def _cloud(points: Array) -> Cloud:
    n = len(points)
    if n < FEWEST:
        return Cloud(n, None, None, None)
    centre = points.mean(axis=0)
    lengths, directions = np.linalg.eigh(np.cov(points.T))
    reach = 2 * (n - 1) / (n - 2) * f_distribution.ppf(0.95, 2, n - 2) / n
    half = [sqrt(max(length, 0.0) * reach) for length in lengths[::-1]]
    angle = atan2(directions[1, 1], directions[0, 1])
    return Cloud(n, (float(centre[0]), float(centre[1])), (half[0], half[1]), angle)


def _moved(old: Array, new: Array) -> float:
    """p of the two-sample T^2; NaN where a wave has no cloud, or nobody differs from anybody."""
    n, m = len(old), len(new)
    if min(n, m) < FEWEST:
        return float("nan")
    within = ((n - 1) * np.cov(old.T) + (m - 1) * np.cov(new.T)) / (n + m - 2)
    if np.linalg.matrix_rank(within) < 2:
        return float("nan")
    step = new.mean(axis=0) - old.mean(axis=0)
    t2 = n * m / (n + m) * step @ np.linalg.solve(within, step)
    return float(f_distribution.sf(t2 * (n + m - 3) / (2 * (n + m - 2)), 2, n + m - 3))


def _shift(old: Array, new: Array, p: float, q: float, rate: float) -> Shift:
    if np.isnan(p):
        return Shift(None, None, None, False)
    step = new.mean(axis=0) - old.mean(axis=0)
    return Shift((float(step[0]), float(step[1])), float(p), float(q), bool(q <= rate))
