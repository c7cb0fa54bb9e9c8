"""The two directions in which people differ most, found exactly, and everyone's place on them.

Principal components of the people x statements table in which an unseen vote counts as the
statement's mean. The table itself is never built: its scatter comes from `sums`.

References
----------
C. Small, M. Bjorkegren, T. Erkkilä, L. Shaw and C. Megill (2021), Polis: scaling deliberation by
mapping high dimensional opinion spaces, Recerca 26(2). DOI 10.6035/recerca.5516
"""

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt
from scipy.linalg import eigh
from scipy.sparse.linalg import ArpackNoConvergence, eigsh

from thegither.methods.opinion import sums as pair_sums
from thegither.methods.opinion.sums import PairSums
from thegither.methods.opinion.votes import Ints, Votes

Array = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# Below this many statements the full decomposition is quicker than the iterative one.
SMALL = 90
# An axis that holds less than this part of all scatter is rounding, not opinion.
NOTHING = 1e-12


@dataclass(frozen=True, eq=False)
class Axes:
    """Two axes of opinion.

    components: 2 x statements, orthonormal rows (a row of zeros where there is no such direction).
    scatter: the scatter along each axis, descending. total: the scatter in all directions.
    means: each statement's mean vote among those who saw it; 0 for statements kept out.
    """

    components: Array
    scatter: Array
    total: float
    means: Array

    @property
    def extremity(self) -> Array:
        """How far from the middle each statement would place somebody who agreed with it alone."""
        n = self.components.shape[1]
        centred = self.components * (1.0 - self.means) * np.sqrt(n)
        return np.asarray(np.hypot(centred[0], centred[1]))


def find_axes(sums: PairSums, statement_ids: Ints, kept_out: Bools) -> Axes:
    """The two leading axes. Their sign is fixed by the statements, never left to the solver.

    The entry of largest size is made positive; among equals (to nine digits) that of the lowest
    statement id decides.
    """
    table = pair_sums.scatter(sums, kept_out)
    total = float(np.trace(table))
    values, vectors = _leading(table)
    strong = values > NOTHING * max(total, np.finfo(float).tiny)
    components = np.where(strong[:, None], _with_sign(vectors, statement_ids), 0.0)
    mean = np.where(kept_out, 0.0, pair_sums.means(sums))
    return Axes(components, np.where(strong, values, 0.0), total, mean)


def _leading(table: Array) -> tuple[Array, Array]:
    """The two largest eigenvalues, descending, and their vectors as rows; zeros where missing."""
    n = len(table)
    if n < 2:
        values, vectors = np.append(np.trace(table), 0.0), np.zeros((2, n))
        vectors[0, :1] = 1.0
        return values, vectors
    if n > SMALL:
        try:
            found, columns = eigsh(table, k=2, v0=1.0 + np.diag(table), tol=0)
            return found[::-1], columns.T[::-1]
        except ArpackNoConvergence:
            pass  # the two values are nearly equal: the direct solver below does not mind
    found, columns = eigh(table, subset_by_index=[n - 2, n - 1])
    return found[::-1], columns.T[::-1]


def _with_sign(vectors: Array, ids: Ints) -> Array:
    size = np.abs(vectors)
    signs = np.ones((len(vectors), 1))
    for row in range(len(vectors)):
        largest = np.flatnonzero(size[row] >= size[row].max(initial=0.0) * (1 - 1e-9))
        if len(largest):
            leader = largest[np.argmin(ids[largest])]
            signs[row] = np.sign(vectors[row, leader]) or 1.0
    return vectors * signs


def extremity(votes: Votes, kept_out: Bools) -> Array:
    """`Axes.extremity` of each statement, when nothing but the axes is wanted."""
    return find_axes(pair_sums.partial(votes), votes.statement_ids, kept_out).extremity


def place_people(votes: Votes, axes: Axes, kept_out: Bools) -> Array:
    """Everyone's place on the two axes, people x 2.

    The sum over the statements a person saw of (vote - mean) * component, times
    sqrt(statements / seen): whoever saw little is moved outwards, not left in the middle.
    Statements kept out count as seen by all, and add nothing.
    """
    places = np.zeros((votes.n_participants, 2))
    _place(
        votes.starts, votes.statements, votes.choices, axes.means, axes.components, kept_out, places
    )
    return places


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _place(starts, statements, choices, means, components, kept_out, places):  # type: ignore[no-untyped-def]
    n_statements, n_out = len(means), kept_out.sum()
    for person in range(len(starts) - 1):
        x = y = 0.0
        seen = n_out
        for at in range(starts[person], starts[person + 1]):
            statement = statements[at]
            if not kept_out[statement]:
                seen += 1
                centred = choices[at] - means[statement]
                x += centred * components[0, statement]
                y += centred * components[1, statement]
        stretch = np.sqrt(n_statements / max(1, seen))
        places[person, 0] = x * stretch
        places[person, 1] = y * stretch
