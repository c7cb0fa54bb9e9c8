"""Draw people as clusters of five or more, so that no single person can be pointed at on a map."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Crowd:
    """Clusters of neighbours: where the middle of each is (clusters x 2), how many it stands for, and the
    cluster of each person (-1 where there is none)."""

    centres: Array
    sizes: Ints
    of_person: Ints


def crowd(points: npt.ArrayLike, *, minimum: int = 5, most: int = 40) -> Crowd:
    """Merge neighbours into clusters of `minimum` people or more, about `most` clusters at the most.

    Halve the people at the median of the side on which they lie furthest apart, and each half again,
    as long as both halves keep max(minimum, n / most) people. The answer does not depend on the order
    of the rows, save that people in exactly the same place are interchangeable.

    With fewer people than `minimum` there is no cluster: they cannot be drawn.

    >>> found = crowd([[0, 0], [0, 1], [0, 2], [0, 3], [0, 4], [9, 0], [9, 1], [9, 2], [9, 3], [9, 4]])
    >>> found.centres.tolist(), found.sizes.tolist()
    ([[0.0, 2.0], [9.0, 2.0]], [5, 5])
    """
    places = np.asarray(points, dtype=float).reshape(-1, 2)
    smallest = max(minimum, -(-len(places) // most))
    everybody = np.arange(len(places))
    parts = _halve(places, everybody, smallest) if len(places) >= minimum else []
    of_person = np.full(len(places), -1, dtype=np.int64)
    for number, part in enumerate(parts):
        of_person[part] = number
    return Crowd(
        centres=np.array([places[part].mean(axis=0) for part in parts]).reshape(-1, 2),
        sizes=np.array([len(part) for part in parts], dtype=np.int64),
        of_person=of_person,
    )


def _halve(places: Array, rows: Ints, smallest: int) -> list[Ints]:
    if len(rows) < 2 * smallest:
        return [rows]
    side = int(np.argmax(np.ptp(places[rows], axis=0)))
    order = rows[np.lexsort((places[rows, 1 - side], places[rows, side]))]
    middle = len(rows) // 2
    return [
        *_halve(places, order[:middle], smallest),
        *_halve(places, order[middle:], smallest),
    ]
