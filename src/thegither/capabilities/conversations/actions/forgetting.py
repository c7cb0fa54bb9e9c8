"""What goes: all single rows when their time is over, and one person's own while the key still finds them."""

from django.db import transaction
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.actions.counting import delete_counted
from thegither.capabilities.conversations.actions.preparing import lock
from thegither.capabilities.conversations.models import (
    Conversation,
    ModerationEntry,
    Participant,
    Statement,
    Vote,
)
from thegither.capabilities.conversations.phases import CLOSED, OPEN, WrongPhase
from thegither.capabilities.conversations.queries.taking_part import forget_deck
from thegither.spine.evidence import seals
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Activity, Record


@transaction.atomic
def forget_answers(*, activity: Activity) -> dict[str, int]:
    """Delete every single vote of a closed conversation and what moderators did not accept.

    The results were worked out and stored before; without them nothing is deleted. A statement that the
    safeguarding lead has yet to answer stays. Raises WrongPhase while the conversation is open, or where
    its results are not there yet.
    """
    conversation = Conversation.objects.select_for_update().get(activity=activity)
    if activity.phase != CLOSED or not conversation.landscapes.exists():
        raise WrongPhase(_("Votes are deleted only when the results are there."))
    votes = Vote.objects.filter(participant__conversation=conversation)
    people = Participant.objects.filter(conversation=conversation)
    counts = {"votes": votes.count(), "participants": people.count()}
    votes.delete()
    people.delete()
    counts["statements_not_accepted"] = _forget_refused(conversation)
    forget_deck(conversation.pk)
    return counts


def _forget_refused(conversation: Conversation) -> int:
    refused = conversation.statements.exclude(state=Statement.State.ACCEPTED)
    settled = refused.exclude(
        record__safeguarding_alert__isnull=False, record__safeguarding_alert__answered_at=None
    )
    records = list(settled.values_list("record_id", flat=True))
    Record.objects.filter(pk__in=records).delete()
    return len(records)


@transaction.atomic
def erase_person(*, person: Person) -> dict[str, int]:
    """Remove what somebody said where an open conversation's key still leads to it.

    Votes and statements that wait go. An accepted statement carries the votes of others, so it stays,
    tied to nobody from now on. In closed conversations nothing can be found, hence nothing erased.
    """
    counts = {"open_votes": 0, "waiting_statements": 0}
    opened = Conversation.objects.filter(
        record__partnership=person.partnership_id, activity__phase=OPEN
    )
    for conversation in opened:
        if seals.has_key(conversation.activity_id):
            _withdraw(conversation, person, counts)
    decided = ModerationEntry.objects.filter(moderator=f"person:{person.pk}")
    counts["moderation_entries_without_a_name"] = decided.update(moderator="")
    return {what: number for what, number in counts.items() if number}


def _withdraw(conversation: Conversation, person: Person, counts: dict[str, int]) -> None:
    pseudonym = seals.pseudonym(conversation.activity_id, "person", str(person.pk))
    own = Participant.objects.filter(conversation=conversation, pseudonym=pseudonym)
    counts["open_votes"] += delete_counted(lock(conversation), own)
    written = conversation.statements.filter(author=pseudonym)
    waiting = written.filter(state=Statement.State.WAITING)
    records = list(waiting.values_list("record_id", flat=True))
    counts["waiting_statements"] += len(records)
    Record.objects.filter(pk__in=records).delete()
    written.update(author="")
    forget_deck(conversation.pk)
