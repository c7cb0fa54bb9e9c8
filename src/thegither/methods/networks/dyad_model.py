"""A model of who names whom, and the draws from it that fill in answers never given.

Each pair of nodes is in one of four states, with weights (Holland and Leinhardt's p1)::

    none: 1     i -> j only: X     j -> i only: Y     both: X Y exp(reciprocity + return_i + return_j)
    X = exp(base + sender_i + receiver_j + [same group] (block + home_i))     Y: i and j swapped

Sender and receiver effects are correlated within a node (van Duijn's p2). How much a node prefers its
own group differs from node to node (`home`), about a mean of its group that differs too: where one
group is closed and the next is not, a common preference would be surely wrong of both. How much a node
returns differs as well (`return`). Effects follow Student's t in place of the normal: real partnerships
hold somebody who names nearly all. Undirected ties leave two states, none and both, and only sender
and home effects. How far effects are spread is learnt from the answers (`dyad_spreads`).

Everything is drawn by Metropolis steps within a Gibbs sampler: missing answers given the effects,
effects given the answers, and so on.

References
----------
M. A. J. van Duijn, T. A. B. Snijders and B. J. H. Zijlstra (2004), p2: a random effects model with
covariates for directed graphs, Statistica Neerlandica 58, 234-254.
DOI 10.1046/j.0039-0402.2003.00258.x
"""

import numpy as np

from thegither.methods.networks.dyad_chain import (
    BASE,
    BLOCK,
    COMMON,
    HOME,
    RECEIVER,
    RECIPROCITY,
    RETURN,
    SENDER,
    Chain,
    Flags,
    Ties,
)
from thegither.methods.networks.dyad_spreads import draw_closed, draw_spreads
from thegither.methods.networks.sorting import Floats, Nodes
from thegither.methods.shared.compiled import compiled

GOAL = 0.44  # the share of steps to accept that moves a single number along fastest
LONGEST_STEP = 3.0  # of one effect; more would multiply odds by thousands


@compiled
def pair_weight(x: float, y: float, both: float, directed: bool) -> float:
    """The sum of the weights of a pair's states."""
    return 1.0 + (x + y if directed else 0.0) + x * y * both


@compiled
def fill_in(
    ties: Ties, missing: Flags, group: Nodes, common: Floats, effects: Floats, directed: bool
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
            odds *= block * lift[HOME, i] if group[i] == group[j] else 1.0
            if directed:
                odds *= both * lift[RETURN, i] * lift[RETURN, j] if ties[j, i] else 1.0
            else:
                odds *= base * lift[SENDER, j] * lift[RECEIVER, i] * both
                odds *= block * lift[HOME, j] if group[i] == group[j] else 1.0
            ties[i, j] = np.random.random() * (1 + odds) < odds
            if not directed:
                ties[j, i] = ties[i, j]


@compiled
def log_weights_moved(
    i: int, side: int, step: float, group: Nodes, common: Floats, lift: Floats, directed: bool
) -> float:
    """How the log of the summed weights of all pairs of i changes when its effect moves by a step."""
    base, block, both = np.exp(common[BASE]), np.exp(common[BLOCK]), np.exp(common[RECIPROCITY])
    grown, change, ratio = np.exp(step), 0.0, 1.0
    for j in range(lift.shape[1]):
        if i == j:
            continue
        if side == HOME and group[i] != group[j]:
            continue
        x = base * lift[SENDER, i] * lift[RECEIVER, j]
        y = base * lift[SENDER, j] * lift[RECEIVER, i]
        if group[i] == group[j]:
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
    group: Nodes,
    common: Floats,
    effects: Floats,
    precision: Floats,
    mixing: Floats,
    closed: Floats,
    reach: Floats,
    learning: float,
    directed: bool,
) -> None:
    """One step for one kind of effect of each node."""
    lift = np.exp(effects)
    for i in range(effects.shape[1]):
        step = reach[side, i] * np.random.normal()
        pull = (precision[side] * effects[:, i]).sum() + precision[side, side] * step / 2
        if side == HOME:
            pull -= precision[HOME, HOME] * closed[group[i]]
        gain = step * (degrees[i] - mixing[side, i] * pull)
        gain -= log_weights_moved(i, side, step, group, common, lift, directed)
        taken = np.log(np.random.random()) < gain
        if taken:
            effects[side, i] += step
            lift[side, i] *= np.exp(step)
        longer = reach[side, i] * np.exp(learning * (taken - GOAL))
        reach[side, i] = min(LONGEST_STEP, longer)


@compiled
def log_weights(group: Nodes, common: Floats, lift: Floats, directed: bool) -> float:
    """The log of the summed weights of all pairs."""
    base, block, both = np.exp(common[BASE]), np.exp(common[BLOCK]), np.exp(common[RECIPROCITY])
    total, product = 0.0, 1.0
    n = lift.shape[1]
    for i in range(n):
        for j in range(i):
            x = base * lift[SENDER, i] * lift[RECEIVER, j]
            y = base * lift[SENDER, j] * lift[RECEIVER, i]
            if group[i] == group[j]:
                x, y = x * block * lift[HOME, i], y * block * lift[HOME, j]
            returned = both * lift[RETURN, i] * lift[RETURN, j]
            product *= pair_weight(x, y, returned, directed)
            if product > 1e100:
                total, product = total + np.log(product), 1.0
    return float(total + np.log(product))


@compiled
def move_common(
    counts: Floats,
    group: Nodes,
    common: Floats,
    effects: Floats,
    reach: Floats,
    learning: float,
    directed: bool,
) -> None:
    """One step each for base, block and reciprocity; `counts` are the ties that each speaks for."""
    lift = np.exp(effects)
    now = log_weights(group, common, lift, directed)
    for which in range(3):
        if which == RECIPROCITY and not directed:
            continue
        step = reach[which] * np.random.normal()
        common[which] += step
        then = log_weights(group, common, lift, directed)
        gain = step * counts[which] - (then - now)
        gain -= step * (common[which] - step / 2) / COMMON**2
        taken = np.log(np.random.random()) < gain
        if taken:
            now = then
        else:
            common[which] -= step
        reach[which] = min(LONGEST_STEP, reach[which] * np.exp(learning * (taken - GOAL)))


@compiled
def shift(
    side: int,
    which: int,
    times: int,
    common: Floats,
    effects: Floats,
    precision: Floats,
    mixing: Floats,
) -> None:
    """Move weight between a common number and all effects of a side: the ties' chances stay the same.

    The effects stand `times` in a pair for the common number. The full conditional of such a shift is
    normal, so that every step is taken.
    """
    pull = (precision[side] * (mixing[side] * effects).sum(axis=1)).sum()
    pull -= times * common[which] / COMMON**2
    sharpness = mixing[side].sum() * precision[side, side] + times**2 / COMMON**2
    amount = pull / sharpness + np.random.normal() / np.sqrt(sharpness)
    common[which] += times * amount
    effects[side] -= amount


@compiled
def count_ties(ties: Ties, group: Nodes) -> Floats:
    """Ties of each node that its sender, receiver, home and return effects speak for."""
    degrees = np.zeros((4, len(ties)))
    for i in range(len(ties)):
        for j in range(len(ties)):
            if ties[i, j]:
                degrees[SENDER, i] += 1
                degrees[RECEIVER, j] += 1
                degrees[HOME, i] += group[i] == group[j]
                degrees[RETURN, i] += ties[j, i]
    return degrees


@compiled
def sweep(chain: Chain, learning: float, directed: bool) -> None:
    """One round: fill in the answers, then move every effect, then the spread of effects."""
    ties, group, common, effects = chain.ties, chain.group, chain.common, chain.effects
    precision, mixing, closed = chain.precision, chain.mixing, chain.closed
    fill_in(ties, chain.missing, group, common, effects, directed)
    degrees = count_ties(ties, group)
    for side in range(4):
        if side in (RECEIVER, RETURN) and not directed:
            continue
        move_effects(
            side,
            degrees[side],
            group,
            common,
            effects,
            precision,
            mixing,
            closed,
            chain.reach,
            learning,
            directed,
        )
        if side in (SENDER, RECEIVER):
            shift(side, BASE, 1, common, effects, precision, mixing)
        elif side == RETURN:
            shift(side, RECIPROCITY, 2, common, effects, precision, mixing)
    draw_closed(group, common, effects, closed, chain.closed_precision, precision, mixing)
    counts = np.array([degrees[SENDER].sum(), degrees[HOME].sum(), degrees[RETURN].sum() / 2])
    move_common(counts, group, common, effects, chain.common_reach, learning, directed)
    draw_spreads(group, effects, closed, precision, mixing, directed)


@compiled
def set_seed(seed: int) -> None:
    np.random.seed(seed)
