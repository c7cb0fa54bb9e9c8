"""What the method asks of votes that lie in pieces: three passes, each one statistic that merges.

A conversation may be one array in memory, a thousand parts of a file, or spread over many machines.
All the method needs is a way to run a function on each piece of *whole people*, and to merge what
comes back:

1. sums over pairs of statements -> the two axes (`sums.partial`, `sums.merge`);
2. everyone's place on them -> the groups (`place`; places are listed one after the other);
3. the votes of each group on each statement -> everything said of the groups (`tables.count`, `add`).

`InMemory` is the simplest such way. The others are in `thegither.engine`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from thegither.methods.opinion.axes import Axes, Bools, place_people
from thegither.methods.opinion.tables import Tables
from thegither.methods.opinion.votes import Ints, Votes

Array = npt.NDArray[np.float64]
T = TypeVar("T")

VOTES_TO_BE_GROUPED = 7


class Chunks(Protocol):
    """Votes in pieces of whole people. `given` holds further arguments, one for each piece."""

    def each(self, work: Callable[..., T], *given: Sequence[Any]) -> Iterable[T]:
        """`work(votes, ...)` of every piece, in the order of the pieces."""

    def fold(self, work: Callable[..., T], merge: Callable[[T, T], T], *given: Sequence[Any]) -> T:
        """The same, merged to one; `merge` may be called in any order."""


@dataclass(frozen=True, eq=False)
class InMemory:
    """A conversation in one piece."""

    votes: Votes

    def each(self, work: Callable[..., T], *given: Sequence[Any]) -> Iterable[T]:
        return [work(self.votes, *(one[0] for one in given))]

    def fold(self, work: Callable[..., T], merge: Callable[[T, T], T], *given: Sequence[Any]) -> T:
        return work(self.votes, *(one[0] for one in given))


@dataclass(frozen=True, eq=False)
class Placed:
    """People of one piece: their ids, places (people x 2), and who gave enough votes to be grouped."""

    ids: Ints
    places: Array
    can_be_grouped: Bools
    n_votes: int


def place(votes: Votes, axes: Axes, kept_out: Bools) -> Placed:
    """The second pass over one piece."""
    return Placed(
        votes.participant_ids,
        place_people(votes, axes, kept_out),
        can_be_grouped(votes),
        votes.n_votes,
    )


def can_be_grouped(votes: Votes) -> Bools:
    """Who gave at least seven votes, or one on every statement where there are fewer than seven."""
    return np.asarray(votes.per_person >= max(1, min(VOTES_TO_BE_GROUPED, votes.n_statements)))


def add(a: Tables, b: Tables) -> Tables:
    """The counts of the people of `a` and of `b` together."""
    return Tables(a.agree + b.agree, a.disagree + b.disagree, a.passed + b.passed)
