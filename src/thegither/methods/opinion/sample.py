"""Some people of a large conversation, drawn by lot: enough for the tests behind the verdict.

Who is drawn depends on the person's id and the seed alone, not on the order of rows or pieces. Whole
people are drawn with all their votes, so a test of the part is exact; it has less power than a test of
everybody.
"""

import numpy as np
import numpy.typing as npt

from thegither.methods.opinion.votes import Votes

VOTES_TESTED = 50_000


def part(votes: Votes, share: float, seed: int) -> Votes:
    """The votes of about this share of the people."""
    drawn = _lots(votes.participant_ids, seed) < share
    return votes.select(drawn, np.ones(votes.n_statements, dtype=bool))


def join(a: Votes, b: Votes) -> Votes:
    """The votes of different people on the same statements together.

    >>> first = Votes.of([0], [0], [1], 1, 2, participant_ids=[7])
    >>> join(first, Votes.of([0], [1], [-1], 1, 2, participant_ids=[3])).participant_ids
    array([7, 3])
    """
    return Votes(
        np.append(a.starts, b.starts[1:] + a.n_votes),
        np.append(a.statements, b.statements),
        np.append(a.choices, b.choices),
        np.append(a.participant_ids, b.participant_ids),
        a.statement_ids,
    )


def _lots(ids: npt.NDArray[np.int64], seed: int) -> npt.NDArray[np.float64]:
    """A number from 0 to 1 for each id, by the finishing steps of splitmix64."""
    z = ids.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15 * (seed + 1) % 2**64)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.asarray((z ^ (z >> np.uint64(31))) / 2.0**64)
