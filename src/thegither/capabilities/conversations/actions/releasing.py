"""What may go out, or steer, while a conversation is still open. Called by `tick`, never by a request."""

from django.db import transaction
from django.utils import timezone

from thegither.capabilities.conversations.models import Conversation, Statement
from thegither.capabilities.conversations.queries.reading import how_many_asked
from thegither.capabilities.conversations.queries.taking_part import (
    accepted_statements,
    tallies,
)
from thegither.capabilities.conversations.queries.totals import TALLIED, TOTALS
from thegither.capabilities.conversations.queries.warmth import warm_extremity
from thegither.methods.disclosure import MINIMUM, may_refresh
from thegither.spine.evidence.actions import publish_release
from thegither.spine.evidence.models import Release

FEWEST_VOTERS = 15


def release_totals(*, conversation: Conversation) -> Release | None:
    """Let the overall totals of each statement out, if nobody's vote shows in what changed.

    Each cell that changed since any earlier release must have changed by five people or more. Nothing goes
    out before fifteen people have taken part, nor of a statement that fewer than five have seen.
    """
    table = _totals(conversation)
    if table["people"] < FEWEST_VOTERS or not table["rows"]:
        return None
    earlier = Release.objects.filter(activity=conversation.activity_id, kind=TOTALS)
    if not all(_may_follow(release, table) for release in earlier):
        return None
    return publish_release(
        chain=conversation.record.partnership_id,
        activity=conversation.activity_id,
        kind=TOTALS,
        content=table,
        method=TALLIED,
    )


def _totals(conversation: Conversation) -> dict:
    counts = tallies(conversation)
    people = conversation.participants.count()
    asked = how_many_asked(conversation)
    rows = [
        {
            "statement": str(key),
            **dict(zip(("agree", "disagree", "pass"), counts[key], strict=True)),
        }
        for key in accepted_statements(conversation).order_by("number").values_list("pk", flat=True)
        if sum(counts.get(key, ())) >= MINIMUM
    ]
    return {"people": people, "asked": asked if asked and asked >= people else None, "rows": rows}


def _may_follow(earlier: Release, table: dict) -> bool:
    """The same statements and new ones, with every changed count changed by five or more."""
    before = {row["statement"]: row for row in earlier.content["rows"]}
    now = {row["statement"]: row for row in table["rows"]}
    if not before.keys() <= now.keys() or earlier.content["rows"] == table["rows"]:
        return False
    return may_refresh(*([_cells(rows, key) for key in before] for rows in (before, now)))


def _cells(rows: dict, key: str) -> list[int]:
    return [rows[key][choice] for choice in ("agree", "disagree", "pass")]


def refresh_extremity(*, conversation: Conversation) -> int:
    """Work out anew how far each statement pulls people apart, which steers what is asked next.

    Nobody sees these numbers, and nothing else of the landscape is worked out or stored while people vote.
    Returns how many statements have one. Counting comes before the transaction, so that no vote has to wait.
    """
    far = warm_extremity(conversation, FEWEST_VOTERS)
    return _store_extremity(conversation, far) if far else 0


@transaction.atomic
def _store_extremity(conversation: Conversation, far: dict[int, float]) -> int:
    """A snapshot with its day and hour: the latest replaces the one before."""
    rows = list(Statement.objects.filter(conversation=conversation, number__in=far))
    for row in rows:
        row.extremity = far[row.number]
    Statement.objects.bulk_update(rows, ["extremity"])
    Conversation.objects.filter(pk=conversation.pk).update(weighed_at=timezone.now())
    return len(rows)
