"""Groups of people who vote alike: exact, the same on every call, and in an order of their own.

k-means on everyone's place, started by `cells`; the number of groups by the mean silhouette with
squared distances, which needs only the distance to each centre.

References
----------
P. J. Rousseeuw (1987), Silhouettes: a graphical aid to the interpretation and validation of cluster
analysis, Journal of Computational and Applied Mathematics 20, 53-65. DOI 10.1016/0377-0427(87)90125-7
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.opinion.cells import _settle, grow_centres, split_cells

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST_GROUPS = 5
# Starts tried on the people themselves for each k; the sum of squares decides.
STARTS = 2


@dataclass(frozen=True, eq=False)
class Partition:
    """People in k groups.

    labels: each person's group, 0 to k - 1; the largest group first.
    centres: k x 2. spread: sum of squares within the groups. silhouette: mean over people.
    certainty: for each person 1 - d^2 / e^2, with d and e the distances to the centres of the own
        group and of the nearest other: 1 at the centre, 0 half-way to another group.
    """

    labels: Ints
    centres: Array
    spread: float
    silhouette: float
    certainty: Array

    @property
    def k(self) -> int:
        return len(self.centres)


def most_groups(n_people: int) -> int:
    """The largest number of groups worth trying: as Polis, min(5, 2 + n / 12).

    >>> [most_groups(n) for n in (15, 24, 36, 1000)]
    [3, 4, 5, 5]
    """
    return min(MOST_GROUPS, 2 + n_people // 12)


def partitions(points: Array, ids: Ints, k_max: int) -> dict[int, Partition]:
    """The best partition found for each k from 2 to `k_max`, where there are k distinct points.

    `ids` name the people: groups of equal size are ordered by their lowest id.
    """
    cells, weights = split_cells(points)
    starts = grow_centres(cells, weights, k_max, STARTS)
    found = {}
    for k in range(2, min(k_max, len(cells)) + 1):
        found[k] = partition(points, ids, _best_centres(points, starts[k, :, :k]))
    return found


def best_k(found: dict[int, Partition]) -> int:
    """The k of largest mean silhouette, the smaller of equals; 1 where nothing was found."""
    return max(sorted(found), key=lambda k: found[k].silhouette, default=1)


def _best_centres(points: Array, starts: Array) -> Array:
    """Lloyd's algorithm on all people from each start; the centres of the least sum of squares."""
    ones, least = np.ones(len(points)), np.inf
    best: Array = starts[0]
    for start in starts:
        if not np.isnan(start).any():
            centres = start.copy()
            spread = _settle(points, ones, centres)
            if spread < least * (1 - 1e-12):
                best, least = centres, spread
    return best


def partition(points: Array, ids: Ints, centres: Array) -> Partition:
    """Everyone in the group of the nearest centre, groups in order of size."""
    labels = np.argmin(_distances(points, centres), axis=1)
    return from_labels(points, _ordered(labels, ids, len(centres)), len(centres))


def from_labels(points: Array, labels: Ints, k: int) -> Partition:
    """Centres, spread and silhouettes of people whose group is given (0 to k - 1, none empty)."""
    size = np.bincount(labels, minlength=k).astype(float)
    sums = [np.bincount(labels, points[:, axis], k) for axis in (0, 1)]
    centres = np.column_stack(sums) / np.maximum(size, 1)[:, None]
    squared = _distances(points, centres)
    own = squared[np.arange(len(points)), labels]
    silhouette = float(_silhouettes(squared, labels, size).mean())
    return Partition(labels, centres, float(own.sum()), silhouette, _certainty(squared, labels))


def _distances(points: Array, centres: Array) -> Array:
    """Squared distances, people x centres."""
    dx, dy = (points[:, axis, None] - centres[:, axis] for axis in (0, 1))
    return np.asarray(dx * dx + dy * dy)


def _ordered(labels: Ints, ids: Ints, k: int) -> Ints:
    """Rename groups so that the largest is 0; of equally large ones that of the lowest id first."""
    size = np.bincount(labels, minlength=k)
    lowest = [ids[labels == group].min(initial=np.iinfo(np.int64).max) for group in range(k)]
    rank = np.empty(k, dtype=np.int64)
    rank[np.lexsort((lowest, -size))] = np.arange(k)
    return np.asarray(rank[labels])


def _certainty(squared: Array, labels: Ints) -> Array:
    """1 - (own distance / next distance)^2, never below 0; 1 where there is no other group."""
    people = np.arange(len(labels))
    others = squared.copy()
    others[people, labels] = np.inf
    following = others.min(axis=1)
    ratio = squared[people, labels] / np.where(following > 0, following, 1.0)
    return np.asarray(np.maximum(1.0 - ratio, 0.0))


def _silhouettes(squared: Array, labels: Ints, size: Array) -> Array:
    """Each person's silhouette with squared distances, from the distances to the centres alone.

    The mean squared distance from a point to a group is its squared distance to the centre plus
    the group's variance; to the others of the own group it is that, times n / (n - 1).
    Alone in a group: 0.
    """
    people = np.arange(len(labels))
    own_size = size[labels]
    within = np.bincount(labels, squared[people, labels], len(size)) / np.maximum(size, 1)
    mean = squared + within
    own = mean[people, labels] * own_size / np.maximum(own_size - 1, 1)
    mean[people, labels] = np.inf
    other = np.where(size > 0, mean, np.inf).min(axis=1, initial=np.inf)
    larger = np.maximum(own, other)
    known = (own_size > 1) & np.isfinite(larger) & (larger > 0)
    return np.where(known, (other - own) / np.where(known, larger, 1.0), 0.0)
