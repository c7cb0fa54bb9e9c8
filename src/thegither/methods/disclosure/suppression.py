"""Hide small counts of a table, and as few others as it takes, so that no hidden one can be had by subtraction.

The mathematics stands in `protection`; here are tables of one and two sides with their totals.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from thegither.methods.disclosure.protection import Puzzle, Said, hide
from thegither.methods.disclosure.tables import Counts, Floats, Mask, NotATable, sums, with_totals


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
    counts: npt.ArrayLike,
    *,
    minimum: int = 5,
    total_is_known: bool = False,
    asked: npt.ArrayLike | None = None,
    earlier: Sequence[npt.ArrayLike] = (),
    said: Sequence[Said] = (),
) -> Suppressed:
    """Hide what must not be seen of a one- or two-way table (given without totals).

    With `total_is_known`, the grand total is shown elsewhere anyway and stays. asked: how many each cell could
    hold at most, where everybody knows that (without totals). earlier: tables about the same answers that went
    out before (with totals, NaN or None where hidden): what they showed stays. said: whatever else went out,
    its weights over all cells of the table with totals, flattened. Each primary count may then be anything from
    0 to minimum - 1 that all this leaves possible.

    Raises NotATable for anything but whole numbers from nought up, or where an earlier table says otherwise.

    >>> suppress([9, 8, 3]).published  # hiding only the 3 would be undone by 20 - 9 - 8
    array([ 9., nan, nan, 20.])
    >>> suppress([9, 8, 3], earlier=[[None, 8, None, 20]]).published  # the 8 is out already
    array([nan,  8., nan, 20.])
    """
    table = with_totals(counts)
    kept = _kept(table, earlier)
    kept.flat[-1] |= total_is_known
    primary = (table < minimum) & ~kept
    puzzle = Puzzle(
        counts=table.ravel(),
        equations=sums(table.shape),
        costs=_costs(table),
        kept=kept.ravel(),
        most=_most(table, asked),
        never=np.zeros(table.size, dtype=bool),
        said=tuple(said),
    )
    lines = [mask.ravel() for mask in _whole_lines(primary)]
    hidden, is_optimal = hide(puzzle, primary.ravel(), minimum, lines)
    hidden = hidden.reshape(table.shape)
    return Suppressed(
        published=np.where(hidden, np.nan, table.astype(float)),
        hidden=hidden,
        primary_hidden=int(primary.sum()),
        complementary_hidden=int(hidden.sum() - primary.sum()),
        is_optimal=is_optimal,
    )


def _kept(table: Counts, earlier: Sequence[npt.ArrayLike]) -> Mask:
    """What earlier tables showed."""
    kept = np.zeros(table.shape, dtype=bool)
    for one in earlier:
        before = np.asarray(one, dtype=float)
        if before.shape != table.shape or np.any(~np.isnan(before) & (before != table)):
            raise NotATable("An earlier table is about other answers than this one.")
        kept |= ~np.isnan(before)
    return kept


def _most(table: Counts, asked: npt.ArrayLike | None) -> Floats:
    """The largest that each cell and total can be: how many were asked, and nothing else where nobody knows."""
    if asked is None:
        return np.full(table.size, np.inf)
    most = with_totals(asked)
    if most.shape != table.shape or np.any(most < table):
        raise NotATable("More answered than were asked.")
    return most.ravel().astype(float)


def _costs(table: Counts) -> Floats:
    """Few cells first, totals last, small counts before large ones; the place breaks ties for good."""
    places = np.indices(table.shape)
    totals = sum(places[side] == size - 1 for side, size in enumerate(table.shape))
    by_kind = 10.0 ** np.asarray(totals, dtype=float).ravel()
    by_count = table.ravel() / (2.0 * max(1, int(table.flat[-1])))
    return by_kind + by_count + np.arange(table.size) * (0.1 / table.size**2)


def _whole_lines(primary: Mask) -> tuple[Mask, Mask]:
    """Whole rows with a primary cell, and all cells but the totals: what is tried where time runs out."""
    rows, cells = primary.copy(), primary.copy()
    rows[primary.any(axis=-1)] = True
    cells[tuple(slice(0, size - 1) for size in primary.shape)] = True
    return rows, cells
