"""The few statements that tell a group from the others, chosen as Polis chooses them.

Everything goes through statements in the order of their ids, never in the order of rows.
"""

from dataclasses import dataclass

import numpy as np

from thegither.methods.opinion.tables import SIGNIFICANT, Direction, Tables
from thegither.methods.opinion.votes import Ints

AT_MOST = 5


@dataclass(frozen=True)
class Representative:
    """One statement that speaks for a group. `statement` is its position.

    direction: "agree" or "disagree". hits of seen people in the group took that side; `share` is
    smoothed; `share_z`, `ratio`, `ratio_z` as in `tables`. best_agree marks the statement that is
    shown first because the group agrees with it; agrees of seen people in the group agree.

    As on the Polis server, `direction` is the side that differs more from the other groups, also
    for the best agreement: a group can agree on it by 61 of 103, a little less than others do, and
    "disagree" with 5 hits is stored. Show people `shown`, never `direction` and `hits`.
    """

    statement: int
    direction: str
    hits: int
    seen: int
    share: float
    share_z: float
    ratio: float
    ratio_z: float
    best_agree: bool = False
    agrees: int = 0

    @property
    def shown(self) -> tuple[str, int]:
        """The side to show and how many took it; the best agreement is shown as an agreement.

        >>> Representative(1, "disagree", 5, 103, 0.06, -9.0, 0.3, -2.8, True, agrees=61).shown
        ('agree', 61)
        """
        return ("agree", self.agrees) if self.best_agree else (self.direction, self.hits)


def representative(tables: Tables, order: Ints) -> tuple[tuple[Representative, ...], ...]:
    """For each group at most five statements, agreements first.

    `order` lists the positions of the statements that may be chosen, by ascending id. Chosen are
    those on which share and difference are both significant, ranked by the product of all four
    numbers; the best agreement stands in front. A group without any gets its best agreement, or
    else the statement on which it differs most.
    """
    return tuple(_of_group(tables, group, order) for group in range(len(tables.seen)))


def _of_group(tables: Tables, group: int, order: Ints) -> tuple[Representative, ...]:
    agree, disagree = tables.agreeing, tables.disagreeing
    passing = order[(agree.significant[group] | disagree.significant[group])[order]]
    best = _best_agreement(tables, group, order)
    if not len(passing):
        return (best,) if best else _most_different(tables, group, order)
    others = passing if best is None else passing[passing != best.statement]
    agrees = agree.ratio_z[group, others] > disagree.ratio_z[group, others]
    rank = np.where(agrees, agree.rank[group, others], disagree.rank[group, others])
    top = others[np.argsort(-rank, kind="stable")][:AT_MOST]
    chosen = ([best] if best else []) + [_choose(tables, group, int(place)) for place in top]
    return tuple(sorted(chosen[:AT_MOST], key=lambda one: one.direction != "agree"))


def _choose(tables: Tables, group: int, place: int, *, best_agree: bool = False) -> Representative:
    """The side of a statement that sets the group apart more."""
    agrees = tables.agreeing.ratio_z[group, place] > tables.disagreeing.ratio_z[group, place]
    side: Direction = tables.agreeing if agrees else tables.disagreeing
    return Representative(
        statement=place,
        direction="agree" if agrees else "disagree",
        hits=int(side.hits[group, place]),
        seen=int(tables.seen[group, place]),
        share=float(side.share[group, place]),
        share_z=float(side.share_z[group, place]),
        ratio=float(side.ratio[group, place]),
        ratio_z=float(side.ratio_z[group, place]),
        best_agree=best_agree,
        agrees=int(tables.agree[group, place]),
    )


def _best_agreement(tables: Tables, group: int, order: Ints) -> Representative | None:
    """Go through the statements by id and keep the best agreement so far.

    The first must look generally good. One that is more agreed with than elsewhere (ratio over 1)
    is beaten by a larger product of all four numbers, any other by a larger share * z.
    """
    side = tables.agreeing
    voted = ((tables.agree[group] + tables.disagree[group]) > 0)[order]
    places = order[voted]
    strength = side.share[group, places] * side.share_z[group, places]
    difference = side.ratio[group, places] * side.ratio_z[group, places]
    columns = (side.ratio[group, places], side.share[group, places], side.share_z[group, places])
    best, best_strength, best_full, best_ratio = None, 0.0, 0.0, 0.0
    rows = zip(
        places.tolist(),
        strength.tolist(),
        (strength * difference).tolist(),
        *(c.tolist() for c in columns),
        strict=True,
    )
    for place, strong, full, ratio, share, z in rows:
        if best is None:
            better = z > SIGNIFICANT or (ratio > 1 and share > 0.5)
        else:
            better = full > best_full if best_ratio > 1 else strong > best_strength
        if better:
            best, best_strength, best_full, best_ratio = place, strong, full, ratio
    return None if best is None else _choose(tables, group, best, best_agree=True)


def _most_different(tables: Tables, group: int, order: Ints) -> tuple[Representative, ...]:
    """The statement with the largest test of difference in either direction, if there is any."""
    if not len(order):
        return ()
    test = np.maximum(
        tables.agreeing.ratio_z[group, order], tables.disagreeing.ratio_z[group, order]
    )
    return (_choose(tables, group, int(order[np.argmax(test)])),)
