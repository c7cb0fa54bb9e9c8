"""What may go out, or steer, while a conversation is still open. Called by `tick`, never by a request."""

from django.db import transaction
from django.db.models import Q

from thegither.capabilities.conversations.actions.counting import store_tallies
from thegither.capabilities.conversations.actions.preparing import lock
from thegither.capabilities.conversations.models import Conversation, Totals
from thegither.capabilities.conversations.phases import OPEN
from thegither.capabilities.conversations.queries.reading import how_many_asked
from thegither.capabilities.conversations.queries.taking_part import (
    accepted_statements,
    tallies_of,
)
from thegither.capabilities.conversations.queries.totals import TALLIED, TOTALS, totals_of
from thegither.capabilities.conversations.queries.warmth import warm_extremity
from thegither.methods.disclosure import MINIMUM, may_refresh
from thegither.spine.evidence.actions import publish_release
from thegither.spine.evidence.models import Release

FEWEST_VOTERS = 15


def release_totals(*, conversation: Conversation) -> Release | None:
    """Let the overall totals of each statement out, late and coarse enough that nobody's vote shows.

    Each cell that changed since any earlier release must have changed by five people or more. Nothing goes
    out before fifteen people have taken part, nor of a statement that fewer than five have seen. What may go
    out waits until five more people have taken part: closing tells every number as it then is, and so adds
    the votes of five people or more to what was told last, and never those of one alone.
    """
    table, waiting = _totals(conversation), totals_of(conversation).waiting
    if waiting and table["people"] < waiting["people"] + MINIMUM:
        return None
    release = _publish(conversation, waiting) if waiting else None
    _let_wait(conversation, table if _may_go_out(conversation, table) else {})
    return release


def _publish(conversation: Conversation, table: dict) -> Release:
    return publish_release(
        chain=conversation.record.partnership_id,
        activity=conversation.activity_id,
        kind=TOTALS,
        content=table,
        method=TALLIED,
    )


def _may_go_out(conversation: Conversation, table: dict) -> bool:
    if table["people"] < FEWEST_VOTERS or not table["rows"]:
        return False
    earlier = Release.objects.filter(activity=conversation.activity_id, kind=TOTALS)
    return all(_may_follow(release, table) for release in earlier)


def _let_wait(conversation: Conversation, table: dict) -> None:
    """Keep them beside the totals while it is open; closing takes them away, and nothing brings them back."""
    is_open = Q(conversation__activity__phase=OPEN)
    Totals.objects.filter(is_open, conversation=conversation).update(waiting=table)


def _totals(conversation: Conversation) -> dict:
    tallies, people = tallies_of(conversation), totals_of(conversation).people
    asked = how_many_asked(conversation)
    rows = [
        {"statement": str(key), "agree": one.agree, "disagree": one.disagree, "pass": one.passed}
        for key in accepted_statements(conversation).order_by("number").values_list("pk", flat=True)
        if (one := tallies.get(key)) and one.agree + one.disagree + one.passed >= MINIMUM
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
    """The latest replaces the one before, and with it the priorities."""
    held = lock(conversation)
    numbers = dict(held.statements.values_list("pk", "number"))
    tallies = [one for one in tallies_of(held).values() if numbers[one.statement_id] in far]
    for tally in tallies:
        tally.extremity = far[numbers[tally.statement_id]]
    store_tallies(tallies)
    return len(tallies)
