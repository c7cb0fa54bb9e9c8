"""Who asks to take part, and which statement comes next. Fast, since every vote passes through here."""

import hashlib
import time
from collections.abc import Collection
from dataclasses import dataclass
from math import log
from uuid import UUID

from django.db.models import QuerySet

from thegither.capabilities.conversations.models import (
    Conversation,
    Participant,
    Statement,
    Tally,
    Vote,
)
from thegither.methods.opinion import statement_priority
from thegither.spine.contact.invited import person_of_sheet
from thegither.spine.evidence import seals
from thegither.spine.spaces.planned import KEY, TEXT, Planned
from thegither.spine.spaces.visibility import Viewer

FRESH_FOR = 2.0
STATEMENTS_A_MINUTE = 6
# Of a statement that no vote was counted of yet.
NEW = float(statement_priority(agree=0, passed=0, seen=0, extremity=0))


@dataclass(frozen=True, slots=True)
class Voter:
    """Somebody taking part, known by pseudonym alone. Nothing here leads back to a person."""

    conversation: Conversation
    pseudonym: str


def voter_of(viewer: Viewer, conversation: Conversation) -> Voter:
    """A member as a voter. Raises SealLost where the key file is gone."""
    return _voter(conversation, "person", str(viewer.person))


def guest_of(conversation: Conversation, token: str) -> Voter:
    """Whoever holds this browser's random token."""
    return _voter(conversation, "guest", token)


def sheet_of(conversation: Conversation, sheet: str) -> Voter:
    """Whoever filled in this paper sheet: the person its code was printed for, or just a number."""
    person = person_of_sheet(conversation.activity, sheet)
    if person:
        return _voter(conversation, "person", str(person.pk))
    return _voter(conversation, "paper", sheet)


def _voter(conversation: Conversation, *parts: str) -> Voter:
    return Voter(conversation, seals.pseudonym(conversation.activity_id, *parts))


@dataclass(frozen=True, slots=True)
class DeckStatement:
    """One accepted statement as it is asked: nothing about who wrote it."""

    id: UUID
    number: int
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Deck:
    """All that can be asked in one conversation, and how urgent each is."""

    statements: dict[UUID, DeckStatement]
    priorities: dict[UUID, float]

    def next_for(self, pseudonym: str, seen: Collection[UUID]) -> DeckStatement | None:
        """A weighted random statement that this voter has not seen; None when there is none left.

        Each statement runs a race: its time is exponential with its priority as the rate, so it wins
        with probability priority / sum of priorities. The chance is drawn from a hash of voter and
        statement, so a reload shows the same statement.
        """
        unseen = [key for key in self.statements if key not in seen]
        if not unseen:
            return None
        begun = hashlib.blake2b(pseudonym.encode(), digest_size=8)
        return self.statements[min(unseen, key=lambda key: self._time_of(begun.copy(), key))]

    def _time_of(self, begun: hashlib.blake2b, statement: UUID) -> float:
        begun.update(statement.bytes)
        chance = (int.from_bytes(begun.digest()) + 1) / 2**64
        return -log(chance) / self.priorities[statement]

    def left_for(self, seen: Collection[UUID]) -> int:
        return sum(key not in seen for key in self.statements)


_decks: dict[UUID, tuple[float, Deck]] = {}


def deck_of(conversation: Conversation) -> Deck:
    """The deck, at most a moment old: it is read every two seconds at most, never for each vote."""
    stale_at, deck = _decks.get(conversation.pk, (0.0, None))
    if deck is None or time.monotonic() >= stale_at:
        deck = _read_deck(conversation)
        _decks[conversation.pk] = (time.monotonic() + FRESH_FOR, deck)
    return deck


def minutes_of(conversation: Conversation) -> int:
    """About how long it takes to answer everything that is asked now."""
    return max(1, len(deck_of(conversation).statements) // STATEMENTS_A_MINUTE)


def forget_deck(conversation_id: UUID) -> None:
    """Read anew at the next request: somebody changed what can be asked."""
    _decks.pop(conversation_id, None)


def ordinary_member(conversation: Conversation) -> Viewer:
    """Somebody without any duty: what is hidden from members is asked of nobody."""
    return Viewer(partnership=conversation.record.partnership_id, person=UUID(int=0))


def accepted_statements(conversation: Conversation):
    visible = Statement.objects.visible_to(ordinary_member(conversation))
    return visible.filter(conversation=conversation, state=Statement.State.ACCEPTED)


def _read_deck(conversation: Conversation) -> Deck:
    rows = accepted_statements(conversation).order_by("number")
    asked = [DeckStatement(*row) for row in rows.values_list("pk", "number", "text", "language")]
    counted = Tally.objects.filter(statement__conversation=conversation)
    priorities = dict(counted.values_list("statement_id", "priority"))
    return Deck(
        statements={one.id: one for one in asked},
        priorities={one.id: priorities.get(one.id, NEW) for one in asked},
    )


def tallies_of(conversation: Conversation) -> dict[UUID, Tally]:
    """How each statement was voted on, as last counted; those without a vote are missing."""
    rows = Tally.objects.filter(statement__conversation=conversation)
    return {row.statement_id: row for row in rows}


def _cast_by(conversation: UUID, pseudonym: str) -> QuerySet:
    own = Participant.objects.filter(conversation=conversation, pseudonym=pseudonym)
    return Vote.objects.filter(participant__in=own).values_list("statement", "choice")


_votes = Planned(_cast_by, conversation=KEY, pseudonym=TEXT)


def votes_of(voter: Voter) -> dict[UUID, int]:
    """This voter's votes by statement: theirs alone to see."""
    return dict(_votes(conversation=voter.conversation.pk, pseudonym=voter.pseudonym))


def has_answered(voter: Voter) -> bool:
    """Worked out with the key when it is asked; stored nowhere."""
    taken_part = Participant.objects.filter(conversation=voter.conversation)
    return taken_part.filter(pseudonym=voter.pseudonym).exists()


def statements_by(voter: Voter) -> list[Statement]:
    """What this voter wrote, in every state: authors always see the fate of their own words."""
    if not voter.pseudonym:
        return []
    own = Statement.objects.filter(conversation=voter.conversation, author=voter.pseudonym)
    return list(own.prefetch_related("moderation").order_by("number"))
