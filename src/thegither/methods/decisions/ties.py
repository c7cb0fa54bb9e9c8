"""Ties, broken by an order that is named and sealed before anybody votes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

KINDS = ("name", "order", "lot")


class UnknownTieBreaking(ValueError):
    """A way of breaking ties that does not exist. The message can be shown to a person."""


@dataclass(frozen=True)
class TieBreak:
    """One tie that the named order broke: in which round, between whom, and who was chosen."""

    round: int
    tied: tuple[int, ...]
    chosen: int


def priority(names: Sequence[str], kind: str = "name", seed: str = "") -> Ints:
    """The place of each option when a tie must be broken; 0 goes first.

    `name` sorts the ids as text, `order` keeps the list as it was drawn up. `lot` sorts by the
    SHA-256 digest of the seed and the id: nobody can foresee it before the seed is drawn, and
    everybody can check it afterwards.

    Raises UnknownTieBreaking for another kind.

    >>> priority(["b", "a", "c"]).tolist(), priority(["b", "a", "c"], "order").tolist()
    ([1, 0, 2], [0, 1, 2])
    >>> priority(["b", "a", "c"], "lot", "rain on Tuesday").tolist()
    [1, 2, 0]
    """
    keys = {
        "name": lambda place: (names[place], place),
        "order": lambda place: ("", place),
        "lot": lambda place: (sha256(f"{seed}\n{names[place]}".encode()).hexdigest(), place),
    }
    if kind not in keys:
        raise UnknownTieBreaking(f"Ties are broken by {', '.join(KINDS)}, not by {kind!r}.")
    places = np.empty(len(names), dtype=np.int64)
    places[sorted(range(len(names)), key=keys[kind])] = np.arange(len(names))
    return places


def first(tied: Iterable[int], order: Ints) -> int:
    """Whoever of the tied ones goes first in the named order."""
    return min(tied, key=lambda option: int(order[option]))


def last(tied: Iterable[int], order: Ints) -> int:
    """Whoever of the tied ones goes last in the named order."""
    return max(tied, key=lambda option: int(order[option]))
