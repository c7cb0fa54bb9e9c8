"""A model of who names whom, and the draws from it that fill in answers never given.

Each pair of nodes is in one of four states, with weights (Holland and Leinhardt's p1)::

    none: 1     i -> j only: X     j -> i only: Y     both: X Y exp(reciprocity)
    X = exp(base + sender_i + receiver_j + block [same group])     Y: the same with i and j swapped

Sender and receiver effects are normal and correlated within a node (van Duijn's p2). Undirected ties
leave two states, none and both, and only sender effects. Everything is drawn by Metropolis steps
within a Gibbs sampler: missing answers given the effects, effects given the answers, and so on.

References
----------
M. A. J. van Duijn, T. A. B. Snijders and B. J. H. Zijlstra (2004), p2: a random effects model with
covariates for directed graphs, Statistica Neerlandica 58, 234-254.
DOI 10.1046/j.0039-0402.2003.00258.x
"""

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.sorting import Floats
from thegither.methods.shared.compiled import compiled

Ties = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

BASE, BLOCK, RECIPROCITY = range(3)
SENDER, RECEIVER = range(2)
GOAL = 0.44  # the share of steps to accept that moves a single number along fastest
# How far from nought a person would still believe: an odds ratio of exp(3) = 20 is not rare.
SPREADS = np.array([5.0, 3.0, 3.0])
# Four draws of variance one: weak, and keeps the spread of effects away from nought.
PRIOR_DRAWS = 4.0


@compiled
def pair_weight(x: float, y: float, both: float, directed: bool) -> float:
    """The sum of the weights of a pair's states."""
    return 1.0 + (x + y if directed else 0.0) + x * y * both


@compiled
def fill_in(
    ties: Ties, missing: Flags, same: Flags, common: Floats, effects: Floats, directed: bool
) -> None:
    """Draw every missing answer given all else. An undirected tie is missing if both ends are."""
    n = len(ties)
    base, block, both = np.exp(common[BASE]), np.exp(common[BLOCK]), np.exp(common[RECIPROCITY])
    lift = np.exp(effects)
    for i in range(n):
        if not missing[i]:
            continue
        for j in range(n):
            if i == j or not (directed or (missing[j] and i < j)):
                continue
            alike = block if same[i, j] else 1.0
            odds = base * alike * lift[SENDER, i] * lift[RECEIVER, j]
            if directed:
                odds *= both if ties[j, i] else 1.0
            else:
                odds *= base * alike * lift[SENDER, j] * lift[RECEIVER, i] * both
            ties[i, j] = np.random.random() * (1 + odds) < odds
            if not directed:
                ties[j, i] = ties[i, j]


@compiled
def log_weights_moved(
    i: int, side: int, step: float, same: Flags, common: Floats, lift: Floats, directed: bool
) -> float:
    """How the log of the summed weights of all pairs of i changes when its effect moves by a step."""
    base, block, both = np.exp(common[BASE]), np.exp(common[BLOCK]), np.exp(common[RECIPROCITY])
    grown, change, ratio = np.exp(step), 0.0, 1.0
    for j in range(lift.shape[1]):
        if i == j:
            continue
        alike = base * block if same[i, j] else base
        x = alike * lift[SENDER, i] * lift[RECEIVER, j]
        y = alike * lift[SENDER, j] * lift[RECEIVER, i]
        before = pair_weight(x, y, both, directed)
        if side == SENDER:
            x *= grown
        else:
            y *= grown
        ratio *= pair_weight(x, y, both, directed) / before
        if ratio > 1e100 or ratio < 1e-100:  # a logarithm now and then, not for every pair
            change, ratio = change + np.log(ratio), 1.0
    return change + np.log(ratio)


@compiled
def move_effects(
    side: int,
    degrees: Floats,
    same: Flags,
    common: Floats,
    effects: Floats,
    precision: Floats,
    reach: Floats,
    learning: float,
    directed: bool,
) -> None:
    """One step for the sender (or receiver) effect of each node."""
    lift = np.exp(effects)
    for i in range(effects.shape[1]):
        step = reach[side, i] * np.random.normal()
        mine, other = effects[side, i], effects[1 - side, i]
        pull = precision[side, side] * (mine + step / 2) + precision[0, 1] * other
        gain = step * (degrees[i] - pull)
        gain -= log_weights_moved(i, side, step, same, common, lift, directed)
        taken = np.log(np.random.random()) < gain
        if taken:
            effects[side, i] += step
            lift[side, i] *= np.exp(step)
        reach[side, i] *= np.exp(learning * (taken - GOAL))


@compiled
def log_weights(same: Flags, common: Floats, lift: Floats, directed: bool) -> float:
    """The log of the summed weights of all pairs."""
    base, block, both = np.exp(common[BASE]), np.exp(common[BLOCK]), np.exp(common[RECIPROCITY])
    total, product = 0.0, 1.0
    n = lift.shape[1]
    for i in range(n):
        for j in range(i):
            alike = base * block if same[i, j] else base
            x = alike * lift[SENDER, i] * lift[RECEIVER, j]
            y = alike * lift[SENDER, j] * lift[RECEIVER, i]
            product *= pair_weight(x, y, both, directed)
            if product > 1e100:
                total, product = total + np.log(product), 1.0
    return total + np.log(product)


@compiled
def move_common(
    counts: Floats,
    same: Flags,
    common: Floats,
    effects: Floats,
    reach: Floats,
    learning: float,
    directed: bool,
) -> None:
    """One step each for base, block and reciprocity; `counts` are the ties that each speaks for."""
    lift = np.exp(effects)
    now = log_weights(same, common, lift, directed)
    for which in range(3):
        if which == RECIPROCITY and not directed:
            continue
        step = reach[which] * np.random.normal()
        common[which] += step
        then = log_weights(same, common, lift, directed)
        gain = step * counts[which] - (then - now)
        gain -= step * (common[which] - step / 2) / SPREADS[which] ** 2
        taken = np.log(np.random.random()) < gain
        if taken:
            now = then
        else:
            common[which] -= step
        reach[which] *= np.exp(learning * (taken - GOAL))


@compiled
def shift_base(side: int, common: Floats, effects: Floats, precision: Floats) -> None:
    """Move weight between the base and all effects of one side: the ties' chances stay the same.

    The full conditional of such a shift is normal, so that every step is taken.
    """
    n = effects.shape[1]
    pull = precision[side, side] * effects[side].sum() + precision[0, 1] * effects[1 - side].sum()
    sharpness = n * precision[side, side] + 1 / SPREADS[BASE] ** 2
    centre = (pull - common[BASE] / SPREADS[BASE] ** 2) / sharpness
    shift = centre + np.random.normal() / np.sqrt(sharpness)
    common[BASE] += shift
    effects[side] -= shift


@compiled
def draw_precision(effects: Floats) -> Floats:
    """Inverse covariance of sender and receiver effects: a Wishart draw (Bartlett's construction)."""
    n = effects.shape[1]
    scatter = effects @ effects.T + np.eye(2)
    factor = np.linalg.cholesky(np.linalg.inv(scatter))
    freedom = n + PRIOR_DRAWS
    lower = np.zeros((2, 2))
    lower[0, 0] = np.sqrt(np.random.chisquare(freedom))
    lower[1, 1] = np.sqrt(np.random.chisquare(freedom - 1))
    lower[1, 0] = np.random.normal()
    root = factor @ lower
    return root @ root.T


@compiled
def count_ties(ties: Ties, same: Flags, directed: bool) -> Floats:
    """All ties, ties within groups, pairs tied both ways: what base, block, reciprocity speak for."""
    counts = np.zeros(3)
    for i in range(len(ties)):
        for j in range(len(ties)):
            if ties[i, j]:
                counts[BASE] += 1
                counts[BLOCK] += same[i, j]
                counts[RECIPROCITY] += i < j and ties[j, i]
    return counts


@compiled
def sweep(
    ties: Ties,
    missing: Flags,
    same: Flags,
    common: Floats,
    effects: Floats,
    precision: Floats,
    reach: Floats,
    common_reach: Floats,
    learning: float,
    directed: bool,
) -> None:
    """One round: fill in the answers, then move every effect, then the spread of effects."""
    fill_in(ties, missing, same, common, effects, directed)
    sent, got = ties.sum(axis=1).astype(np.float64), ties.sum(axis=0).astype(np.float64)
    move_effects(
        SENDER, sent, same, common, effects, precision, reach, learning, directed
    )
    shift_base(SENDER, common, effects, precision)
    if directed:
        move_effects(
            RECEIVER, got, same, common, effects, precision, reach, learning, directed
        )
        shift_base(RECEIVER, common, effects, precision)
    counts = count_ties(ties, same, directed)
    move_common(counts, same, common, effects, common_reach, learning, directed)
    if directed:
        precision[:] = draw_precision(effects)
    else:
        precision[0, 0] = np.random.chisquare(effects.shape[1] + PRIOR_DRAWS) / (
            (effects[SENDER] ** 2).sum() + 1.0
        )


@compiled
def set_seed(seed: int) -> None:
    np.random.seed(seed)
