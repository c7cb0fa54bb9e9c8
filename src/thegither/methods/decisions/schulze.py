"""The Schulze method: a winner that no other option beats by a stronger chain of majorities.

d[a, b] voters put a above b. A majority of a over b is as strong as d[a, b] where that is more than
d[b, a], else nothing (strength by winning votes). A path is as strong as its weakest majority, and
p[a, b] is the strongest path from a to b. Option a wins when p[a, b] >= p[b, a] for every b. Who
would beat every other option alone always wins, and there is always a winner.

References
----------
M. Schulze (2011), A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
single-winner election method, Social Choice and Welfare 36, 267-303. DOI 10.1007/s00355-010-0475-4
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.decisions.rankings import Rankings
from thegither.methods.decisions.ties import TieBreak, first

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class SchulzeOutcome:
    """The order of all options, every tie that the named order broke, and the tables behind it.

    `winners` are all who win before ties are broken; `order[0]` is the one chosen.
    """

    winners: tuple[int, ...]
    order: tuple[int, ...]
    tie_breaks: tuple[TieBreak, ...]
    above: Ints
    paths: Ints


def schulze(rankings: Rankings, *, priority: Ints) -> SchulzeOutcome:
    """Order all options; ties go by `priority` (see `ties.priority`).

    Without any ballot all options tie. For several seats the first of the order may be taken, but
    that is not proportional: one majority fills them all. Use the single transferable vote instead.

    >>> ballots = Rankings.of([[0, 1, 2], [1, 2, 0], [2, 0, 1]], 3, weights=[4, 3, 2])
    >>> outcome = schulze(ballots, priority=np.arange(3))
    >>> outcome.winners, outcome.order
    ((0,), (0, 1, 2))
    """
    above = rankings.above()
    paths = strongest_paths(above)
    winners = _unbeaten(paths, list(range(rankings.n_options)))
    order, ties = _ordered(paths, priority)
    return SchulzeOutcome(tuple(winners), tuple(order), tuple(ties), above, paths)


def strongest_paths(above: Ints) -> Ints:
    """The strength of the strongest path between any two options (Floyd and Warshall's walk).

    >>> strongest_paths(np.array([[0, 6, 2], [3, 0, 7], [5, 1, 0]])).tolist()
    [[0, 6, 6], [5, 0, 7], [5, 5, 0]]
    """
    paths = np.where(above > above.T, above, 0)
    for middle in range(len(paths)):
        through = np.minimum(paths[:, middle, None], paths[None, middle, :])
        paths = np.maximum(paths, through)
    np.fill_diagonal(paths, 0)
    return paths


def _unbeaten(paths: Ints, among: list[int]) -> list[int]:
    block = paths[np.ix_(among, among)]
    unbeaten = np.all(block >= block.T, axis=1)
    return [option for option, free in zip(among, unbeaten, strict=True) if free]


def _ordered(paths: Ints, priority: Ints) -> tuple[list[int], list[TieBreak]]:
    """Take the unbeaten option away, again and again. Beating is transitive, so one always stands."""
    left = list(range(len(paths)))
    order: list[int] = []
    ties: list[TieBreak] = []
    while left:
        unbeaten = _unbeaten(paths, left)
        chosen = first(unbeaten, priority)
        if len(unbeaten) > 1:
            ties.append(TieBreak(len(order) + 1, tuple(unbeaten), chosen))
        order.append(chosen)
        left.remove(chosen)
    return order, ties
