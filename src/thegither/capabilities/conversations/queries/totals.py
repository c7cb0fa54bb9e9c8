"""Overall totals: all that anybody sees while a conversation is open."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from thegither.capabilities.conversations.models import Conversation, Totals, Vote
from thegither.capabilities.conversations.queries.reading import count_of, how_many_asked
from thegither.capabilities.conversations.queries.taking_part import (
    DeckStatement,
    Voter,
    deck_of,
    votes_of,
)
from thegither.spine.evidence.figures import Figure
from thegither.spine.evidence.models import Release

TOTALS = "statement_totals"
TALLIED = "tally 1"


@dataclass(frozen=True, slots=True)
class LiveTotals:
    """How many take part, and how many votes and statements there are."""

    people: Figure
    votes: Figure
    statements: int


def live_totals(conversation: Conversation) -> LiveTotals:
    """As `tick` last counted them, which it does every second."""
    totals = totals_of(conversation)
    asked = how_many_asked(conversation)
    return LiveTotals(
        people=count_of(totals.people, "people", totals.people, asked),
        votes=count_of(totals.votes, "votes", totals.people, asked),
        statements=len(deck_of(conversation).statements),
    )


def totals_of(conversation: Conversation) -> Totals:
    """The snapshot that is stored; nought of everything where there is none yet."""
    stored = Totals.objects.filter(conversation=conversation).first()
    return stored or Totals(conversation=conversation)


def not_counted(conversation: Conversation) -> QuerySet[Vote]:
    """Votes that are new or were changed since they were last counted."""
    return Vote.objects.filter(is_counted=False, participant__conversation=conversation)


def to_be_counted() -> QuerySet[Conversation]:
    """Conversations with such votes."""
    return Conversation.objects.filter(participants__votes__is_counted=False).distinct()


@dataclass(frozen=True, slots=True)
class OwnVote:
    """One's own vote beside what all said, as last released (None before the first release)."""

    statement: DeckStatement
    choice: int
    everybody: Figure | None


def own_votes(voter: Voter) -> list[OwnVote]:
    """This voter's votes in the order of the statements."""
    deck = deck_of(voter.conversation)
    released = released_totals(voter.conversation)
    return [
        OwnVote(deck.statements[key], choice, released.get(key))
        for key, choice in sorted(
            votes_of(voter).items(),
            key=lambda vote: deck.statements[vote[0]].number if vote[0] in deck.statements else -1,
        )
        if key in deck.statements
    ]


def released_totals(conversation: Conversation) -> dict[UUID, Figure]:
    """The share that agrees with each statement, as it last went out."""
    release = newest_release(conversation, TOTALS)
    if release is None:
        return {}
    asked, day = release.content["asked"], release.as_of.date()
    return {
        UUID(row["statement"]): Figure.share(
            row["agree"],
            row["agree"] + row["disagree"] + row["pass"],
            asked,
            as_of=day,
            method=release.method,
            label="agree",
        )
        for row in release.content["rows"]
    }


def newest_release(conversation: Conversation, kind: str) -> Release | None:
    releases = Release.objects.filter(activity=conversation.activity_id, kind=kind)
    return releases.order_by("-number").first()
