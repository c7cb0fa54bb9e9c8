"""How sure is each group, and each person's place in it?

The conversation is drawn again, with replacement: other people might have come, and other
statements might have been put to them. Each replicate has its own axes and groups, and everybody is
put into its nearest group. What comes out alike again and again can be relied on.

References
----------
B. Efron and R. J. Tibshirani (1993), An introduction to the bootstrap, Chapman and Hall.
DOI 10.1201/9780429246593
C. Hennig (2007), Cluster-wise assessment of cluster stability, Computational Statistics and Data
Analysis 52, 258-271. DOI 10.1016/j.csda.2006.11.025
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import linear_sum_assignment

from thegither.methods.opinion import groups
from thegither.methods.opinion.axes import Bools, find_axes, place_people
from thegither.methods.opinion.groups import Partition
from thegither.methods.opinion.sums import partial
from thegither.methods.opinion.votes import ImpossibleVotes, Ints, Votes

Array = npt.NDArray[np.float64]
Progress = Callable[[int, int], None]

REPLICATES = 200


@dataclass(frozen=True, eq=False)
class Stability:
    """What came out alike in the replicates.

    replicates: how many were drawn. over_statements: whether statements were drawn too.
    k_shares: for each number of groups, in what part of the replicates it was chosen.
    jaccard: for each group the mean overlap with its likest group, shared members / members of
        either: 1 when it always comes out the same; under .6 it should not be relied on (Hennig).
    certainty: for each person in what part of the replicates they are in the group that corresponds
        to their own; NaN for people not grouped.
    """

    replicates: int
    over_statements: bool
    k_shares: dict[int, float]
    jaccard: Array
    certainty: Array


def stability(
    votes: Votes,
    labels: npt.ArrayLike,
    *,
    kept_out: npt.ArrayLike | None = None,
    statements: bool = False,
    replicates: int = REPLICATES,
    seed: int = 0,
    progress: Progress | None = None,
) -> Stability:
    """Draw people (and statements) again and see what becomes of the groups.

    Parameters
    ----------
    labels: each person's group, 0 to k - 1, -1 for none: `landscape(votes).labels`.
    kept_out: statements that shape no axis, as for `landscape`; they are never drawn.
    statements: draw statements too, not only people.
    progress: called as progress(replicates done, of how many).

    Each replicate is cut into as many groups as `labels` have, for `jaccard` and `certainty`, and
    once more into as many as fit best, for `k_shares`. Nothing can be said of fewer than two
    groups: jaccard and k_shares are then empty and certainty is NaN.

    Raises ImpossibleVotes when labels do not fit the votes, or for fewer than one replicate.

    >>> votes = Votes.of(range(40), [0] * 40, [1] * 20 + [-1] * 20, 40, 1)
    >>> sure = stability(votes, [0] * 20 + [1] * 20, replicates=50)
    >>> sure.k_shares, sure.jaccard.tolist(), float(sure.certainty.min())
    ({2: 1.0}, [1.0, 1.0], 1.0)
    """
    group = np.asarray(labels).astype(np.int64)
    if group.shape != (votes.n_participants,):
        raise ImpossibleVotes(f"There are {votes.n_participants} people, but {group.size} labels.")
    if replicates < 1:
        raise ImpossibleVotes("A bootstrap needs at least one replicate.")
    out = np.zeros(votes.n_statements, bool) if kept_out is None else np.asarray(kept_out, bool)
    random, tally = np.random.default_rng(seed), _Tally(group)
    for done in range(replicates if tally.k > 1 else 0):
        tally.add(*_replicate(votes, group >= 0, out, tally.k, statements, random))
        if progress is not None:
            progress(done + 1, replicates)
    return tally.told(replicates, statements)


class _Tally:
    """Sums over the replicates."""

    def __init__(self, group: Ints) -> None:
        self.group, self.k = group, int(group.max(initial=-1)) + 1
        self.own, self.jaccard = np.zeros(len(group)), np.zeros(self.k)
        self.chosen: Counter[int] = Counter()

    def add(self, again: Ints, k: int) -> None:
        """One replicate: everybody's group in it (-1 for none), and the number that fits best."""
        inside = self.group >= 0
        pairs = self.group[inside] * self.k + again[inside]
        shared = np.bincount(pairs, minlength=self.k**2).reshape(self.k, self.k)
        either = shared.sum(axis=1)[:, None] + shared.sum(axis=0) - shared
        overlap = shared / np.maximum(either, 1)
        rows, columns = linear_sum_assignment(-shared)
        self.own[inside] += columns[np.argsort(rows)][self.group[inside]] == again[inside]
        self.jaccard += overlap.max(axis=1)
        self.chosen[k] += 1

    def told(self, replicates: int, over_statements: bool) -> Stability:
        known = (self.group >= 0) & (self.k > 1)
        return Stability(
            replicates=replicates,
            over_statements=over_statements,
            k_shares={k: self.chosen[k] / replicates for k in sorted(self.chosen)},
            jaccard=self.jaccard / replicates if self.k > 1 else np.zeros(0),
            certainty=np.where(known, self.own / replicates, np.nan),
        )


def _replicate(
    votes: Votes, member: Bools, out: Bools, k: int, statements: bool, random: np.random.Generator
) -> tuple[Ints, int]:
    """Everybody's group when cut into k, and the number of groups that fits best."""
    by_id = np.argsort(votes.participant_ids, kind="stable")
    drawn = by_id[random.integers(votes.n_participants, size=votes.n_participants)]
    if statements:
        votes, out = _draw_statements(votes, out, random)
    axes = find_axes(partial(_take_people(votes, drawn)), votes.statement_ids, out)
    places = place_people(votes, axes, out)
    points = places[drawn[member[drawn]]]
    again = np.where(member, 0, -1)
    found = groups.partitions(
        points, np.arange(len(points)), max(k, groups.most_groups(len(points)))
    )
    if found:
        again[member] = _nearest_group(places[member], found[min(k, max(found))])
    usual = {one: cut for one, cut in found.items() if one <= groups.most_groups(len(points))}
    return again, groups.best_k(usual)


def _draw_statements(votes: Votes, out: Bools, random: np.random.Generator) -> tuple[Votes, Bools]:
    """Statements in use drawn with replacement, by id; one drawn twice is there twice."""
    usable = np.argsort(votes.statement_ids, kind="stable")
    usable = usable[~out[usable]]
    times = out.astype(np.int64)
    if len(usable):
        times[usable] = np.bincount(
            random.integers(len(usable), size=len(usable)), minlength=len(usable)
        )
    first, each = np.cumsum(times) - times, times[votes.statements]
    copy = np.arange(each.sum()) - np.repeat(np.cumsum(each) - each, each)
    starts = np.append(0, np.cumsum(each))[votes.starts]
    repeated = Votes(
        starts,
        (np.repeat(first[votes.statements], each) + copy).astype(np.int32),
        np.repeat(votes.choices, each),
        votes.participant_ids,
        np.arange(times.sum()),
    )
    return repeated, np.repeat(out, times)


def _take_people(votes: Votes, drawn: Ints) -> Votes:
    """The votes of the people drawn, one after another."""
    length = votes.per_person[drawn]
    starts = np.append(0, np.cumsum(length))
    rows = np.arange(starts[-1]) + np.repeat(votes.starts[drawn] - starts[:-1], length)
    people = np.arange(len(drawn))
    return Votes(starts, votes.statements[rows], votes.choices[rows], people, votes.statement_ids)


def _nearest_group(places: Array, found: Partition) -> Ints:
    squared = ((places[:, None, :] - found.centres) ** 2).sum(axis=2)
    return np.asarray(squared.argmin(axis=1))
