"""Everything the axes need to know of the votes, as whole numbers over pairs of statements.

Three tables of statements x statements: how many people saw both, the sum of one's votes where the
other was seen, and the sum of the products of both votes. Whole numbers add up exactly, so a
conversation cut into chunks of whole people gives the same tables as the conversation in one
piece, in any order: `merge(partial(a), partial(b)) == partial(a and b)`.
"""

from dataclasses import dataclass

import numba
import numpy as np
import numpy.typing as npt

from thegither.methods.opinion.votes import Votes

Ints = npt.NDArray[np.int64]
Array = npt.NDArray[np.float64]

# Four sums share one 64-bit number, 16 bits each; none may pass 32,767 before it is unpacked.
PEOPLE_AT_ONCE = 32_000


@dataclass(frozen=True, eq=False)
class PairSums:
    """Sums over people who saw both of two statements; all tables are statements x statements.

    seen[i, j]: how many people saw both.
    vote[i, j]: the sum of their votes on i.
    product[i, j]: the sum of (vote on i) * (vote on j).
    """

    seen: Ints
    vote: Ints
    product: Ints


def partial(votes: Votes) -> PairSums:
    """Pair sums of some whole people. Costs the sum over people of their votes squared, halved.

    >>> sums = partial(Votes.of([0, 0, 1], [0, 1, 1], [1, -1, 1], 2, 2))
    >>> sums.seen.tolist(), sums.vote.tolist(), sums.product.tolist()
    ([[1, 1], [1, 2]], [[1, 1], [-1, 0]], [[1, -1], [-1, 2]])
    """
    sums = empty(votes.n_statements)
    for first in range(0, votes.n_participants, PEOPLE_AT_ONCE):
        starts = votes.starts[first : first + PEOPLE_AT_ONCE + 1]
        packed = np.zeros((votes.n_statements, votes.n_statements), dtype=np.int64)
        _add_pairs(starts, votes.statements, votes.choices, packed)
        sums = merge(sums, _unpack(packed))
    return sums


def empty(n_statements: int) -> PairSums:
    """The sums of nobody."""
    return PairSums(*(np.zeros((n_statements, n_statements), dtype=np.int64) for _ in range(3)))


def merge(a: PairSums, b: PairSums) -> PairSums:
    """The sums of the people of `a` and of `b` together."""
    return PairSums(a.seen + b.seen, a.vote + b.vote, a.product + b.product)


def means(sums: PairSums) -> Array:
    """The mean vote on each statement among those who saw it; 0 where nobody did."""
    seen = sums.seen.diagonal()
    return sums.vote.diagonal() / np.maximum(seen, 1)


def scatter(sums: PairSums, kept_out: npt.NDArray[np.bool_] | None = None) -> Array:
    """Sum over people of the products of centred votes, unseen votes counting as the mean.

    With m the means, entry i, j is `product - m_j vote_ij - m_i vote_ji + m_i m_j seen`. Rows and
    columns of statements that are kept out are 0.
    """
    mean = means(sums)
    crossed = sums.vote * mean
    table = sums.product - crossed - crossed.T + sums.seen * np.outer(mean, mean)
    if kept_out is not None:
        table[kept_out, :] = 0.0
        table[:, kept_out] = 0.0
    return np.asarray(table)


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _add_pairs(starts, statements, choices, packed):  # type: ignore[no-untyped-def]
    """Add to each pair i <= j of a person's statements: 1, v_i, v_j and v_i v_j, 16 bits each."""
    for person in range(len(starts) - 1):
        end = starts[person + 1]
        for a in range(starts[person], end):
            own = np.int64(choices[a])
            base = np.int64(1) + own * np.int64(1 << 16)
            factor = np.int64(1 << 32) + own * np.int64(1 << 48)
            row = packed[statements[a]]
            for b in range(a, end):
                row[statements[b]] += base + factor * np.int64(choices[b])


def _unpack(packed: Ints) -> PairSums:
    """Take the four sums apart, lowest first: a negative sum has borrowed from the one above."""
    seen = packed & 0xFFFF
    rest = (packed - seen) >> 16
    first = _signed(rest)
    rest = (rest - first) >> 16
    second = _signed(rest)
    product = (rest - second) >> 16
    above = np.triu(np.ones(packed.shape, dtype=bool), 1)
    vote = np.where(above, first, second.T)
    np.fill_diagonal(vote, first.diagonal())
    return PairSums(_mirrored(seen), vote, _mirrored(product))


def _signed(packed: Ints) -> Ints:
    """The lowest 16 bits as a number between -32,768 and 32,767."""
    return ((packed + 0x8000) & 0xFFFF) - 0x8000


def _mirrored(upper: Ints) -> Ints:
    return upper + np.triu(upper, 1).T
