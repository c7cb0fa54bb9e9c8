"""How far statements pull people apart while a conversation is open, kept warm in the worker's memory.

When somebody voted is stored nowhere. But whoever counts votes learns whose they are, and says so here
(`note`): only the votes of those people are read again and folded in. Where a note is missing, because
another worker counted or a person was erased, and after a restart, everything is worked out cold; the
answer is the same.
"""

from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from threading import Lock
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db.models import QuerySet

from thegither.capabilities.conversations.models import Conversation, Statement, Vote
from thegither.capabilities.conversations.queries.totals import totals_of
from thegither.methods.opinion import Votes
from thegither.methods.opinion.warm import Batch, Warm, fold_in, warm_up

BATCH, PEOPLE_AT_ONCE = 10_000, 500
MOST_NOTES = 10_000

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Note:
    """Between two numbers of changes, votes of these people were counted."""

    before: int
    after: int
    participants: Collection[UUID]


@dataclass(frozen=True, slots=True)
class Memory:
    """One conversation after so many changes, and the number by which each random key is known here alone."""

    changes: int
    people: dict[UUID, int]
    warm: Warm


_memories: dict[UUID, Memory] = {}
_notes: dict[UUID, deque[Note]] = {}
_writing = Lock()


def note(conversation: UUID, counted: Note) -> None:
    """Remember whose votes were counted. Everything else here belongs to one thread; this may be another."""
    with _writing:
        _notes.setdefault(conversation, deque(maxlen=MOST_NOTES)).append(counted)


def warm_extremity(conversation: Conversation, fewest_voters: int) -> dict[int, float]:
    """How far each statement pulls people apart, by its number; empty with too few voters."""
    memory, totals = _memories.pop(conversation.pk, None), totals_of(conversation)
    if totals.people < fewest_voters:
        return {}
    people, out = memory.people if memory else {}, _kept_out(conversation)
    touched = _touched(conversation.pk, memory.changes, totals.changes) if memory else None
    if memory is None or touched is None:
        warm = _cold(_rows(_votes_in(conversation), people), out)
    else:
        warm = _folded(memory.warm, _votes_of(touched, people), out)
    _memories[conversation.pk] = Memory(totals.changes, people, warm)
    numbers = warm.votes.statement_ids.tolist()
    return dict(zip(numbers, warm.axes.extremity.tolist(), strict=True))


def forget_all_but(open_now: Collection[UUID]) -> None:
    """Give up the memory of every conversation that is not open any more."""
    with _writing:
        for held in (_memories, _notes):
            for key in held.keys() - set(open_now):
                del held[key]


# --- what changed ---------------------------------------------------------------------------------


def _touched(conversation: UUID, since: int, now: int) -> list[UUID] | None:
    """Whose votes were counted between two numbers of changes; None where a note of it is missing."""
    with _writing:
        held = list(_notes.get(conversation, ()))
    notes = [one for one in held if one.before >= since and one.after <= now]
    begins, ends = [one.before for one in notes] + [now], [since] + [one.after for one in notes]
    if begins != ends:
        return None
    return list({person for one in notes for person in one.participants})


def _votes_in(conversation: Conversation) -> QuerySet[Vote]:
    return Vote.objects.filter(participant__conversation=conversation)


def _votes_of(who: Sequence[UUID], people: dict[UUID, int]) -> Ints:
    """All votes of the people touched, as they stand now: newer ones than were counted do no harm."""
    slices = [who[first : first + PEOPLE_AT_ONCE] for first in range(0, len(who), PEOPLE_AT_ONCE)]
    parts = [_rows(Vote.objects.filter(participant__in=some), people) for some in slices]
    return np.concatenate([np.empty((0, 3), np.int64), *parts])


def _rows(cast: QuerySet[Vote], people: dict[UUID, int]) -> Ints:
    """Votes as rows of person, statement number and choice; `people` learns who is new."""
    columns = cast.values_list("participant_id", "statement__number", "choice")
    return np.fromiter(
        (
            (people.setdefault(person, len(people)), number, choice)
            for person, number, choice in columns.iterator(BATCH)
        ),
        dtype=np.dtype((np.int64, 3)),
    ).reshape(-1, 3)


def _kept_out(conversation: Conversation) -> Ints:
    """Numbers of the statements that shape no axis: not accepted, or about the person."""
    rows = conversation.statements.values_list("number", "state", "is_meta")
    accepted = Statement.State.ACCEPTED
    return np.array([number for number, state, meta in rows if state != accepted or meta], int)


# --- the sums -------------------------------------------------------------------------------------


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


def _folded(warm: Warm, rows: Ints, kept_out: Ints) -> Warm:
    """The state with those of these votes folded in that are new or not what they were."""
    known = warm.votes
    theirs = np.repeat(np.isin(known.participant_ids, rows[:, 0]), known.per_person)
    before = _keys(
        known.participant_ids[known.people[theirs]], known.statement_ids[known.statements[theirs]]
    )
    as_before = np.isin(
        _with_choice(_keys(rows[:, 0], rows[:, 1]), rows[:, 2]),
        _with_choice(before, known.choices[theirs]),
    )
    changed = rows[~as_before]
    batch = Batch(changed[:, 0], changed[:, 1], changed[:, 2].astype(np.int8))
    new = np.setdiff1d(changed[:, 1], known.statement_ids)
    return fold_in(warm, batch, np.isin(np.append(known.statement_ids, new), kept_out))


def _keys(people: Ints, statements: Ints) -> Ints:
    """One whole number for each person and statement."""
    return people.astype(np.int64) << 30 | statements.astype(np.int64)


def _with_choice(keys: Ints, choices: npt.NDArray[np.signedinteger]) -> Ints:
    return keys * 3 + choices
