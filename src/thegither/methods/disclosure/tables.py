"""One- and two-way tables of counts with their totals, and what an onlooker can work out from one.

A table with totals has one more place on each side: `[9, 8, 3]` becomes `[9, 8, 3, 20]`. A hidden cell is NaN.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

Counts = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]


class NotATable(ValueError):
    """The counts are no one- or two-way table of whole numbers from nought up."""


def with_totals(counts: npt.ArrayLike) -> Counts:
    """The table with its totals at the end of each side.

    >>> with_totals([[9, 8], [3, 0]])
    array([[ 9,  8, 17],
           [ 3,  0,  3],
           [12,  8, 20]])
    """
    table = np.asarray(counts)
    if table.ndim not in {1, 2} or not table.size:
        raise NotATable("A table has one or two sides, and at least one cell.")
    if np.any(table < 0) or np.any(table != np.floor(table)):
        raise NotATable("A table holds whole numbers from nought up.")
    for side in range(table.ndim):
        table = np.concatenate([table, table.sum(axis=side, keepdims=True)], axis=side)
    return table.astype(np.int64)


def sums(shape: tuple[int, ...]) -> Floats:
    """The equations that tie cells to totals: each row gives 0 for a table (flattened) with totals.

    `shape` counts the totals in. The matrix is totally unimodular, so what holds for fractions of people
    holds for whole ones: the bounds below are those of whole numbers too.

    >>> sums((3,))
    array([[ 1.,  1., -1.]])
    """
    places = np.arange(int(np.prod(shape))).reshape(shape)
    lines = [places] if len(shape) == 1 else [*places, *places.T]
    equations = np.zeros((len(lines), places.size))
    for equation, line in zip(equations, lines, strict=True):
        equation[line[:-1]] = 1
        equation[line[-1]] = -1
    return equations


def bounds(published: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The least and the largest count each cell can have, given what is shown.

    That is the attack: nought or more in each hidden cell, and all sums must come out. A shown cell has its
    own value at both ends; a cell that nothing limits has infinity above.

    Raises NotATable when what is shown contradicts itself.

    >>> nan = float("nan")
    >>> low, high = bounds([9, 8, nan, 20])  # one hidden cell is no hidden cell
    >>> float(low[2]), float(high[2])
    (3.0, 3.0)
    >>> low, high = bounds([9, nan, nan, 20])
    >>> float(low[2]), float(high[2])
    (0.0, 11.0)
    """
    table = np.asarray(published, dtype=float)
    low, high = table.copy().ravel(), table.copy().ravel()
    hidden = np.flatnonzero(np.isnan(low))
    for place, cell in enumerate(hidden):
        low[cell] = _extreme(table, hidden, place, 1)
        high[cell] = -_extreme(table, hidden, place, -1)
    return low.reshape(table.shape), high.reshape(table.shape)


def _extreme(table: Floats, hidden: npt.NDArray[np.intp], place: int, sign: int) -> float:
    equations = sums(table.shape)
    shown = np.nan_to_num(table.ravel(), nan=0.0)
    goal = np.zeros(hidden.size)
    goal[place] = sign
    found: Any = linprog(goal, A_eq=equations[:, hidden], b_eq=-equations @ shown, bounds=(0, None))
    if found.status == 3:
        return -np.inf
    if found.status != 0:
        raise NotATable("The shown cells do not add up to the shown totals.")
    return round(float(found.fun), 6) + 0.0
