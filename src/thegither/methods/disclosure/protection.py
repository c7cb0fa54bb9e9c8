"""Which counts to hide so that no small one can be worked out, whatever adds up to what.

Counts that might go out stand in one list: cells, totals, and the counts of several tables about the same
people. A *puzzle* says what ties them together and what everybody knows anyway:

    equations @ counts = 0                   cells and their totals
    0 <= counts <= most                      how many were asked, which is no secret
    kept                                     what went out before, or is told elsewhere
    never                                    what is not shown, however large
    low <= weights @ counts <= high          what else was said: a mean times n, a share, a rounded figure

A count below `minimum` is *primary*: nought too, since "nobody" says something about each person. Of all sets
of counts that may be hidden, the one that costs least is taken for which each primary count can still be any
whole number from 0 to minimum - 1, as far as what everybody knows anyway allows it:

    minimise    sum_i cost_i y_i                  y_i = 1: count i is hidden
    subject to  y_p = 1                           for each primary count p
                equations @ u = 0,  -a_i y_i <= u_i <= M y_i    for each p and each value v: u_p = v - a_p

where a are the counts and a + u is another list that looks the same. HiGHS solves it exactly. Only those p and
v enter that the last answer failed to protect; the rest hold by themselves.

Sums of nested or crossed groups form a totally unimodular matrix, so what holds for fractions of people holds
for whole ones, and the ends of a range stand for what lies between. Other statements break that: with them
every step is solved in whole numbers, and each value on its own.

References
----------
M. Fischetti and J. J. Salazar (2001), Solving the cell suppression problem on tabular data with linear
constraints, Management Science 47(7), 1008-1027. DOI 10.1287/mnsc.47.7.1008.9805
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from thegither.methods.disclosure.tables import Counts, Floats, Mask, NotATable

# A limit on steps, not on seconds, so that a slow machine hides the same cells as a fast one. The seconds only
# stop what would never end.
NODES, SECONDS = 2000, 20.0

# How near the solver's numbers come to whole ones.
EQUAL = 1e-6

Target = tuple[int, float]


@dataclass(frozen=True, eq=False)
class Said:
    """Something else that went out: weights @ counts lies between low and high, ends included.

    A mean of 3.2 over 31 people, rounded to a tenth, says that the sum of their answers lies between 31 * 3.15
    and 31 * 3.25: the weights are the answers that can be given, the counts how many gave each.
    """

    weights: Floats
    low: float
    high: float


@dataclass(frozen=True, eq=False)
class Puzzle:
    """All counts that might go out, what hiding each costs, and what is known of them (see the text above)."""

    counts: Counts
    equations: Floats
    costs: Floats
    kept: Mask
    most: Floats
    never: Mask
    said: tuple[Said, ...] = ()

    @property
    def whole(self) -> int:
        """1 where only whole numbers of people will do."""
        return int(bool(self.said))

    @cached_property
    def ties(self) -> LinearConstraint:
        """What ties counts together, in one table: sums, and whatever else was said."""
        rows = np.vstack([self.equations, *(one.weights for one in self.said)])
        sums = [(0.0, 0.0)] * len(self.equations)
        ends = np.array(sums + [(one.low, one.high) for one in self.said], dtype=float)
        return LinearConstraint(sparse.csc_array(rows), *ends.reshape(-1, 2).T)


def hide(
    puzzle: Puzzle, primary: Mask, minimum: int, fallbacks: Sequence[Mask] = ()
) -> tuple[Mask, bool]:
    """What to hide, and whether that is the cheapest way.

    fallbacks: what to try when the cheapest is not found within the limit, before hiding all that is not kept.
    """
    wanted = _wanted(puzzle, primary, minimum)
    targets: list[Target] = []
    while True:
        hidden = cheapest(puzzle, primary, targets)
        exposed = [] if hidden is None else _exposed(puzzle, hidden, wanted)
        if hidden is not None and not exposed:
            return hidden, True
        # Where the solver repeats itself it is stuck: never trust it over the attack.
        if hidden is None or set(exposed) <= set(targets):
            return _safe(puzzle, primary, wanted, fallbacks), False
        targets += [target for target in exposed if target not in targets]


def reach(puzzle: Puzzle, hidden: Mask, cell: int) -> tuple[float, float]:
    """The least and the largest that a count can be, for whoever sees all that is not hidden.

    Raises NotATable when what is shown contradicts itself.
    """
    shown = puzzle.counts.astype(float)
    low, high = np.where(hidden, 0.0, shown), np.where(hidden, puzzle.most, shown)
    ends = [_end(puzzle, low, high, cell, sign) for sign in (1, -1)]
    return ends[0], -ends[1]


def possible(puzzle: Puzzle, hidden: Mask, targets: Sequence[Target]) -> list[Target]:
    """Which counts can have which of these values, for whoever sees all that is not hidden.

    Each list of counts that looks the same shows one value of every count at once, the true list first of all.
    """
    alike, found = [puzzle.counts.astype(float)], []
    for cell, value in targets:
        if not any(abs(other[cell] - value) < EQUAL for other in alike):
            another = _look_alike(puzzle, hidden, cell, value)
            if another is None:
                continue
            alike.append(another)
        found.append((cell, value))
    return found


def _look_alike(puzzle: Puzzle, hidden: Mask, cell: int, value: float) -> Floats | None:
    """Counts that look the same with this value there; None where there are none."""
    shown = puzzle.counts.astype(float)
    low, high = np.where(hidden, 0.0, shown), np.where(hidden, puzzle.most, shown)
    if not low[cell] <= value <= high[cell]:
        return None
    low[cell] = high[cell] = value
    found = _solved(puzzle, np.zeros(len(shown)), low, high)
    return np.asarray(found.x) if found.status == 0 else None


def _end(puzzle: Puzzle, low: Floats, high: Floats, cell: int, sign: int) -> float:
    goal = np.zeros(len(low))
    goal[cell] = sign
    found = _solved(puzzle, goal, low, high)
    if found.status in {3, 4}:
        return -np.inf
    if found.status != 0:
        raise NotATable("The shown cells do not add up to the shown totals.")
    return round(float(found.fun), 6) + 0.0


def _solved(puzzle: Puzzle, goal: Floats, low: Floats, high: Floats) -> Any:
    kinds = np.full(len(goal), puzzle.whole)
    return milp(goal, integrality=kinds, bounds=Bounds(low, high), constraints=puzzle.ties)


def _ties(puzzle: Puzzle) -> list[LinearConstraint]:
    """What ties counts together: sums, and whatever else was said."""
    ties = [LinearConstraint(puzzle.equations, 0.0, 0.0)]
    return ties + [LinearConstraint(one.weights[None, :], one.low, one.high) for one in puzzle.said]


def _wanted(puzzle: Puzzle, primary: Mask, minimum: int) -> list[Target]:
    """The values that each primary count has to keep: those under the minimum that it could have if nothing
    went out but what is kept.
    """
    nothing, wanted = ~puzzle.kept, []
    for cell in np.flatnonzero(primary & ~puzzle.kept).tolist():
        low, high = reach(puzzle, nothing, cell)
        values = range(int(max(low, 0)), int(min(high, minimum - 1)) + 1)
        if puzzle.whole:
            wanted += possible(puzzle, nothing, [(cell, float(v)) for v in values])
        elif values:
            wanted += [(cell, float(v)) for v in sorted({values[0], values[-1]})]
    return wanted


def _exposed(puzzle: Puzzle, hidden: Mask, wanted: Sequence[Target]) -> list[Target]:
    """The values that an onlooker could rule out."""
    stay = set(possible(puzzle, hidden, wanted))
    return [target for target in wanted if target not in stay]


def cheapest(puzzle: Puzzle, primary: Mask, targets: Sequence[Target]) -> Mask | None:
    """The cheapest counts to hide so that each target is possible; None if not found in time."""
    if not targets:
        return _forced(puzzle, primary)
    cells, flows = len(puzzle.counts), len(targets)
    moves = [_move(puzzle, target) for target in targets]
    forced = _forced(puzzle, primary).astype(float)
    answer: Any = milp(
        c=np.concatenate([puzzle.costs, np.zeros(cells * flows)]),
        integrality=np.concatenate([np.ones(cells), np.full(cells * flows, puzzle.whole)]),
        bounds=Bounds(
            np.concatenate([forced, *(low for low, _ in moves)]),
            np.concatenate([(~puzzle.kept).astype(float), *(high for _, high in moves)]),
        ),
        constraints=list(_constraints(puzzle, flows)),
        options={"node_limit": NODES, "time_limit": SECONDS, "mip_rel_gap": 0.0},
    )
    if answer.status != 0:
        return None
    return np.asarray(answer.x[:cells] > 0.5)


def _forced(puzzle: Puzzle, primary: Mask) -> Mask:
    return np.asarray((primary | puzzle.never) & ~puzzle.kept)


def _move(puzzle: Puzzle, target: Target) -> tuple[Floats, Floats]:
    """How far each count may move while the target moves exactly to its value."""
    counts = puzzle.counts.astype(float)
    low, high = -counts, np.minimum(puzzle.most - counts, _far(puzzle))
    cell, value = target
    low[cell] = high[cell] = value - counts[cell]
    return low, high


def _constraints(puzzle: Puzzle, flows: int) -> Iterator[LinearConstraint]:
    """Ties stay as they are, and only hidden counts move: -a y <= u <= M y, for each move u."""
    cells, counts = len(puzzle.counts), puzzle.counts.astype(float)
    each, one = sparse.eye_array(flows), sparse.eye_array(cells)
    for tie in _ties(puzzle):
        rows = sparse.csr_array(tie.A)
        now, apart = rows @ counts, sparse.csr_array((flows * rows.shape[0], cells))
        moved = sparse.hstack([apart, sparse.kron(each, rows)])
        yield LinearConstraint(moved, np.tile(tie.lb - now, flows), np.tile(tie.ub - now, flows))
    moves = sparse.eye_array(flows * cells)
    stacked = sparse.csr_array(np.ones((flows, 1)))
    up = sparse.kron(stacked, one * -_far(puzzle))
    down = sparse.kron(stacked, sparse.diags_array(counts))
    yield LinearConstraint(sparse.hstack([up, moves]), -np.inf, 0.0)
    yield LinearConstraint(sparse.hstack([down, moves]), 0.0, np.inf)


def _far(puzzle: Puzzle) -> float:
    return float(puzzle.counts.max(initial=0) + 10)


def _safe(
    puzzle: Puzzle, primary: Mask, wanted: Sequence[Target], fallbacks: Sequence[Mask]
) -> Mask:
    """The first fallback that withstands the attack; all that is not kept where none does."""
    for fallback in fallbacks:
        hidden = np.asarray(_forced(puzzle, primary | fallback))
        if not _exposed(puzzle, hidden, wanted):
            return hidden
    return np.asarray(~puzzle.kept)
