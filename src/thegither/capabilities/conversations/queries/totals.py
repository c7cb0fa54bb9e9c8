"""Overall totals: all that anybody sees while a conversation is open."""

from dataclasses import dataclass
from uuid import UUID

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries.reading import count_of, how_many_asked
from thegither.capabilities.conversations.queries.taking_part import (
    DeckStatement,
    Voter,
    counts_of,
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
    counts = counts_of(conversation)
    asked = how_many_asked(conversation)
    return LiveTotals(
        people=count_of(counts.people, "people", counts.people, asked),
        votes=count_of(counts.votes, "votes", counts.people, asked),
        statements=len(deck_of(conversation).statements),
    )


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
