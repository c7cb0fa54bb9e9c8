"""How far statements pull people apart while a conversation is open, kept warm in the worker's memory.

When somebody voted is stored nowhere, so what is new cannot be asked for: all votes are read, those that
differ from what the memory holds are folded in, and only the sums they touch are worked out anew. After a
restart, or when votes were taken back, everything is worked out cold; the answer is the same.
"""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

import numpy as np
import numpy.typing as npt

from thegither.capabilities.conversations.models import Conversation, Statement, Vote
from thegither.methods.opinion import Votes
from thegither.methods.opinion.warm import Batch, Warm, fold_in, warm_up

BATCH = 10_000

Ints = npt.NDArray[np.int64]


@dataclass(slots=True)
class Memory:
    """The state of one conversation, and the number by which each random key is known here alone."""

    people: dict[UUID, int]
    warm: Warm


_memories: dict[UUID, Memory] = {}


def warm_extremity(conversation: Conversation, fewest_voters: int) -> dict[int, float]:
    """How far each statement pulls people apart, by its number; empty with too few voters."""
    memory = _memories.get(conversation.pk)
    people = memory.people if memory else {}
    rows = _read(conversation, people)
    if len(np.unique(rows[:, 0])) < fewest_voters:
        _memories.pop(conversation.pk, None)
        return {}
    out = _kept_out(conversation)
    warm = _folded(memory.warm, rows, out) if memory else None
    if warm is None:
        warm = _cold(rows, out)
    _memories[conversation.pk] = Memory(people, warm)
    numbers = warm.votes.statement_ids.tolist()
    return dict(zip(numbers, warm.axes.extremity.tolist(), strict=True))


def forget_all_but(open_now: Collection[UUID]) -> None:
    """Give up the memory of every conversation that is not open any more."""
    for key in _memories.keys() - set(open_now):
        del _memories[key]


def _read(conversation: Conversation, people: dict[UUID, int]) -> Ints:
    """All votes as rows of person, statement number and choice, sorted; `people` learns who is new."""
    cast = Vote.objects.filter(participant__conversation=conversation)
    columns = cast.values_list("participant_id", "statement__number", "choice")
    rows = np.fromiter(
        (
            (people.setdefault(person, len(people)), number, choice)
            for person, number, choice in columns.iterator(BATCH)
        ),
        dtype=np.dtype((np.int64, 3)),
    ).reshape(-1, 3)
    return rows[np.lexsort((rows[:, 1], rows[:, 0]))]


def _kept_out(conversation: Conversation) -> Ints:
    """Numbers of the statements that shape no axis: not accepted, or about the person."""
    rows = conversation.statements.values_list("number", "state", "is_meta")
    accepted = Statement.State.ACCEPTED
    return np.array([number for number, state, meta in rows if state != accepted or meta], int)


def _cold(rows: Ints, kept_out: Ints) -> Warm:
    people, person = np.unique(rows[:, 0], return_inverse=True)
    numbers, statement = np.unique(rows[:, 1], return_inverse=True)
    votes = Votes.of(
        person,
        statement,
        rows[:, 2],
        len(people),
        len(numbers),
        participant_ids=people,
        statement_ids=numbers,
    )
    return warm_up(votes, np.isin(numbers, kept_out))


def _folded(warm: Warm, rows: Ints, kept_out: Ints) -> Warm | None:
    """The state with what changed folded in; None where a vote is gone, which no batch can say."""
    known = warm.votes
    before = _keys(known.participant_ids[known.people], known.statement_ids[known.statements])
    now = _keys(rows[:, 0], rows[:, 1])
    order = np.argsort(before)
    found = order[np.searchsorted(before[order], now).clip(max=len(before) - 1)]
    is_old = before[found] == now
    if is_old.sum() < len(before):
        return None
    changed = rows[~is_old | (known.choices[found] != rows[:, 2])]
    batch = Batch(changed[:, 0], changed[:, 1], changed[:, 2].astype(np.int8))
    new = np.setdiff1d(changed[:, 1], known.statement_ids)
    after = np.append(known.statement_ids, new)
    return fold_in(warm, batch, np.isin(after, kept_out))


def _keys(people: Ints, statements: Ints) -> Ints:
    """One whole number for each person and statement."""
    return people.astype(np.int64) << 32 | statements.astype(np.int64)
