"""How each group voted on each statement, and the four numbers Polis makes of that.

Names, with A agreeing, D disagreeing and S seeing in a group, and the same over all other groups
together with a dash:

- share (smoothed): p = (A + 1) / (S + 2)
- z of the share: 2 sqrt(S + 1) ((A + 1) / (S + 1) - 1/2), large when more than half agree
- ratio: p / ((A' + 1) / (S' + 2))
- z of the difference: both shares plus one, pooled two-proportion test
"""

from dataclasses import dataclass
from functools import cached_property

import numba
import numpy as np
import numpy.typing as npt

from thegither.methods.opinion.sums import PairSums
from thegither.methods.opinion.votes import Ints, Votes

Array = npt.NDArray[np.float64]

# One-sided, 90%: the value Polis uses.
SIGNIFICANT = 1.2816


@dataclass(frozen=True, eq=False)
class Direction:
    """The four numbers for one direction (agree, or disagree); arrays groups x statements."""

    hits: Ints
    share: Array
    share_z: Array
    ratio: Array
    ratio_z: Array

    @cached_property
    def rank(self) -> Array:
        """What representative statements are ranked by: all four multiplied."""
        return self.ratio * self.ratio_z * self.share * self.share_z

    @cached_property
    def significant(self) -> npt.NDArray[np.bool_]:
        return (self.ratio_z > SIGNIFICANT) & (self.share_z > SIGNIFICANT)


@dataclass(frozen=True, eq=False)
class Tables:
    """Counts of votes, groups x statements."""

    agree: Ints
    disagree: Ints
    passed: Ints

    @cached_property
    def seen(self) -> Ints:
        return self.agree + self.disagree + self.passed

    @cached_property
    def agreeing(self) -> Direction:
        return _direction(self.agree, self.seen)

    @cached_property
    def disagreeing(self) -> Direction:
        return _direction(self.disagree, self.seen)

    def total(self) -> "Tables":
        """All groups as one."""
        return Tables(
            *(
                table.sum(axis=0, keepdims=True)
                for table in (self.agree, self.disagree, self.passed)
            )
        )


def count(votes: Votes, labels: Ints, k: int) -> Tables:
    """Count the votes of each group; people labelled -1 are left out.

    >>> votes = Votes.of([0, 0, 1], [0, 1, 1], [1, -1, 0], 2, 2)
    >>> tables = count(votes, np.array([0, 0]), 1)
    >>> tables.agree.tolist(), tables.disagree.tolist(), tables.passed.tolist()
    ([[1, 0]], [[0, 1]], [[0, 1]])
    """
    counts = np.zeros((3, k, votes.n_statements), dtype=np.int64)
    _count(votes.starts, votes.statements, votes.choices, labels, counts)
    return Tables(agree=counts[2], disagree=counts[0], passed=counts[1])


def count_everyone(sums: PairSums) -> Tables:
    """The votes of all people, one row, without going through the votes again.

    On the diagonal of the pair sums stand, for each statement, A + D + P (seen), A - D (vote) and A + D
    (product of a vote with itself).

    >>> from thegither.methods.opinion.sums import partial
    >>> votes = Votes.of([0, 0, 1], [0, 1, 1], [1, -1, 0], 2, 2)
    >>> tables = count_everyone(partial(votes))
    >>> tables.agree.tolist(), tables.disagree.tolist(), tables.passed.tolist()
    ([[1, 0]], [[0, 1]], [[0, 1]])
    """
    seen, vote, product = (
        table.diagonal().astype(np.int64)[None] for table in (sums.seen, sums.vote, sums.product)
    )
    return Tables((product + vote) // 2, (product - vote) // 2, seen - product)


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _count(starts, statements, choices, labels, counts):  # type: ignore[no-untyped-def]
    for person in range(len(starts) - 1):
        group = labels[person]
        if group >= 0:
            for at in range(starts[person], starts[person + 1]):
                counts[choices[at] + 1, group, statements[at]] += 1


def smoothed_share(hits: Ints, seen: Ints) -> Array:
    """(hits + 1) / (seen + 2): one half when nothing is known."""
    return np.asarray((hits + 1) / (seen + 2))


def share_z(hits: Ints, seen: Ints) -> Array:
    """One-sample test of a share against one half, one added to both counts."""
    return np.asarray(2 * np.sqrt(seen + 1) * ((hits + 1) / (seen + 1) - 0.5))


def difference_z(hits: Ints, seen: Ints, other_hits: Ints, other_seen: Ints) -> Array:
    """Two-sample test of two shares, one added to all four counts; 0 where everybody agrees."""
    share, other = (hits + 1) / (seen + 1), (other_hits + 1) / (other_seen + 1)
    pooled = (hits + other_hits + 2) / (seen + other_seen + 2)
    variance = pooled * (1 - pooled) * (1 / (seen + 1) + 1 / (other_seen + 1))
    known = variance > 0
    return np.where(known, (share - other) / np.sqrt(np.where(known, variance, 1.0)), 0.0)


def _direction(hits: Ints, seen: Ints) -> Direction:
    others, others_seen = hits.sum(axis=0) - hits, seen.sum(axis=0) - seen
    share = smoothed_share(hits, seen)
    return Direction(
        hits=hits,
        share=share,
        share_z=share_z(hits, seen),
        ratio=share / smoothed_share(others, others_seen),
        ratio_z=difference_z(hits, seen, others, others_seen),
    )
