"""Hide small counts, and as few others as it takes, so that no hidden count can be had by subtraction.

A count below `minimum` is *primary*: nought too, since "nobody" says something about each person. Other
cells are hidden beside it (*complementary*) so that, from all that stays shown, each primary count may still
be any whole number from 0 to minimum - 1. Of all ways to do that, the one that hides least is taken:

    minimise    sum_i w_i y_i                    y_i = 1: cell i is hidden
    subject to  y_p = 1                           for each primary cell p
                A u = 0,  -a_i y_i <= u_i <= M y_i    for each p, once with u_p = -a_p,
                                                  once with u_p = minimum - 1 - a_p

where a are the counts, A ties cells to totals, and a + u is another table that looks the same. HiGHS solves it
exactly. Only those p enter that the last answer failed to protect; the rest hold by themselves.

References
----------
M. Fischetti and J. J. Salazar (2001), Solving the cell suppression problem on tabular data with linear
constraints, Management Science 47(7), 1008-1027. DOI 10.1287/mnsc.47.7.1008.9805
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from thegither.methods.disclosure.tables import Counts, Floats, Mask, bounds, sums, with_totals

# A limit on steps, not on seconds, so that a slow machine hides the same cells as a fast one. The seconds only
# stop what would never end.
NODES, SECONDS = 2000, 20.0

Target = tuple[int, float]


@dataclass(frozen=True)
class Suppressed:
    """A table that may go out. It does not hold what it hides.

    published: the table with totals; NaN where hidden. hidden: the same as a mask. primary_hidden and
    complementary_hidden: how many cells for each reason. is_optimal: False when the whole table or whole
    rows had to be hidden because the optimum was not found in time.
    """

    published: Floats
    hidden: Mask
    primary_hidden: int
    complementary_hidden: int
    is_optimal: bool

    def as_lists(self) -> Any:
        """The table as nested lists for JSON, None where hidden."""
        cells = np.nan_to_num(self.published).astype(np.int64).astype(object)
        cells[self.hidden] = None
        return cells.tolist()


def suppress(
    counts: npt.ArrayLike, *, minimum: int = 5, total_is_known: bool = False
) -> Suppressed:
    """Hide what must not be seen of a one- or two-way table (given without totals).

    With `total_is_known`, the grand total is shown elsewhere anyway and stays; each primary count may then
    be anything from 0 to the smaller of minimum - 1 and that total.

    Raises NotATable for anything but whole numbers from nought up.

    >>> suppress([9, 8, 3]).published  # hiding only the 3 would be undone by 20 - 9 - 8
    array([ 9., nan, nan, 20.])
    """
    table = with_totals(counts)
    primary = table < minimum
    ceiling = minimum - 1
    if total_is_known:
        primary.flat[-1] = False
        ceiling = min(ceiling, int(table.flat[-1]))
    hidden, is_optimal = _hide(table, primary, ceiling, total_is_known)
    return Suppressed(
        published=np.where(hidden, np.nan, table.astype(float)),
        hidden=hidden,
        primary_hidden=int(primary.sum()),
        complementary_hidden=int(hidden.sum() - primary.sum()),
        is_optimal=is_optimal,
    )


def _hide(table: Counts, primary: Mask, ceiling: int, keep_total: bool) -> tuple[Mask, bool]:
    targets: list[Target] = []
    while True:
        hidden = _cheapest(table, primary, targets, keep_total)
        if hidden is None:
            return _whole_lines(table, primary, ceiling, keep_total), False
        exposed = _exposed(table, hidden, primary, ceiling)
        if not exposed:
            return hidden, True
        if set(exposed) <= set(
            targets
        ):  # numerically stuck: never trust the solver over the attack
            return _whole_lines(table, primary, ceiling, keep_total), False
        targets += [target for target in exposed if target not in targets]


def _exposed(table: Counts, hidden: Mask, primary: Mask, ceiling: int) -> list[Target]:
    """Which primary cells an onlooker can narrow down, and the value that he could rule out."""
    low, high = bounds(np.where(hidden, np.nan, table.astype(float)))
    cells = np.flatnonzero(primary.ravel())
    below = [(int(cell), 0.0) for cell in cells if low.flat[cell] > 0]
    above = [(int(cell), float(ceiling)) for cell in cells if high.flat[cell] < ceiling]
    return below + above


def _cheapest(table: Counts, primary: Mask, targets: list[Target], keep_total: bool) -> Mask | None:
    """The cheapest cells to hide so that each target is possible; None if not found in time."""
    if not targets:
        return primary.copy()
    cells, flows = table.size, len(targets)
    forced, allowed = primary.ravel().astype(float), np.ones(cells)
    allowed[-1] = 0.0 if keep_total else 1.0
    moves = [_move(table, target) for target in targets]
    answer: Any = milp(
        c=np.concatenate([_costs(table), np.zeros(cells * flows)]),
        integrality=np.concatenate([np.ones(cells), np.zeros(cells * flows)]),
        bounds=Bounds(
            np.concatenate([forced, *(low for low, _ in moves)]),
            np.concatenate([allowed, *(high for _, high in moves)]),
        ),
        constraints=list(_constraints(table, flows)),
        options={"node_limit": NODES, "time_limit": SECONDS, "mip_rel_gap": 0.0},
    )
    if answer.status != 0:
        return None
    return np.asarray(answer.x[:cells] > 0.5).reshape(table.shape)


def _move(table: Counts, target: Target) -> tuple[Floats, Floats]:
    """How far each cell may move while the target cell moves exactly to its value."""
    counts = table.ravel().astype(float)
    low, high = -counts, np.full(counts.size, _far(table))
    cell, value = target
    low[cell] = high[cell] = value - counts[cell]
    return low, high


def _constraints(table: Counts, flows: int) -> Iterator[LinearConstraint]:
    """Sums stay as they are, and only hidden cells move: -a y <= u <= M y, for each move u."""
    cells, counts = table.size, table.ravel().astype(float)
    each, one = sparse.eye_array(flows), sparse.eye_array(cells)
    equations = sparse.csr_array(sums(table.shape))
    apart = sparse.csr_array((flows * equations.shape[0], cells))
    yield LinearConstraint(sparse.hstack([apart, sparse.kron(each, equations)]), 0.0, 0.0)
    moves = sparse.eye_array(flows * cells)
    stacked = sparse.csr_array(np.ones((flows, 1)))
    up = sparse.kron(stacked, one * -_far(table))
    down = sparse.kron(stacked, sparse.diags_array(counts))
    yield LinearConstraint(sparse.hstack([up, moves]), -np.inf, 0.0)
    yield LinearConstraint(sparse.hstack([down, moves]), 0.0, np.inf)


def _far(table: Counts) -> float:
    return float(table.flat[-1] + 10)


def _costs(table: Counts) -> Floats:
    """Few cells first, totals last, small counts before large ones; the place breaks ties for good."""
    places = np.indices(table.shape)
    totals = sum(places[side] == size - 1 for side, size in enumerate(table.shape))
    by_kind = 10.0 ** np.asarray(totals, dtype=float).ravel()
    by_count = table.ravel() / (2.0 * max(1, int(table.flat[-1])))
    return by_kind + by_count + np.arange(table.size) * (0.1 / table.size**2)


def _whole_lines(table: Counts, primary: Mask, ceiling: int, keep_total: bool) -> Mask:
    """What is always safe: whole rows, else all cells, else all but (at most) the grand total."""
    inner = tuple(slice(0, size - 1) for size in table.shape)
    rows, cells = primary.copy(), primary.copy()
    rows[primary.any(axis=-1)] = True
    cells[inner] = True
    for hidden in (rows, cells):
        if keep_total:
            hidden.flat[-1] = False
        if not _exposed(table, hidden, primary, ceiling):
            return hidden
    everything = np.ones_like(primary)
    everything.flat[-1] = not keep_total
    return everything
