"""Which area tends to move before which; never called "drives".

Within each organisation, the later area is set against its own past and the past of the other:

    y_t = organisation + wave + a * y_(t-1) + b * x_(t-1) + error

b, with its error clustered by organisation, says whether x precedes y. Fixed effects bend such slopes when
waves are few, so each is corrected by the half-panel jackknife: 2 b - (b of the first half + b of the second
half) / 2.

Below 15 organisations or 6 waves the question is declined, since no answer would be worth having.

References
----------
C. W. J. Granger (1969), Investigating causal relations by econometric models and cross-spectral methods,
Econometrica 37, 424-438. DOI 10.2307/1912791
G. Dhaene and K. Jochmans (2015), Split-panel jackknife estimation of fixed-effect models, Review of Economic
Studies 82, 991-1030. DOI 10.1093/restud/rdv007
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr

from thegither.methods.surveys.answers import Array
from thegither.methods.surveys.families import benjamini_hochberg

FEWEST_ORGANIZATIONS, FEWEST_WAVES = 15, 6

Panel = npt.NDArray[np.float64]


class Declined(ValueError):
    """Too little to say what precedes what; the message says how much it takes."""


@dataclass(frozen=True, eq=False)
class Precedence:
    """slope[i, j]: how far area j moves at the next wave when area i stands one point higher now; p, q over all
    pairs; precedes: where q is at most the rate. NaN on the diagonal.
    """

    slope: Array
    p: Array
    q: Array
    precedes: npt.NDArray[np.bool_]


def precedence(panel: Panel, *, rate: float = 0.05) -> Precedence:
    """Which of the areas precede which (panel: organisations x waves x areas, complete).

    Raises Declined below 15 organisations x 6 waves, or when a mean is missing.

    >>> precedence(np.zeros((3, 2, 8)))
    Traceback (most recent call last):
    ...
    thegither.methods.surveys.precedence.Declined: 3 organisations and 2 waves cannot say what precedes what; it
    takes 15 organisations and 6 waves.
    """
    organizations, waves, areas = panel.shape
    if organizations < FEWEST_ORGANIZATIONS or waves < FEWEST_WAVES:
        raise Declined(
            f"{organizations} organisations and {waves} waves cannot say what precedes what; it takes "
            f"{FEWEST_ORGANIZATIONS} organisations and {FEWEST_WAVES} waves."
        )
    if not np.isfinite(panel).all():
        raise Declined("Each organisation needs a mean for each area in each wave.")
    slope, p = np.full((areas, areas), np.nan), np.full((areas, areas), np.nan)
    for x in range(areas):
        for y in range(areas):
            if x != y:
                slope[x, y], p[x, y] = _crossed(panel[:, :, x], panel[:, :, y])
    q = benjamini_hochberg(p)
    return Precedence(slope, p, q, np.nan_to_num(q, nan=1.0) <= rate)


def _crossed(x: Array, y: Array) -> tuple[float, float]:
    """b after the jackknife, and p from what each organisation alone would change about it."""
    half = x.shape[1] // 2 + 1
    whole, early, late = (
        _influence(x[:, part], y[:, part])
        for part in (slice(None), slice(0, half), slice(x.shape[1] - half, None))
    )
    slope = 2 * whole[0] - (early[0] + late[0]) / 2
    pulls = 2 * whole[1] - (early[1] + late[1]) / 2
    count = len(x)
    error = np.sqrt((pulls**2).sum() * count / (count - 1))
    if not error > 0:
        return float("nan"), float("nan")
    return float(slope), float(2 * stdtr(count - 1, -abs(slope) / error))


def _influence(x: Array, y: Array) -> tuple[float, Array]:
    """b by least squares within organisations and waves, and each organisation's part in its error."""
    own, other, later = (_within(part) for part in (y[:, :-1], x[:, :-1], y[:, 1:]))
    past = np.stack([other, own], axis=-1)
    square = np.einsum("otk,otl->kl", past, past)
    if np.linalg.matrix_rank(square) < 2:
        return float("nan"), np.full(len(x), np.nan)
    inverse = np.linalg.inv(square)
    slopes = inverse @ np.einsum("otk,ot->k", past, later)
    residual = later - past @ slopes
    return float(slopes[0]), np.einsum("otk,ot->ok", past, residual) @ inverse[0]


def _within(table: Array) -> Array:
    """What is left when each organisation's mean and each wave's mean are taken off."""
    return np.asarray(table - table.mean(axis=0) - table.mean(axis=1, keepdims=True) + table.mean())
