"""A model of who names whom, and the draws from it that fill in answers never given.

Each pair of nodes is in one of four states, with weights (Holland and Leinhardt's p1)::

    none: 1     i -> j only: X     j -> i only: Y     both: X Y exp(reciprocity + return_i + return_j)
    X = exp(base + sender_i + receiver_j + [same group] (block + home_i))     Y: i and j swapped

Sender and receiver effects are correlated within a node (van Duijn's p2), and follow Student's t
with four degrees of freedom in place of the normal: real partnerships hold somebody who names nearly
all and whom hardly anybody names, and normal effects are too sure that there is none. How much a
node prefers its own group differs from node to node too: without `home`, intervals of the E-I index
come out too narrow; and so does how much a node returns (`return`), for reciprocity. Undirected ties
leave two states, none and both, and only sender and home effects.
Everything is drawn by Metropolis steps within a Gibbs sampler: missing answers given the effects,
effects given the answers, and so on.

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
SENDER, RECEIVER, HOME, RETURN = range(4)
GOAL = 0.44  # the share of steps to accept that moves a single number along fastest
# How far from nought a person would still believe: an odds ratio of exp(3) = 20 is not rare.
SPREADS = np.array([5.0, 3.0, 3.0])
# What is believed of the spread of effects before any answer: as if DRAWS nodes had been seen, whose
# sender, receiver, home and return effects had these sums of squares; and the degrees of freedom of
# Student's t. Wide for the few nodes of a small partnership, soon outvoted in a large one.
DRAWS, SQUARES, TAILS = 0, 1, 5
PRIOR = np.array([6.0, 12.0, 12.0, 1.5, 3.0, 4.0])


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
            odds = base * lift[SENDER, i] * lift[RECEIVER, j]
            odds *= block * lift[HOME, i] if same[i, j] else 1.0
            if directed:
                odds *= both * lift[RETURN, i] * lift[RETURN, j] if ties[j, i] else 1.0
            else:
                odds *= base * lift[SENDER, j] * lift[RECEIVER, i] * both
                odds *= block * lift[HOME, j] if same[i, j] else 1.0
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
        if side == HOME and not same[i, j]:
            continue
        x = base * lift[SENDER, i] * lift[RECEIVER, j]
        y = base * lift[SENDER, j] * lift[RECEIVER, i]
        if same[i, j]:
            x, y = x * block * lift[HOME, i], y * block * lift[HOME, j]
        returned = both * lift[RETURN, i] * lift[RETURN, j]
        before = pair_weight(x, y, returned, directed)
        if side == RECEIVER:
            y *= grown
        elif side == RETURN:
            returned *= grown
        else:
            x *= grown
        ratio *= pair_weight(x, y, returned, directed) / before
        if ratio > 1e100 or ratio < 1e-100:  # a logarithm now and then, not for every pair
            change, ratio = change + np.log(ratio), 1.0
    return float(change + np.log(ratio))


@compiled
def move_effects(
    side: int,
    degrees: Floats,
    same: Flags,
    common: Floats,
    effects: Floats,
    precision: Floats,
    mixing: Floats,
    reach: Floats,
    learning: float,
    directed: bool,
) -> None:
    """One step for one kind of effect of each node."""
    lift = np.exp(effects)
    for i in range(effects.shape[1]):
        step = reach[side, i] * np.random.normal()
        pull = (precision[side] * effects[:, i]).sum() + precision[side, side] * step / 2
        gain = step * (degrees[i] - mixing[side, i] * pull)
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
            x = base * lift[SENDER, i] * lift[RECEIVER, j]
            y = base * lift[SENDER, j] * lift[RECEIVER, i]
            if same[i, j]:
                x, y = x * block * lift[HOME, i], y * block * lift[HOME, j]
            returned = both * lift[RETURN, i] * lift[RETURN, j]
            product *= pair_weight(x, y, returned, directed)
            if product > 1e100:
                total, product = total + np.log(product), 1.0
    return float(total + np.log(product))


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
def shift(
    side: int, which: int, common: Floats, effects: Floats, precision: Floats, mixing: Floats
) -> None:
    """Move weight between a common number and all effects of a side: the ties' chances stay the same.

    The full conditional of such a shift is normal, so that every step is taken.
    """
    pull = (precision[side] * (mixing[side] * effects).sum(axis=1)).sum()
    sharpness = mixing[side].sum() * precision[side, side] + 1 / SPREADS[which] ** 2
    centre = (pull - common[which] / SPREADS[which] ** 2) / sharpness
    amount = centre + np.random.normal() / np.sqrt(sharpness)
    common[which] += amount
    effects[side] -= amount


@compiled
def draw_mixing(
    effects: Floats, precision: Floats, mixing: Floats, sides: int, tails: float
) -> None:
    """How closely each node keeps to the spread of all: a normal mixed over this is Student's t."""
    for i in range(effects.shape[1]):
        distance = 0.0
        for a in range(sides):
            for b in range(sides):
                distance += effects[a, i] * precision[a, b] * effects[b, i]
        mixing[:HOME, i] = np.random.chisquare(tails + sides) / (tails + distance)
        for side in range(HOME, len(effects)):
            own = precision[side, side] * effects[side, i] ** 2
            mixing[side, i] = np.random.chisquare(tails + 1) / (tails + own)


@compiled
def draw_precision(effects: Floats, mixing: Floats, prior: Floats) -> Floats:
    """Inverse covariance of sender and receiver effects: a Wishart draw (Bartlett's construction)."""
    mixed = mixing[:HOME] * effects[:HOME]
    scatter = mixed @ effects[:HOME].T + np.diag(prior[SQUARES : SQUARES + HOME])
    factor = np.linalg.cholesky(np.linalg.inv(scatter))
    freedom = effects.shape[1] + prior[DRAWS]
    lower = np.zeros((2, 2))
    lower[0, 0] = np.sqrt(np.random.chisquare(freedom))
    lower[1, 1] = np.sqrt(np.random.chisquare(freedom - 1))
    lower[1, 0] = np.random.normal()
    root = factor @ lower
    return root @ root.T


@compiled
def draw_single_precision(effects: Floats, draws: float, squares: float) -> float:
    """Inverse variance of effects that go with no others."""
    return float(np.random.chisquare(len(effects) + draws) / ((effects**2).sum() + squares))


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
    mixing: Floats,
    reach: Floats,
    common_reach: Floats,
    prior: Floats,
    learning: float,
    directed: bool,
) -> None:
    """One round: fill in the answers, then move every effect, then the spread of effects."""
    fill_in(ties, missing, same, common, effects, directed)
    degrees = np.empty(effects.shape)
    degrees[SENDER], degrees[RECEIVER] = ties.sum(axis=1), ties.sum(axis=0)
    degrees[HOME] = (ties * same).sum(axis=1)
    degrees[RETURN] = (ties * ties.T).sum(axis=1)
    for side in range(4):
        if side in (RECEIVER, RETURN) and not directed:
            continue
        move_effects(
            side, degrees[side], same, common, effects, precision, mixing, reach, learning, directed
        )
        if side != RETURN:  # which stands twice in each pair, and is no shift of one number
            which = BLOCK if side == HOME else BASE
            shift(side, which, common, effects, precision, mixing)
    counts = count_ties(ties, same, directed)
    move_common(counts, same, common, effects, common_reach, learning, directed)
    draw_mixing(effects, precision, mixing, 2 if directed else 1, prior[TAILS])
    mixed = np.sqrt(mixing) * effects
    for side in range(HOME, len(effects)):
        squares = prior[SQUARES + side]
        precision[side, side] = draw_single_precision(mixed[side], prior[DRAWS], squares)
    if directed:
        precision[:HOME, :HOME] = draw_precision(effects, mixing, prior)
    else:
        precision[0, 0] = draw_single_precision(mixed[SENDER], prior[DRAWS], prior[SQUARES])


@compiled
def set_seed(seed: int) -> None:
    np.random.seed(seed)
