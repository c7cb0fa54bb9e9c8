"""Deciding by class of partner: quorum, majorities, and what may be told about a secret ballot.

A class is statutory, voluntary, private, or people who use services. Asking each for its own quorum
or majority keeps the largest from deciding alone. But a tally of a small class tells how its few
members voted, so tallies by class are told only where that cannot be worked out, also not by
subtracting what is told from the total.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

# Fewer than five, and one member's vote can be guessed from the others'.
LEAST_VOTERS = 5


class CannotBeSealed(ValueError):
    """A rule that would give secret votes away. The message can be shown to a person."""


@dataclass(frozen=True)
class ClassQuorum:
    """Presence of one class: who came, of how many, how many it takes, and whether that was reached."""

    name: str
    present: int
    eligible: int
    needed: int

    @property
    def reached(self) -> bool:
        return self.present >= self.needed


def quorum(
    present: Mapping[str, int],
    eligible: Mapping[str, int],
    needed: Mapping[str, Fraction] | Fraction,
) -> tuple[ClassQuorum, ...]:
    """The quorum of each class, in the order of `eligible`; a decision is valid when all are reached.

    `needed` is a share of those eligible, one for all or one for each class (none for a class that
    is not named). A share of somebody is never nobody: 1/2 of 3 takes 2.

    >>> [c.reached for c in quorum({"statutory": 2}, {"statutory": 3, "voluntary": 4}, Fraction(1, 2))]
    [True, False]
    """
    shares = needed if isinstance(needed, Mapping) else dict.fromkeys(eligible, needed)
    return tuple(
        ClassQuorum(name, present.get(name, 0), count, _at_least(shares.get(name), count))
        for name, count in eligible.items()
    )


def _at_least(share: Fraction | None, count: int) -> int:
    return 0 if share is None else -int(-share * count // 1)


def check_can_be_sealed(eligible: Mapping[str, int]) -> None:
    """Refuse a secret majority by class where a class is so small that pass or fail tells its votes.

    Raises CannotBeSealed naming the small classes.

    >>> check_can_be_sealed({"statutory": 9, "voluntary": 5})
    >>> check_can_be_sealed({"statutory": 9, "private": 2})
    Traceback (most recent call last):
    ...
    thegither.methods.decisions.classes.CannotBeSealed: ... fewer than 5 may vote in: private (2).
    """
    small = [f"{name} ({count})" for name, count in eligible.items() if count < LEAST_VOTERS]
    if small:
        raise CannotBeSealed(
            "A secret majority by class would tell how single people voted, since fewer than"
            f" {LEAST_VOTERS} may vote in: {', '.join(small)}."
        )


def tellable_classes(counts: Sequence[Sequence[int]] | Ints) -> tuple[bool, ...]:
    """Which rows of a table (classes x choices, each voter in one cell) may be told.

    A class may be told when at least five of it voted and not all alike. The total is always told,
    so whatever is kept back can be worked out as a sum: that sum has to meet the same rule, and it
    has to be of at least two classes. Until it does, the class with fewest voters is kept back too
    (of equally small ones the earlier).

    Two classes are large enough, but telling both would tell the third by subtraction:

    >>> tellable_classes([[9, 4], [5, 2], [2, 1]])
    (True, False, False)
    >>> tellable_classes([[9, 4], [5, 2]])
    (True, True)
    """
    table = np.asarray(counts, dtype=np.int64)
    told = np.array([_may_be_told(row) for row in table], dtype=bool)
    while told.any() and not _safe_to_subtract(table, told):
        sizes = np.where(told, table.sum(axis=1), np.iinfo(np.int64).max)
        told[int(np.argmin(sizes))] = False
    return tuple(bool(one) for one in told)


def _may_be_told(row: Ints) -> bool:
    return bool(row.sum() >= LEAST_VOTERS and row.max() < row.sum())


def _safe_to_subtract(table: Ints, told: npt.NDArray[np.bool_]) -> bool:
    """Nobody is kept back, or enough people of two or more classes are, who did not vote alike."""
    kept = table[~told]
    voted = int((kept.sum(axis=1) > 0).sum())
    return voted == 0 or (voted > 1 and _may_be_told(kept.sum(axis=0)))


def tellable_cells(supporters: Ints, voters: Ints) -> npt.NDArray[np.bool_]:
    """The same for ballots that name several options: each option is a table of its own, for or not.

    `supporters` is classes x options, `voters` how many of each class voted.

    >>> tellable_cells(np.array([[4, 0], [3, 6]]), np.array([6, 9])).tolist()
    [[True, False], [True, False]]
    """
    columns = [
        tellable_classes(np.stack([supporters[:, option], voters - supporters[:, option]], axis=1))
        for option in range(supporters.shape[1])
    ]
    return np.array(columns, dtype=bool).reshape(-1, len(voters)).T
