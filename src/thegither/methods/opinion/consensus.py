"""What most people share, whatever their group, and what every group can support."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.opinion.tables import SIGNIFICANT, Tables, share_z, smoothed_share
from thegither.methods.opinion.votes import Ints
from thegither.methods.shared.intervals import wilson_many

Array = npt.NDArray[np.float64]

AT_MOST = 5


@dataclass(frozen=True)
class Shared:
    """A statement on which most people stand on one side. `statement` is its position."""

    statement: int
    hits: int
    seen: int
    share: float
    share_z: float


@dataclass(frozen=True)
class Consensus:
    """At most five statements most people agree with, and five they disagree with; best first."""

    agree: tuple[Shared, ...]
    disagree: tuple[Shared, ...]


@dataclass(frozen=True)
class CommonGround:
    """A statement every group supports. `statement` is its position.

    score: group-aware consensus. lowest: the Wilson lower bound of the least agreeing group's
    share, above one half. groups: each group's (agree, seen).
    """

    statement: int
    score: float
    lowest: float
    groups: tuple[tuple[int, int], ...]


def consensus(everyone: Tables, order: Ints) -> Consensus:
    """Statements with a significant majority among all who voted, ranked by share * z.

    `everyone` has one row; `order` lists the positions that may be chosen, by ascending id, which
    also settles ties.
    """
    seen = everyone.seen[0]
    return Consensus(
        agree=_top(everyone.agree[0], seen, order),
        disagree=_top(everyone.disagree[0], seen, order),
    )


def _top(hits: Ints, seen: Ints, order: Ints) -> tuple[Shared, ...]:
    share, test = smoothed_share(hits, seen), share_z(hits, seen)
    chosen = order[((share > 0.5) & (test > SIGNIFICANT))[order]]
    ranked = chosen[np.argsort(-(share * test)[chosen], kind="stable")][:AT_MOST]
    return tuple(
        Shared(int(at), int(hits[at]), int(seen[at]), float(share[at]), float(test[at]))
        for at in ranked
    )


def group_aware_consensus(tables: Tables) -> Array:
    """For each statement the product over groups of (A + 1) / (S + 2).

    High only when every group agrees: one group's refusal pulls the product down, however small
    the group is.

    >>> two = Tables(np.array([[8], [0]]), np.array([[0], [8]]), np.array([[0], [0]]))
    >>> group_aware_consensus(two).round(3)
    array([0.09])
    """
    return np.asarray(np.prod(smoothed_share(tables.agree, tables.seen), axis=0))


def common_ground(tables: Tables, order: Ints) -> tuple[CommonGround, ...]:
    """What everyone can support: ranked by group-aware consensus, but only what is certain enough.

    Listed is a statement whose lowest group's Wilson lower bound (95%) is above one half. Without
    that bar the smoothing alone would list what hardly anybody saw: one agree in each of three
    groups scores (2/3)^3 = .30.
    """
    score = group_aware_consensus(tables)
    lowest = wilson_many(tables.agree, tables.seen)[0].min(axis=0)
    listed = order[(lowest > 0.5)[order]]
    ranked = listed[np.argsort(-score[listed], kind="stable")]
    return tuple(
        CommonGround(
            statement=int(at),
            score=float(score[at]),
            lowest=float(lowest[at]),
            groups=tuple(
                zip(tables.agree[:, at].tolist(), tables.seen[:, at].tolist(), strict=True)
            ),
        )
        for at in ranked
    )
