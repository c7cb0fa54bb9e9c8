"""Where the sampler of `dyad_model` stands, and what is believed before any answer."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from thegither.methods.networks.sorting import Floats, Nodes

Ties = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

BASE, BLOCK, RECIPROCITY = range(3)
SENDER, RECEIVER, HOME, RETURN = range(4)
COMMON = (
    5.0  # how far from nought base, block and reciprocity may lie: hardly anything is ruled out
)
# Scales of the half-t for the standard deviations of sender, receiver, home and return effects, and of
# groups' means. An odds ratio of exp(2.5) = 12 between nodes that name many and few is usual; in what
# they prefer and return they differ less.
SCALES, GROUPS_SCALE = np.array([2.5, 2.5, 1.0, 1.0]), 1.0
FREEDOM = 2.0  # of the half-t; with 2 every correlation is as likely as any other
TAILS = 4.0  # degrees of freedom of the effects themselves


class Chain(NamedTuple):
    """Where the sampler stands; its arrays are changed in place.

    `closed` holds a mean of home effects for each group, `precision` the inverse covariance of effects,
    `mixing` how closely each node keeps to it, `reach` how far steps go.
    """

    ties: Ties
    missing: Flags
    group: Nodes
    common: Floats
    effects: Floats
    closed: Floats
    closed_precision: Floats
    precision: Floats
    mixing: Floats
    reach: Floats
    common_reach: Floats


def begin(ties: Ties, missing: Flags, group: Nodes, directed: bool) -> Chain:
    """A chain at its start, with `ties` (n x n) filled in from there on in place."""
    n = len(ties)
    return Chain(
        ties,
        missing,
        group,
        common=np.array([-1.0 if directed else -0.5, 0.0, 0.0]),
        effects=np.zeros((4, n)),
        closed=np.zeros(int(group.max(initial=0)) + 1),
        closed_precision=np.ones(1),
        precision=np.eye(4),
        mixing=np.ones((4, n)),
        reach=np.ones((4, n)),
        common_reach=np.full(3, 0.2),
    )
