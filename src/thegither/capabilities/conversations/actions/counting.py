"""Counting votes, a few at a time, as they come. Called by `tick`: no page ever counts.

Each vote says of itself what the totals hold of it. So only new and changed votes are read; counting twice
changes nothing; a crash leaves either both the totals and the votes as they were or neither; and nothing has
to be stored about when a vote came. Whoever counts holds the conversation's row, so that two who count,
or one who counts and one who closes, come one after the other.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, QuerySet
from django.utils import timezone

from thegither.capabilities.conversations.models import (
    Conversation,
    Participant,
    Tally,
    Totals,
    Vote,
)
from thegither.capabilities.conversations.queries.totals import not_counted
from thegither.methods.opinion import statement_priority

AT_ONCE = 5_000
COLUMNS = {Vote.Choice.AGREE: "agree", Vote.Choice.DISAGREE: "disagree", Vote.Choice.PASS: "passed"}
# How often a choice (second) on a statement (first) is there more than before.
Changes = Counter[tuple[UUID, int]]


@dataclass(frozen=True, slots=True)
class Counted:
    """One step: the number of changes before and after it, and whose votes they were."""

    before: int
    after: int
    participants: frozenset[UUID]

    @property
    def may_be_more(self) -> bool:
        return self.after - self.before >= AT_ONCE


@transaction.atomic
def count_votes(*, conversation: Conversation) -> Counted | None:
    """Fold votes into the totals that are not in them as they stand.

    None where there is nothing to count, or somebody else counts or closes just now. A vote that is being
    changed at this moment is left for the next time, so that neither waits for the other.
    """
    held = Conversation.objects.select_for_update(no_key=True, skip_locked=True)
    if not held.filter(pk=conversation.pk).exists():
        return None
    rows = not_counted(conversation).select_for_update(no_key=True, skip_locked=True, of=("self",))
    votes = list(rows[:AT_ONCE])
    if not votes:
        return None
    Vote.objects.filter(pk__in=[vote.pk for vote in votes]).update(
        counted_as=F("choice"), is_counted=True
    )
    _add_to_tallies(_changes(votes))
    new = sum(vote.counted_as is None for vote in votes)
    before, after = _add_to_totals(conversation, votes=new, changes=len(votes))
    return Counted(before, after, frozenset(vote.participant_id for vote in votes))


def _changes(votes: Iterable[Vote]) -> Changes:
    changes: Changes = Counter()
    for vote in votes:
        changes[vote.statement_id, vote.choice] += 1
        if vote.counted_as is not None:
            changes[vote.statement_id, vote.counted_as] -= 1
    return changes


def _add_to_tallies(changes: Changes) -> None:
    touched = {statement for statement, _choice in changes}
    tallies = {key: Tally(statement_id=key) for key in touched}
    tallies |= Tally.objects.in_bulk(touched)
    for (statement, choice), number in changes.items():
        column = COLUMNS[Vote.Choice(choice)]
        setattr(tallies[statement], column, getattr(tallies[statement], column) + number)
    store_tallies(tallies.values())


def store_tallies(tallies: Collection[Tally]) -> None:
    """Store them with the priority that follows. Part of an action that holds the conversation."""
    priorities = statement_priority(
        agree=[one.agree for one in tallies],
        passed=[one.passed for one in tallies],
        seen=[one.agree + one.disagree + one.passed for one in tallies],
        extremity=[one.extremity for one in tallies],
    )
    for tally, priority in zip(tallies, priorities.tolist(), strict=True):
        tally.priority = priority
    Tally.objects.bulk_create(
        tallies,
        update_conflicts=True,
        unique_fields=["statement"],
        update_fields=[*COLUMNS.values(), "extremity", "priority"],
    )


def _add_to_totals(conversation: Conversation, *, votes: int, changes: int) -> tuple[int, int]:
    """The number of changes before and afterwards."""
    totals, _is_new = Totals.objects.get_or_create(conversation=conversation)
    before = totals.changes
    totals.as_of = timezone.localdate()
    totals.people = Participant.objects.filter(conversation=conversation).count()
    totals.votes += votes
    totals.changes += changes
    totals.save()
    return before, totals.changes


# --- what other actions need ----------------------------------------------------------------------


def delete_counted(conversation: Conversation, participants: QuerySet[Participant]) -> int:
    """Delete people with their votes, and take them out of the totals. The conversation is held already.

    Returns how many votes there were.
    """
    votes = Vote.objects.filter(participant__in=participants)
    held = votes.exclude(counted_as=None).values_list("statement_id", "counted_as")
    changes: Changes = Counter()
    changes.subtract(Counter(held))
    number = votes.count()
    participants.delete()
    _add_to_tallies(changes)
    _add_to_totals(conversation, votes=changes.total(), changes=number)
    return number


def count_anew(conversation: Conversation) -> None:
    """Count every vote, where all of them are stored as counted. The conversation is held already."""
    votes = Vote.objects.filter(participant__conversation=conversation)
    counts = votes.values_list("statement_id", "counted_as").annotate(Count("pk"))
    Tally.objects.filter(statement__conversation=conversation).update(agree=0, disagree=0, passed=0)
    changes = Counter({(statement, choice): number for statement, choice, number in counts})
    _add_to_tallies(changes)
    Totals.objects.filter(conversation=conversation).update(votes=0, waiting={})
    _add_to_totals(conversation, votes=changes.total(), changes=changes.total())
