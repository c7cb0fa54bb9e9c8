"""How far the effects of `dyad_model` are spread: learnt from the answers.

What is believed beforehand is weak: a half-t for each standard deviation, and any correlation as likely
as any other. A prior that holds effects to be far apart and uncorrelated, as an inverse Wishart does,
fills in too few returned ties.

References
----------
A. Huang and M. P. Wand (2013), Simple marginally noninformative prior distributions for covariance
matrices, Bayesian Analysis 8, 439-452. DOI 10.1214/13-BA815
"""

import numpy as np

from thegither.methods.networks.dyad_chain import (
    BLOCK,
    COMMON,
    FREEDOM,
    GROUPS_SCALE,
    HOME,
    RETURN,
    SCALES,
    SENDER,
    TAILS,
)
from thegither.methods.networks.sorting import Floats, Nodes
from thegither.methods.shared.compiled import compiled


@compiled
def prior_squares(precision: float, scale: float, sides: int) -> float:
    """Sum of squares that the prior adds, drawn given the precision (Huang and Wand's helper)."""
    shape = np.random.chisquare(FREEDOM + sides)
    return float(FREEDOM * shape / (FREEDOM * precision + 1 / scale**2))


@compiled
def draw_precision(precision: float, squares: float, count: int, scale: float) -> float:
    """Inverse variance of effects that go with no others."""
    squares += prior_squares(precision, scale, 1)
    return float(np.random.chisquare(count + FREEDOM) / squares)


@compiled
def draw_precisions(effects: Floats, precision: Floats, mixing: Floats) -> None:
    """Inverse covariance of sender and receiver effects: a Wishart draw (Bartlett's construction)."""
    mixed = mixing[:HOME] * effects[:HOME]
    scatter = mixed @ effects[:HOME].T
    for side in range(HOME):
        scatter[side, side] += prior_squares(precision[side, side], SCALES[side], 2)
    factor = np.linalg.cholesky(np.linalg.inv(scatter))
    freedom = effects.shape[1] + FREEDOM + 1
    lower = np.zeros((2, 2))
    lower[0, 0] = np.sqrt(np.random.chisquare(freedom))
    lower[1, 1] = np.sqrt(np.random.chisquare(freedom - 1))
    lower[1, 0] = np.random.normal()
    root = factor @ lower
    precision[:HOME, :HOME] = root @ root.T


@compiled
def draw_closed(
    group: Nodes,
    common: Floats,
    effects: Floats,
    closed: Floats,
    closed_precision: Floats,
    precision: Floats,
    mixing: Floats,
) -> None:
    """Draw the mean home effect of each group and its spread; what all share goes to the block."""
    own = precision[HOME, HOME]
    sharpness, pull = np.full(len(closed), closed_precision[0]), np.zeros(len(closed))
    for i in range(len(group)):
        sharpness[group[i]] += own * mixing[HOME, i]
        pull[group[i]] += own * mixing[HOME, i] * effects[HOME, i]
    for g in range(len(closed)):
        closed[g] = pull[g] / sharpness[g] + np.random.normal() / np.sqrt(sharpness[g])
    squares = (closed**2).sum()
    closed_precision[0] = draw_precision(closed_precision[0], squares, len(closed), GROUPS_SCALE)
    whole = len(closed) * closed_precision[0] + 1 / COMMON**2
    amount = (closed.sum() * closed_precision[0] - common[BLOCK] / COMMON**2) / whole
    amount += np.random.normal() / np.sqrt(whole)
    common[BLOCK] += amount
    effects[HOME] -= amount
    closed -= amount


@compiled
def draw_spreads(
    group: Nodes,
    effects: Floats,
    closed: Floats,
    precision: Floats,
    mixing: Floats,
    directed: bool,
) -> None:
    """How closely each node keeps to the spread of all (a normal mixed over this is Student's t), and
    that spread."""
    away = effects.copy()
    sides = 2 if directed else 1
    for i in range(effects.shape[1]):
        away[HOME, i] -= closed[group[i]]
        distance = 0.0
        for a in range(sides):
            for b in range(sides):
                distance += away[a, i] * precision[a, b] * away[b, i]
        mixing[:HOME, i] = np.random.chisquare(TAILS + sides) / (TAILS + distance)
        for side in range(HOME, 4):
            own = precision[side, side] * away[side, i] ** 2
            mixing[side, i] = np.random.chisquare(TAILS + 1) / (TAILS + own)
    squares = (mixing * away**2).sum(axis=1)
    for side in (
        HOME,
        RETURN if directed else SENDER,
    ):  # those that move; the others stay at nought
        precision[side, side] = draw_precision(
            precision[side, side], squares[side], effects.shape[1], SCALES[side]
        )
    if directed:
        draw_precisions(effects, precision, mixing)
