"""Which groups may be shown where the same people are grouped in several ways: by level, by sector, by body.

Each way alone adds up to the same total, and bodies add up to their sector: a sector that is hidden beside a
small one would be known from its bodies, and so would the small one. So all ways are protected together.

What the hidden groups of one way (or of one sector) hold *together* can be had by subtraction, and with it the
mean of what they said. So together they are nobody, or `minimum` people.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from thegither.methods.disclosure.protection import Puzzle, hide
from thegither.methods.disclosure.tables import Counts, Floats, Mask, NotATable


@dataclass(frozen=True, eq=False)
class Side:
    """One way to group people. counts: how many each group holds; unsaid: how many belong to none.

    asked: how many each could hold at most; None where nobody knows. inside: the way that this one divides
    further, and within: which of its groups each group belongs to.
    """

    counts: Counts
    unsaid: int = 0
    asked: Counts | None = None
    inside: str = ""
    within: Counts | None = None


def hide_groups(
    sides: Mapping[str, Side], *, minimum: int = 5, never: Mapping[str, Mask] | None = None
) -> dict[str, Mask]:
    """Which groups of each way to hide, how many people there are in all being known. never: hidden anyway.

    A group in which nobody is has nothing to hide and is never hidden: that it kept silent is said by name.

    Raises NotATable when two ways do not hold the same number of people, or more answered than were asked.

    >>> sector, level = Side(np.array([9, 8, 3])), Side(np.array([12, 8]))
    >>> {name: mask.tolist() for name, mask in hide_groups({"sector": sector, "level": level}).items()}
    {'sector': [False, True, True], 'level': [False, False]}
    """
    totals = {int(side.counts.sum()) + side.unsaid for side in sides.values()}
    if len(totals) > 1:
        raise NotATable("Each way to group the same people has to hold all of them.")
    hidden = {
        name: np.zeros(len(side.counts), dtype=bool) if never is None else never[name].copy()
        for name, side in sides.items()
    }
    if not totals or not max(totals):
        return hidden
    for _ in range(sum(len(side.counts) for side in sides.values()) + 1):
        hidden = _hidden(sides, max(totals), hidden, minimum)
        more = {name: _too_few_left(sides, name, hidden, minimum) for name in sides}
        if not any(mask.any() for mask in more.values()):
            break
        hidden = {name: hidden[name] | more[name] for name in sides}
    return hidden


def _hidden(
    sides: Mapping[str, Side], total: int, never: Mapping[str, Mask], minimum: int
) -> dict[str, Mask]:
    """The cheapest set that hides what `never` holds too."""
    starts = dict(zip(sides, _starts(sides), strict=True))
    counts = np.concatenate([*(_cells(side) for side in sides.values()), [total]]).astype(np.int64)
    unseen = np.zeros(len(counts), dtype=bool)
    kept = np.zeros(len(counts), dtype=bool)
    kept[-1] = True
    for name, side in sides.items():
        at = slice(starts[name], starts[name] + len(side.counts))
        unseen[at] = never[name]
        kept[at] = side.counts == 0
        unseen[starts[name] + len(side.counts)] = side.unsaid > 0
        kept[starts[name] + len(side.counts)] = side.unsaid == 0
    puzzle = Puzzle(
        counts=counts,
        equations=_equations(sides, starts, len(counts)),
        costs=1 + counts / (2.0 * total) + np.arange(len(counts)) * (0.1 / len(counts) ** 2),
        kept=kept,
        most=_most(sides, total),
        never=unseen,
    )
    found, _is_cheapest = hide(puzzle, (counts < minimum) & ~kept, minimum)
    return {name: found[starts[name] :][: len(side.counts)] for name, side in sides.items()}


def _cells(side: Side) -> Counts:
    return np.append(side.counts, side.unsaid)


def _starts(sides: Mapping[str, Side]) -> list[int]:
    """Where the groups of each way begin in the list of all counts; the total stands last."""
    lengths = [len(side.counts) + 1 for side in sides.values()]
    return [sum(lengths[:place]) for place in range(len(lengths))]


def _equations(sides: Mapping[str, Side], starts: Mapping[str, int], cells: int) -> Floats:
    """Groups add up to the total, or to the groups that they divide."""
    rows = []
    for name, side in sides.items():
        own = np.arange(starts[name], starts[name] + len(side.counts) + 1)
        if not _divides(sides, side):
            rows.append(_adds_up(own, cells - 1, cells))
            continue
        outer = sides[side.inside]
        for group in range(len(outer.counts) + 1):
            parts = own[_parts(side, outer, group)]
            rows.append(_adds_up(parts, starts[side.inside] + group, cells))
    return np.array(rows)


def _adds_up(parts: Counts, whole: int, cells: int) -> Floats:
    row = np.zeros(cells)
    row[parts] = 1
    row[whole] = -1
    return row


def _parts(side: Side, outer: Side, group: int) -> Mask:
    """The groups, and whoever belongs to none, that make up one group of the way outside."""
    within = np.append(np.asarray(side.within), len(outer.counts))
    return np.asarray(within == group)


def _divides(sides: Mapping[str, Side], side: Side) -> bool:
    """Whether the groups do add up to those that they divide."""
    outer = sides.get(side.inside)
    if outer is None or side.within is None:
        return False
    sums = [
        int(_cells(side)[_parts(side, outer, g)].sum()) == int(_cells(outer)[g])
        for g in range(len(outer.counts) + 1)
    ]
    return all(sums)


def _most(sides: Mapping[str, Side], total: int) -> Floats:
    """The largest that each count can be."""
    parts = []
    for side in sides.values():
        asked = np.full(len(side.counts), np.inf) if side.asked is None else side.asked
        if np.any(side.counts > asked):
            raise NotATable("More answered than were asked.")
        parts.append(np.append(np.minimum(asked, total), total))
    return np.append(np.concatenate(parts), total).astype(float)


def _too_few_left(
    sides: Mapping[str, Side], name: str, hidden: Mapping[str, Mask], minimum: int
) -> Mask:
    """The smallest shown group of each part in which the hidden people together are too few."""
    side, more = sides[name], np.zeros(len(sides[name].counts), dtype=bool)
    for part in _places(sides, side):
        groups, unsaid = part[:-1], side.unsaid if part[-1] else 0
        left = int(side.counts[groups & hidden[name]].sum()) + unsaid
        shown = np.flatnonzero(groups & ~hidden[name] & (side.counts > 0))
        if 0 < left < minimum and shown.size:
            more[shown[side.counts[shown].argmin()]] = True
    return more


def _places(sides: Mapping[str, Side], side: Side) -> list[Mask]:
    """The parts of a way within which people can be had by subtraction, unsaid people last in each."""
    if not _divides(sides, side):
        return [np.ones(len(side.counts) + 1, dtype=bool)]
    outer = sides[side.inside]
    return [_parts(side, outer, group) for group in range(len(outer.counts) + 1)]
