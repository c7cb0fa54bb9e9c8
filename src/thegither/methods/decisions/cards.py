"""Cards on the table: first preferences before and after talking, and who moved where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]


class UnknownCard(ValueError):
    """A card that names no option of the question. The message can be shown to a person."""


@dataclass(frozen=True, eq=False)
class Shift:
    """`moves[a, b]` people showed option a first and option b in the second round.

    The last row and column are "no card": `moves[-1, b]` joined in the second round with b,
    `moves[a, -1]` showed a first and nothing then. So rows add up to the first round and columns to
    the second.
    """

    options: tuple[str, ...]
    moves: Ints

    @property
    def first(self) -> Ints:
        """How many showed each option in the first round."""
        rows: Ints = self.moves[:-1].sum(axis=1)
        return rows

    @property
    def second(self) -> Ints:
        columns: Ints = self.moves[:, :-1].sum(axis=0)
        return columns

    @property
    def stayed(self) -> int:
        """People who showed the same option twice."""
        return int(np.trace(self.moves[:-1, :-1]))

    @property
    def moved(self) -> int:
        """People who showed two different options."""
        return int(self.moves[:-1, :-1].sum()) - self.stayed

    @property
    def joined(self) -> int:
        return int(self.moves[-1].sum())

    @property
    def left(self) -> int:
        return int(self.moves[:, -1].sum())


def shift(options: Sequence[str], first: Mapping[str, str], second: Mapping[str, str]) -> Shift:
    """Count the moves between two rounds; each round maps a person to an option.

    Raises UnknownCard for a card that names none of the options.

    >>> change = shift(["A", "B"], {"x": "A", "y": "A", "z": "B"}, {"x": "B", "y": "A"})
    >>> change.moves.tolist(), change.moved, change.left
    ([[1, 1, 0], [0, 0, 1], [0, 0, 0]], 1, 1)
    """
    place = {option: index for index, option in enumerate(options)}
    moves = np.zeros((len(options) + 1, len(options) + 1), dtype=np.int64)
    for person in {**first, **second}:
        moves[_place(place, first.get(person)), _place(place, second.get(person))] += 1
    return Shift(tuple(options), moves)


def _place(place: Mapping[str, int], card: str | None) -> int:
    if card is None:
        return len(place)
    if card not in place:
        raise UnknownCard(f"{card!r} is not one of the options.")
    return place[card]
