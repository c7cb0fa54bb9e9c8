"""Groups of people who vote alike: exact, the same on every call, and in an order of their own.

k-means on everyone's place, started by `cells`; the number of groups by the mean silhouette with
squared distances, which needs only the distance to each centre.

References
----------
P. J. Rousseeuw (1987), Silhouettes: a graphical aid to the interpretation and validation of cluster
analysis, Journal of Computational and Applied Mathematics 20, 53-65. DOI 10.1016/0377-0427(87)90125-7
"""

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

from thegither.methods.opinion.cells import _nearest, _settle, grow_centres, split_cells

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
    labels = np.empty(len(points), dtype=np.int64)
    _assign(points, ids, centres, labels)
    return from_labels(points, labels, len(centres))


def from_labels(points: Array, labels: Ints, k: int) -> Partition:
    """Centres, spread and silhouettes of people whose group is given (0 to k - 1)."""
    centres, certainty = np.zeros((k, 2)), np.zeros(len(points))
    spread, silhouette = _describe(points, labels, centres, certainty)
    return Partition(labels, centres, spread, silhouette, certainty)


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _assign(points, ids, centres, labels):  # type: ignore[no-untyped-def]
    """Write the group of the nearest centre, renamed: the largest is 0, the lowest id first."""
    k = len(centres)
    size = np.zeros(k, dtype=np.int64)
    lowest = np.full(k, np.iinfo(np.int64).max)
    for i in range(len(points)):
        near = _nearest(points[i, 0], points[i, 1], centres)[0]
        labels[i] = near
        size[near] += 1
        lowest[near] = min(lowest[near], ids[i])
    rank = np.zeros(k, dtype=np.int64)
    for a in range(k):
        for b in range(k):
            if size[b] > size[a] or (size[b] == size[a] and lowest[b] < lowest[a]):
                rank[a] += 1
    for i in range(len(points)):
        labels[i] = rank[labels[i]]


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _describe(points, labels, centres, certainty):  # type: ignore[no-untyped-def]
    """Write centres and certainties; give the sum of squares and the mean silhouette.

    The mean squared distance from a point to a group is its squared distance to the centre plus
    the group's variance; to the others of the own group it is that, times n / (n - 1). Alone in a
    group, or without another group, a person's silhouette is 0.
    """
    k = len(centres)
    size, within = np.zeros(k), np.zeros(k)
    for i in range(len(points)):
        size[labels[i]] += 1
        centres[labels[i]] += points[i]
    for group in range(k):
        centres[group] /= max(size[group], 1.0)
    for i in range(len(points)):
        within[labels[i]] += _squared(points[i], centres[labels[i]])
    silhouette = 0.0
    for i in range(len(points)):
        group = labels[i]
        own = _squared(points[i], centres[group])
        following = to_other = np.inf
        for other in range(k):
            if other != group and size[other] > 0:
                squared = _squared(points[i], centres[other])
                following = min(following, squared)
                to_other = min(to_other, squared + within[other] / size[other])
        certainty[i] = max(0.0, 1.0 - own / following) if following > 0 else 0.0
        if size[group] > 1 and to_other < np.inf:
            mates = (own + within[group] / size[group]) * size[group] / (size[group] - 1)
            silhouette += (to_other - mates) / max(to_other, mates, 1e-300)
    return within.sum(), silhouette / max(len(points), 1)


@numba.njit(cache=True, nogil=True, inline="always")  # type: ignore[untyped-decorator]
def _squared(a, b):  # type: ignore[no-untyped-def]
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2
