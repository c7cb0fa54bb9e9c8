"""Groups large enough to be spoken of: none in which fewer than five answered."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FEWEST = 5
THE_REST = "rest"


@dataclass(frozen=True, eq=False)
class Groups:
    """A label for each person, and the names of the labels in order."""

    names: tuple[str, ...]
    labels: npt.NDArray[np.int64]


def large_groups(groups: Sequence[str], answered: npt.NDArray[np.bool_]) -> Groups:
    """Groups with fewer than five who answered become one; while that is too small, the next smallest joins.

    Then no cell of a table by group needs hiding, and nothing can be had back by subtraction.

    >>> found = large_groups(["a"] * 9 + ["b"] * 6 + ["c"] * 2 + ["d"], np.ones(18, dtype=bool))
    >>> found.names, np.bincount(found.labels).tolist()
    (('a', 'rest'), [9, 9])
    """
    named = np.array([group or THE_REST for group in groups])
    heard = {name: int((answered & (named == name)).sum()) for name in np.unique(named)}
    small = [name for name, count in heard.items() if count < FEWEST]
    large = sorted((name for name in heard if name not in small), key=lambda name: heard[name])
    while small and sum(heard[name] for name in small) < FEWEST and large:
        small.append(large.pop(0))
    merged = np.where(np.isin(named, small), THE_REST, named)
    names = tuple(sorted(set(merged.tolist()), key=lambda name: (name == THE_REST, name)))
    return Groups(names, np.array([names.index(name) for name in merged], dtype=np.int64))
