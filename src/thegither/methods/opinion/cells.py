"""A start for k-means that depends on nothing but the points: up to 32 cells, then greedy centres.

People are split at the mean along each cell's own longest direction, the cell with the largest sum
of squares first. Centres are then grown on the cells, from every cell in turn, and the best kept.
Turning, mirroring or reordering the points turns, mirrors or reorders the result.
"""

import numba
import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

CELLS = 32


def split_cells(points: Array, n_cells: int = CELLS) -> tuple[Array, Array]:
    """Means (cells x 2) and numbers of people of at most `n_cells` cells.

    Fewer where there are fewer distinct points.

    >>> split_cells(np.array([[0.0, 0.0], [0.0, 0.0], [2.0, 0.0]]))
    (array([[0., 0.],
           [2., 0.]]), array([2., 1.]))
    """
    labels = np.zeros(len(points), dtype=np.int64)
    found = _split(np.ascontiguousarray(points), n_cells, labels)
    weights = np.bincount(labels, minlength=found).astype(float)
    sums = [np.bincount(labels, points[:, axis], found) for axis in (0, 1)]
    return np.column_stack(sums) / weights[:, None], weights


def grow_centres(cells: Array, weights: Array, k_max: int, keep: int) -> Array:
    """The `keep` best sets of centres for each k up to `k_max`: k_max + 1 x keep x k_max x 2.

    For each first cell: add again and again the cell that lowers the weighted sum of squares most,
    then move centres to the means of their cells until nothing changes. Places without a set hold
    NaN.
    """
    sets = np.full((k_max + 1, keep, k_max, 2), np.nan)
    _grow(cells, weights, k_max, sets)
    return sets


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _moments(points, members):  # type: ignore[no-untyped-def]
    """Mean, and sums of squares and products about it, of one cell."""
    x = y = xx = xy = yy = 0.0
    for i in members:
        x += points[i, 0]
        y += points[i, 1]
    x /= len(members)
    y /= len(members)
    for i in members:
        dx = points[i, 0] - x
        dy = points[i, 1] - y
        xx += dx * dx
        xy += dx * dy
        yy += dy * dy
    return x, y, xx, xy, yy


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _split(points, n_cells, labels):  # type: ignore[no-untyped-def]
    """Write each point's cell into `labels`; gives how many cells there are."""
    order = np.arange(len(points))  # the points of a cell stand together in it
    begin, end = np.zeros(n_cells, np.int64), np.full(n_cells, len(points))
    moments = np.zeros((n_cells, 5))
    moments[0] = _moments(points, order)
    nothing = 1e-18 * (moments[0, 2] + moments[0, 4]) + 1e-300
    found = 1
    while found < n_cells:
        spread = moments[:found, 2] + moments[:found, 4]
        cell = np.argmax(spread)
        if spread[cell] <= nothing:
            break
        members = order[begin[cell] : end[cell]]
        stay = _divide(points, members, moments[cell])
        if stay == len(members):
            break
        begin[found], end[found] = begin[cell] + stay, end[cell]
        end[cell] = begin[found]
        moments[cell] = _moments(points, members[:stay])
        moments[found] = _moments(points, members[stay:])
        found += 1
    for number in range(found):
        labels[order[begin[number] : end[number]]] = number
    return found


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _divide(points, members, moments):  # type: ignore[no-untyped-def]
    """Put those beyond the mean, along the longest direction, behind the others; gives how many stay.

    Both keep their order, so that later sums come out the same to the last bit.
    """
    x, y, xx, xy, yy = moments
    angle = 0.5 * np.arctan2(2.0 * xy, xx - yy)
    ux, uy = np.cos(angle), np.sin(angle)
    beyond = np.empty(len(members), np.int64)
    stay = 0
    for place in range(len(members)):
        i = members[place]
        if (points[i, 0] - x) * ux + (points[i, 1] - y) * uy > 0:
            beyond[place - stay] = i
        else:
            members[stay] = i
            stay += 1
    members[stay:] = beyond[: len(members) - stay]
    return stay


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _grow(cells, weights, k_max, sets):  # type: ignore[no-untyped-def]
    best = np.full((k_max + 1, sets.shape[1]), np.inf)
    centres = np.empty((k_max, 2))
    apart = _all_distances(cells)
    for first in range(len(cells)):
        centres[0] = cells[first]
        for k in range(2, min(k_max, len(cells)) + 1):
            centres[k - 1] = cells[_most_helpful(cells, weights, centres[: k - 1], apart)]
            cost = _settle(cells, weights, centres[:k])
            _remember(cost, centres[:k], best[k], sets[k])


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _remember(cost, centres, best, sets):  # type: ignore[no-untyped-def]
    """Keep `centres` among the best, once."""
    for place in range(len(best)):
        if abs(cost - best[place]) <= 1e-9 * cost:
            return
        if cost < best[place]:
            for later in range(len(best) - 1, place, -1):
                best[later] = best[later - 1]
                sets[later] = sets[later - 1]
            best[place] = cost
            sets[place, : len(centres)] = centres
            return


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _nearest(x, y, centres):  # type: ignore[no-untyped-def]
    """The centre nearest to a point, and the squared distance."""
    near, squared = 0, np.inf
    for c in range(len(centres)):
        d = (x - centres[c, 0]) ** 2 + (y - centres[c, 1]) ** 2
        if d < squared:
            near, squared = c, d
    return near, squared


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _all_distances(cells):  # type: ignore[no-untyped-def]
    """Squared distances between all cells."""
    apart = np.empty((len(cells), len(cells)))
    for a in range(len(cells)):
        for b in range(len(cells)):
            apart[a, b] = (cells[a, 0] - cells[b, 0]) ** 2 + (cells[a, 1] - cells[b, 1]) ** 2
    return apart


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _most_helpful(cells, weights, centres, apart):  # type: ignore[no-untyped-def]
    """The cell that, as a further centre, lowers the weighted sum of squares most."""
    now = np.empty(len(cells))
    for i in range(len(cells)):
        now[i] = _nearest(cells[i, 0], cells[i, 1], centres)[1]
    best, helpful = -1.0, 0
    for c in range(len(cells)):
        gain = 0.0
        for i in range(len(cells)):
            gain += weights[i] * max(0.0, now[i] - apart[c, i])
        if gain > best:
            best, helpful = gain, c
    return helpful


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _settle(points, weights, centres):  # type: ignore[no-untyped-def]
    """Lloyd's algorithm in place until no point changes; gives the weighted sum of squares.

    A centre that loses all its points stays where it is.
    """
    n = len(points)
    x, y = points[:, 0].copy(), points[:, 1].copy()
    labels = np.full(n, -1, dtype=np.int64)
    near, squared = np.empty(n, np.int64), np.empty(n)
    changed, cost = True, 0.0
    while changed:
        _find_nearest(x, y, centres, near, squared)
        changed, cost = False, 0.0
        total = np.zeros((len(centres), 3))
        for i in range(n):
            group = near[i]
            changed = changed or group != labels[i]
            labels[i] = group
            cost += weights[i] * squared[i]
            total[group, 0] += weights[i] * x[i]
            total[group, 1] += weights[i] * y[i]
            total[group, 2] += weights[i]
        for c in range(len(centres)):
            if changed and total[c, 2] > 0:
                centres[c, 0] = total[c, 0] / total[c, 2]
                centres[c, 1] = total[c, 1] / total[c, 2]
    return cost


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _find_nearest(x, y, centres, near, squared):  # type: ignore[no-untyped-def]
    """What `_nearest` gives, for all points at once: one centre at a time, so that several points fit into
    one instruction of the processor."""
    near[:], squared[:] = 0, np.inf
    for c in range(len(centres)):
        cx, cy = centres[c, 0], centres[c, 1]
        for i in range(len(x)):
            d = (x[i] - cx) ** 2 + (y[i] - cy) ** 2
            is_nearer = d < squared[i]
            squared[i] = d if is_nearer else squared[i]
            near[i] = c if is_nearer else near[i]
