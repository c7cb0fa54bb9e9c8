"""What two ways of grouping the same people tell together of the few who stand where they cross.

Levels and sectors are each safe alone, and everybody can read in the register who is in both. Say that all ten
carers are in the voluntary sector, which has thirteen: the sum of what the sector said less the sum of what the
carers said is the sum of three people, each of them known by name.

Draw a dot for each group of both ways, and a line for each cell where a level meets a sector, as heavy as the
people of it who answered. For a set of dots, the sums of its levels less those of its sectors is what people on
the lines that leave the set said, added or taken away: all other lines cancel out. Nothing else follows from
sums of groups. So whatever set is taken, the lines that leave it have to hold nobody, or enough people.

>>> cells = Crossing(np.array([0, 0, 1]), np.array([0, 1, 1]))
>>> cells.fewest(np.array([10, 3, 20])).tolist()
[3]
>>> cells.fewest(np.array([10, 8, 20])).tolist()
[8]
"""

from dataclasses import dataclass

import numpy as np

from thegither.methods.disclosure.tables import Counts, Floats, Mask, NotATable

# Sets of dots are all tried, twice as many with each further dot.
MOST_DOTS = 18


@dataclass(frozen=True, eq=False)
class Crossing:
    """Cells where two ways cross. one, other: the group of each cell in each way."""

    one: Counts
    other: Counts

    @classmethod
    def of(cls, one: Counts, other: Counts, hidden: tuple[Mask, Mask]) -> "Crossing":
        """Cells by their groups; below nought: none. What is hidden in one way, or is none, is one group there:
        the sum over all of them can be had by subtraction."""
        return cls(*(_merged(way, mask) for way, mask in zip((one, other), hidden, strict=True)))

    def fewest(self, people: Counts) -> Counts:
        """The fewest people, above nought, that the lines leaving any set hold.

        people: of each cell, or of each cell and measure (cells x measures). Nought where there are none.

        Raises NotATable for more groups than can be tried.
        """
        counts = (people[:, None] if people.ndim == 1 else people).astype(float)
        leaving = self._leaving() @ counts
        found = np.where(leaving > 0, leaving, np.inf).min(axis=0, initial=np.inf)
        return np.where(np.isfinite(found), found, 0).astype(np.int64)

    def _leaving(self) -> Floats:
        """For each set of dots, which lines leave it (sets x cells). A set and all the rest tell the same."""
        first, ones = np.unique(self.one, return_inverse=True)
        second, others = np.unique(self.other, return_inverse=True)
        dots = len(first) + len(second)
        if dots > MOST_DOTS:
            raise NotATable(f"More than {MOST_DOTS} groups cannot be tried in all their sets.")
        sets = np.arange(1, 2 ** max(dots - 1, 0))[:, None] >> np.arange(dots) & 1
        return np.asarray(sets[:, ones] != sets[:, len(first) + others], dtype=float)


def _merged(way: Counts, hidden: Mask) -> Counts:
    """Hidden groups, and none, under one number."""
    away = np.append(hidden, True)[way]
    return np.where(away, len(hidden), way)
