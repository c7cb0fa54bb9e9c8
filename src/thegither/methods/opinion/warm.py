"""A landscape kept warm: new votes are folded in, and what comes out is what all votes would give.

The sums over pairs of statements are whole numbers, so taking a person's old votes out and putting the new
ones in leaves no trace of the order in which votes came. Axes, places, groups and tables are worked out anew
from there, never carried over: a group remembered from an hour ago would make the answer depend on history,
and setting the solver out from the last axes saved no time.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.opinion import sums as pair_sums
from thegither.methods.opinion.axes import Axes, Bools, find_axes
from thegither.methods.opinion.map import OpinionMap, draw_from_sums
from thegither.methods.opinion.passes import InMemory
from thegither.methods.opinion.sums import PairSums
from thegither.methods.opinion.votes import ImpossibleVotes, Ints, Votes


@dataclass(frozen=True, eq=False)
class Warm:
    """All votes so far, their sums, and the axes found in them."""

    votes: Votes
    sums: PairSums
    axes: Axes


@dataclass(frozen=True, eq=False)
class Batch:
    """Votes that came in, by the names of people and statements; of several on the same the last counts."""

    participant_ids: Ints
    statement_ids: Ints
    choices: npt.NDArray[np.int8]


def warm_up(votes: Votes, kept_out: Bools) -> Warm:
    """Begin with everything there is."""
    sums = pair_sums.partial(votes)
    return Warm(votes, sums, find_axes(sums, votes.statement_ids, kept_out))


def fold_in(warm: Warm, batch: Batch, kept_out: Bools) -> Warm:
    """The state after a batch: changed votes, new votes, new people, new statements.

    New people and statements come after those there were. `kept_out` holds a mark for each statement
    afterwards. Raises ImpossibleVotes for a vote that is none.

    >>> before = warm_up(Votes.of([0, 1], [0, 0], [1, -1], 2, 1), np.array([False]))
    >>> batch = Batch(np.array([1, 7]), np.array([0, 3]), np.array([1, -1], np.int8))
    >>> after = fold_in(before, batch, np.array([False, False]))
    >>> after.votes.participant_ids, after.votes.statement_ids, after.votes.choices
    (array([0, 1, 7]), array([0, 3]), array([ 1,  1, -1], dtype=int8))
    """
    if np.any(np.abs(batch.choices) > 1):
        raise ImpossibleVotes("A vote is 1 (agree), 0 (pass) or -1 (disagree).")
    people = _with_new(warm.votes.participant_ids, batch.participant_ids)
    statements = _with_new(warm.votes.statement_ids, batch.statement_ids)
    touched = np.unique(_places(people, batch.participant_ids))
    old = _votes_of(warm.votes, touched, people)
    new = _put_in(old, batch, statements)
    votes = _exchange(warm.votes, touched, new, people, statements)
    sums = pair_sums.exchanged(warm.sums, old, new, _changed(old, new, batch))
    return Warm(votes, sums, find_axes(sums, statements, kept_out))


def draw_warm(warm: Warm, kept_out: Bools, *, groups: int | None = None) -> OpinionMap:
    """The map of all votes so far, as `draw_map` gives it."""
    return draw_from_sums(
        InMemory(warm.votes),
        warm.sums,
        warm.axes,
        warm.votes.statement_ids,
        kept_out=kept_out,
        groups=groups,
    )


def _with_new(ids: Ints, named: Ints) -> Ints:
    """The ids there were, then those met for the first time, ascending."""
    return np.append(ids, np.unique(named[~np.isin(named, ids)]))


def _places(ids: Ints, named: Ints) -> Ints:
    order = np.argsort(ids, kind="stable")
    return np.asarray(order[np.searchsorted(ids, named, sorter=order)])


def _votes_of(votes: Votes, people: Ints, ids: Ints) -> Votes:
    """The votes of some people; those who are new have none."""
    first = np.append(votes.starts, np.full(len(ids) - votes.n_participants, votes.n_votes))
    sizes = first[people + 1] - first[people]
    rows = np.repeat(first[people], sizes) + _count_up(sizes)
    starts = np.concatenate([[0], np.cumsum(sizes)])
    return Votes(
        starts, votes.statements[rows], votes.choices[rows], ids[people], votes.statement_ids
    )


def _count_up(sizes: Ints) -> Ints:
    """0, 1, 2 ... for each size in turn."""
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)


def _put_in(old: Votes, batch: Batch, statement_ids: Ints) -> Votes:
    """The votes of the people touched, the last vote on each statement standing."""
    person = np.append(old.people, _places(old.participant_ids, batch.participant_ids))
    statement = np.append(old.statements, _places(statement_ids, batch.statement_ids))
    choice = np.append(old.choices, batch.choices)
    order = np.lexsort((np.arange(len(person)), statement, person))
    person, statement = person[order], statement[order]
    last = np.ones(len(person), dtype=bool)
    last[:-1] = (person[1:] != person[:-1]) | (statement[1:] != statement[:-1])
    kept = order[last]
    starts = np.searchsorted(person[last], np.arange(old.n_participants + 1))
    return Votes(
        starts,
        statement[last].astype(np.int32),
        choice[kept].astype(np.int8),
        old.participant_ids,
        statement_ids,
    )


def _changed(old: Votes, new: Votes, batch: Batch) -> pair_sums.Changed:
    """Which of these people's votes the batch speaks of, before and after."""
    person = _places(old.participant_ids, batch.participant_ids)
    named = person * new.n_statements + _places(new.statement_ids, batch.statement_ids)
    before = np.isin(old.people * new.n_statements + old.statements, named)
    return before, np.isin(new.people * new.n_statements + new.statements, named)


def _exchange(votes: Votes, touched: Ints, new: Votes, people: Ints, statement_ids: Ints) -> Votes:
    """All votes, those of the people touched replaced: runs of untouched people are copied whole."""
    sizes = np.zeros(len(people), dtype=np.int64)
    sizes[: votes.n_participants] = votes.per_person
    sizes[touched] = new.per_person
    starts = np.concatenate([[0], np.cumsum(sizes)])
    statements = np.empty(starts[-1], dtype=np.int32)
    choices = np.empty(starts[-1], dtype=np.int8)
    edge = 0
    for place, person in enumerate([*touched.tolist(), len(people)]):
        _copy(votes, edge, min(person, votes.n_participants), starts, statements, choices)
        if place < len(touched):
            mine = slice(new.starts[place], new.starts[place + 1])
            statements[starts[person] : starts[person + 1]] = new.statements[mine]
            choices[starts[person] : starts[person + 1]] = new.choices[mine]
        edge = person + 1
    return Votes(starts, statements, choices, people, statement_ids)


def _copy(
    votes: Votes, first: int, end: int, starts: Ints, statements: np.ndarray, choices: np.ndarray
) -> None:
    """The votes of the people from `first` to before `end`, to where they now begin."""
    if first < end:
        source = slice(votes.starts[first], votes.starts[end])
        target = slice(starts[first], starts[end])
        statements[target], choices[target] = votes.statements[source], votes.choices[source]
