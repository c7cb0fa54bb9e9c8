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

Ints = npt.NDArray[np.int32]  # enough for two thousand million people
Array = npt.NDArray[np.float64]

# Of each vote before, and of each vote after: whether it is one that changed.
Changed = tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]

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
    n = votes.n_statements
    sums = empty(n)
    for first in range(0, votes.n_participants, PEOPLE_AT_ONCE):
        starts = votes.starts[first : first + PEOPLE_AT_ONCE + 1]
        packed = np.zeros((n, n), dtype=np.int64)
        _add_pairs(starts, votes.statements, votes.choices, packed)
        _add_unpacked(packed, sums.seen, sums.vote, sums.product)
    return sums


def empty(n_statements: int) -> PairSums:
    """The sums of nobody."""
    return PairSums(*(np.zeros((n_statements, n_statements), dtype=np.int32) for _ in range(3)))


def merge(a: PairSums, b: PairSums) -> PairSums:
    """The sums of the people of `a` and of `b` together."""
    return PairSums(a.seen + b.seen, a.vote + b.vote, a.product + b.product)


def exchanged(sums: PairSums, old: Votes, new: Votes, voted: Changed) -> PairSums:
    """The sums after some votes of some people were replaced; `new` may hold more people and statements.

    old, new: the same people's votes before and after. voted: of each of their votes whether it is one that
    changed, went or came; pairs of two others stay as they are and are not touched. The result is the same
    whole numbers as adding everybody up anew. Statements keep their positions, new ones come after them.
    """
    grown = new.n_statements - len(sums.seen)
    tables = [np.pad(table, (0, grown)) for table in (sums.seen, sums.vote, sums.product)]
    for votes, changed, sign in ((old, voted[0], -1), (new, voted[1], 1)):
        _add_signed(votes.starts, votes.statements, votes.choices, changed, sign, *tables)
    return PairSums(*tables)


def means(sums: PairSums) -> Array:
    """The mean vote on each statement among those who saw it; 0 where nobody did."""
    seen = sums.seen.diagonal()
    return sums.vote.diagonal() / np.maximum(seen, 1)


def scatter(sums: PairSums, kept_out: npt.NDArray[np.bool_] | None = None) -> Array:
    """Sum over people of the products of centred votes, unseen votes counting as the mean.

    With m the means, entry i, j is `product - m_j vote_ij - m_i vote_ji + m_i m_j seen`. Rows and
    columns of statements that are kept out are 0.
    """
    out = np.zeros(len(sums.seen), dtype=bool) if kept_out is None else kept_out
    table = np.zeros(sums.seen.shape)
    _centre(sums.seen, sums.vote, sums.product, means(sums), out, table)
    return table


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _add_pairs(starts, statements, choices, packed):  # type: ignore[no-untyped-def]
    """Add to each pair i <= j of a person's statements: 1, v_i, v_j and v_i v_j, 16 bits each.

    A person's row is widened once, not for each pair; places that cannot be negative need no look from the
    end. Together that takes a fifth off the innermost loop, where most of the time goes.
    """
    longest = 0
    for person in range(len(starts) - 1):
        longest = max(longest, starts[person + 1] - starts[person])
    at, said = np.empty(longest, np.uint64), np.empty(longest, np.int64)
    for person in range(len(starts) - 1):
        first = starts[person]
        count = starts[person + 1] - first
        for a in range(count):
            at[a], said[a] = statements[first + a], choices[first + a]
        for a in range(count):
            base = np.int64(1) + said[a] * np.int64(1 << 16)
            factor = np.int64(1 << 32) + said[a] * np.int64(1 << 48)
            row = packed[at[a]]
            for b in range(a, count):
                row[at[b]] += base + factor * said[b]


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _add_signed(starts, statements, choices, changed, sign, seen, vote, product):  # type: ignore[no-untyped-def]
    """Add (sign 1) or take away (sign -1) the pairs that hold at least one changed vote."""
    for person in range(len(starts) - 1):
        for a in range(starts[person], starts[person + 1]):
            if changed[a]:
                for b in range(starts[person], starts[person + 1]):
                    both = sign * choices[a] * choices[b]
                    seen[statements[a], statements[b]] += sign
                    vote[statements[a], statements[b]] += sign * choices[a]
                    product[statements[a], statements[b]] += both
                    if not changed[b]:
                        seen[statements[b], statements[a]] += sign
                        vote[statements[b], statements[a]] += sign * choices[b]
                        product[statements[b], statements[a]] += both


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _add_unpacked(packed, seen, vote, product):  # type: ignore[no-untyped-def]
    """Take the four sums apart, lowest first: a negative sum has borrowed from the one above."""
    for i in range(len(packed)):
        for j in range(i, len(packed)):
            rest = packed[i, j]
            if rest == 0:
                continue
            both = rest & 0xFFFF
            rest = (rest - both) >> 16
            first = ((rest + 0x8000) & 0xFFFF) - 0x8000
            rest = (rest - first) >> 16
            second = ((rest + 0x8000) & 0xFFFF) - 0x8000
            together = (rest - second) >> 16
            seen[i, j] += both
            vote[i, j] += first
            product[i, j] += together
            if i != j:
                seen[j, i] += both
                vote[j, i] += second
                product[j, i] += together


@numba.njit(cache=True, nogil=True)  # type: ignore[untyped-decorator]
def _centre(seen, vote, product, mean, out, table):  # type: ignore[no-untyped-def]
    for i in range(len(mean)):
        for j in range(i, len(mean)):
            if not (out[i] or out[j]):
                moved = mean[j] * vote[i, j] + mean[i] * vote[j, i]
                table[i, j] = product[i, j] - moved + mean[i] * mean[j] * seen[i, j]
                table[j, i] = table[i, j]
