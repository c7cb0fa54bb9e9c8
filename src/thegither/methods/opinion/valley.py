"""How empty it is between groups: the evidence that tells groups from a cut through one crowd.

Between two groups' centres three equally wide bands are counted: around the one centre, half-way,
and around the other. In *any* crowd with one peak, however skewed or heavy-tailed, the band half-way
holds on average at least as many people as the emptier of the outer two: walking away from the peak
it can only get emptier. Only a valley between two peaks makes the difference positive.

References
----------
J. A. Hartigan and P. M. Hartigan (1985), The dip test of unimodality, Annals of Statistics 13,
70-84. DOI 10.1214/aos/1176346577
J. C. Gower and G. J. S. Ross (1969), Minimum spanning trees and single linkage cluster analysis,
Applied Statistics 18, 54-64. DOI 10.2307/2346439
"""

from itertools import combinations

import numpy as np
import numpy.typing as npt

from thegither.methods.opinion.groups import Partition

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

# A handful of outliers is no group: fewer people, or a smaller part of all, are not counted.
FEWEST, LEAST_PART = 5, 0.03
# Half the width of a band, in distances between the two centres: the three bands touch.
HALF_WIDTH = 0.25


def separation(points: Array, found: Partition) -> float:
    """How clear the clearest valley is that people would have to cross between groups.

    Groups are linked to one another, shallowest valley first, until all hang together; the answer
    is the last valley crossed. Groups that lie along one ridge therefore count as one crowd, even
    where the first and the last of them are far apart. Minus infinity where fewer than two groups
    are large enough to be counted.
    """
    size = np.bincount(found.labels, minlength=found.k)
    counted = np.flatnonzero(size >= max(FEWEST, LEAST_PART * len(points))).tolist()
    depths = [(depth(points, found, a, b), a, b) for a, b in combinations(counted, 2)]
    linked, last = {group: group for group in counted}, -np.inf
    for clear, a, b in sorted(depths):
        if linked[a] != linked[b]:
            last, old = clear, linked[b]
            linked = {group: linked[a] if at == old else at for group, at in linked.items()}
    return float(last)


def depth(points: Array, found: Partition, a: int, b: int) -> float:
    """The valley between two groups, in standard errors: (emptier outer band - middle) / sqrt(sum).

    Only members of the two groups are counted, by where they stand along the line between the
    centres.

    >>> from thegither.methods.opinion.groups import from_labels
    >>> line = np.column_stack([np.r_[np.zeros(9), 0.5, np.ones(9)], np.zeros(19)])
    >>> round(depth(line, from_labels(line, np.repeat([0, 1], [10, 9]), 2), 0, 1), 2)
    2.53
    """
    centre, way = found.centres[a], found.centres[b] - found.centres[a]
    both = (found.labels == a) | (found.labels == b)
    along = (points[both] - centre) @ way / max(float(way @ way), 1e-300)
    first, middle, last = (int((abs(along - at) <= HALF_WIDTH).sum()) for at in (0, 0.5, 1))
    emptier = min(first, last)
    return float((emptier - middle) / np.sqrt(max(emptier + middle, 1)))
