"""One common factor by maximum likelihood; compiled, to be repeated thousands of times.

The model: each item shares `loadings` with the factor and has `uniqueness` of its own, S = l l' + diag(u). The
discrepancy F = log|S| + trace(R S^-1) - log|R| - k is made least by Fisher scoring with halved steps. With G =
S^-1 and W = G - G R G:

    dF/dl = 2 W l      dF/du = diag(W)
    expected second derivatives:  ll: 2 (Gl Gl' + G l'Gl)    lu: 2 G_ij (Gl)_j    uu: G_ij^2

No uniqueness goes below `LEAST`: an item that would, makes the solution improper.

References
----------
D. N. Lawley and A. E. Maxwell (1962), Factor analysis as a statistical method, The Statistician 12, 209-229.
DOI 10.2307/2986915
"""

import numpy as np

from thegither.methods.shared.compiled import compiled
from thegither.methods.surveys.answers import Array

LEAST = 0.005
PROPER, IMPROPER, FAILED = 0, 1, 2
STEPS = 100


@compiled
def fit(correlations: Array, loadings: Array, uniqueness: Array, small: float) -> int:
    """Fill in loadings and uniqueness, going on from those given when `uniqueness` holds some,
    until a step gains less than `small`.

    Gives PROPER, IMPROPER, or FAILED (correlations not positive definite, or no end found).
    """
    if not factorise(correlations.copy()):
        return FAILED
    if not uniqueness.min() > 0:
        start(correlations, loadings, uniqueness)
    now = discrepancy(correlations, loadings, uniqueness)
    for _ in range(STEPS):
        direction = step(correlations, loadings, uniqueness)
        after = walk(correlations, loadings, uniqueness, direction, now)
        done, now = abs(now - after) < small, after
        if done:
            break
    else:
        return FAILED
    if loadings.sum() < 0:
        loadings *= -1
    return IMPROPER if uniqueness.min() <= LEAST else PROPER


@compiled
def start(correlations: Array, loadings: Array, uniqueness: Array) -> None:
    """Begin with what each item shares with the sum of all (one step of the centroid method)."""
    shared = correlations.sum(axis=1)
    whole = np.sqrt(shared.sum())
    for i in range(len(loadings)):
        loadings[i] = max(-0.9, min(0.9, 0.9 * shared[i] / whole))
        uniqueness[i] = 1 - loadings[i] * loadings[i]


@compiled
def factorise(matrix: Array) -> bool:
    """Cholesky's lower root, in the place of the matrix; False when it is not positive definite."""
    for i in range(len(matrix)):
        for j in range(i + 1):
            left = matrix[i, j]
            for m in range(j):
                left -= matrix[i, m] * matrix[j, m]
            if i > j:
                matrix[i, j] = left / matrix[j, j]
            elif left > 1e-10:
                matrix[i, i] = np.sqrt(left)
            else:
                return False
    return True


@compiled
def solve(matrix: Array, right: Array) -> Array:
    """x in matrix x = right, the matrix positive definite; both are overwritten. Nought where it is not."""
    if not factorise(matrix):
        return np.zeros_like(right)
    for i in range(len(right)):
        for m in range(i):
            right[i] -= matrix[i, m] * right[m]
        right[i] /= matrix[i, i]
    for i in range(len(right) - 1, -1, -1):
        for m in range(i + 1, len(right)):
            right[i] -= matrix[m, i] * right[m]
        right[i] /= matrix[i, i]
    return right


@compiled
def inverse(loadings: Array, uniqueness: Array) -> Array:
    """S^-1 by the formula of Sherman and Morrison."""
    scaled = loadings / uniqueness
    size = 1 + (loadings * scaled).sum()
    found = np.empty((len(loadings), len(loadings)))
    for i in range(len(loadings)):
        for j in range(len(loadings)):
            found[i, j] = -scaled[i] * scaled[j] / size
        found[i, i] += 1 / uniqueness[i]
    return found


@compiled
def discrepancy(correlations: Array, loadings: Array, uniqueness: Array) -> float:
    """F up to a constant."""
    scaled = loadings / uniqueness
    size = 1 + (loadings * scaled).sum()
    found = np.log(size)
    for i in range(len(loadings)):
        found += np.log(uniqueness[i]) + correlations[i, i] / uniqueness[i]
        for j in range(len(loadings)):
            found -= scaled[i] * scaled[j] * correlations[i, j] / size
    return float(found)


@compiled
def slopes(correlations: Array, loadings: Array, uniqueness: Array) -> Array:
    """dF/dl, then dF/du. With v = l / u and z = 1 + l'v, G = diag(1/u) - v v' / z and G l = v / z, so that

    W l = (v - G R v) / z        W_ii = G_ii - R_ii / u_i^2 + 2 v_i (R v)_i / (u_i z) - v_i^2 v'R v / z^2
    """
    k = len(loadings)
    v = loadings / uniqueness
    z = 1 + (loadings * v).sum()
    rv, found = np.empty(k), np.empty(2 * k)
    for i in range(k):
        rv[i] = (correlations[i] * v).sum()
    vrv = (v * rv).sum()
    for i in range(k):
        found[i] = 2 * (v[i] - rv[i] / uniqueness[i] + v[i] * vrv / z) / z
        own = 1 / uniqueness[i] - v[i] * v[i] / z - correlations[i, i] / uniqueness[i] ** 2
        found[k + i] = own + 2 * v[i] * rv[i] / (uniqueness[i] * z) - v[i] * v[i] * vrv / (z * z)
    return found


@compiled
def curvature(loadings: Array, uniqueness: Array) -> Array:
    """The expected second derivatives, made a little steeper so that they can be inverted."""
    k = len(loadings)
    g = inverse(loadings, uniqueness)
    z = 1 + (loadings * loadings / uniqueness).sum()
    gl = loadings / uniqueness / z
    found = np.empty((2 * k, 2 * k))
    for i in range(k):
        for j in range(k):
            found[i, j] = 2 * (gl[i] * gl[j] + g[i, j] * (1 - 1 / z))
            found[i, k + j] = found[k + j, i] = 2 * g[i, j] * gl[j]
            found[k + i, k + j] = g[i, j] * g[i, j]
    for i in range(2 * k):
        found[i, i] *= 1 + 1e-8
    return found


@compiled
def step(correlations: Array, loadings: Array, uniqueness: Array) -> Array:
    """The step of Fisher scoring; a uniqueness at its bound that would go lower stays."""
    k = len(loadings)
    slope, curve = slopes(correlations, loadings, uniqueness), curvature(loadings, uniqueness)
    for i in range(k):
        if uniqueness[i] <= LEAST and slope[k + i] > 0:
            curve[k + i, :] = 0.0
            curve[:, k + i] = 0.0
            slope[k + i] = 0.0
            curve[k + i, k + i] = 1.0
    return solve(curve, -slope)


@compiled
def walk(
    correlations: Array, loadings: Array, uniqueness: Array, direction: Array, now: float
) -> float:
    """Go along the direction, half as far each time that it does not go down; the discrepancy there."""
    k, length = len(loadings), 1.0
    for _ in range(30):
        tried = loadings + length * direction[:k]
        own = np.maximum(uniqueness + length * direction[k:], LEAST)
        after = discrepancy(correlations, tried, own)
        if after <= now:
            loadings[:] = tried
            uniqueness[:] = own
            return after
        length /= 2
    return now
