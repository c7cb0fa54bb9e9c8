"""Where names stand in a picture, so that none covers another name or a mark."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on the picture, in the units of the picture; `y` grows in whichever direction it likes."""

    left: float
    low: float
    right: float
    high: float

    @classmethod
    def around(cls, x: float, y: float, wide: float, high: float) -> "Box":
        return cls(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    def shared_with(self, other: "Box") -> float:
        """The area that both cover, 0 where they are apart.

        >>> Box(0, 0, 2, 2).shared_with(Box(1, 1, 3, 3)), Box(0, 0, 1, 1).shared_with(Box(1, 0, 2, 1))
        (1, 0)
        """
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.high, other.high) - max(self.low, other.low)
        return max(wide, 0) * max(high, 0)


def free_places(names: Sequence[Sequence[Box]], taken: Sequence[Box]) -> list[int]:
    """For each name the number of its place: the first that covers least of what is taken.

    `names` holds, for each name in order of importance, the boxes in which it may stand, the best first;
    `taken` the marks that no name should cover. A name that has its place takes it from those after it.

    >>> here, there = Box(0, 0, 1, 1), Box(5, 0, 6, 1)
    >>> free_places([[here, there], [here, there]], [])
    [0, 1]
    """
    full = list(taken)
    chosen = []
    for boxes in names:
        covered = [sum(box.shared_with(other) for other in full) for box in boxes]
        chosen.append(covered.index(min(covered)))
        full.append(boxes[chosen[-1]])
    return chosen
