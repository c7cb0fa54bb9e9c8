"""Closing: the moment after which nobody, with whatever is stored, can join a person and a vote.

Everything below happens in one transaction; the key file is destroyed when that is safely stored.
A power cut in between leaves a closed conversation with a key, which `tick` then destroys.
"""

from collections.abc import Sequence
from itertools import islice
from secrets import SystemRandom
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.actions.counting import count_anew
from thegither.capabilities.conversations.actions.preparing import lock, write_down
from thegither.capabilities.conversations.models import (
    Conversation,
    ModerationEntry,
    Participant,
    Statement,
    Vote,
)
from thegither.capabilities.conversations.phases import CLOSED, require_phase
from thegither.capabilities.conversations.queries.coverage import (
    COVERAGE,
    METHOD,
    coarse_attributes,
    coverage_table,
    had_help,
    heard_in,
)
from thegither.capabilities.conversations.queries.taking_part import forget_deck
from thegither.spine.contact.queries import how_many_had_help
from thegither.spine.evidence.actions import (
    close_seal,
    digest_of,
    empty_journal,
    publish_release,
)
from thegither.spine.spaces.actions import move_phase
from thegither.spine.spaces.models import Hiding
from thegither.spine.spaces.visibility import HOUSE, Viewer

BATCH = 5_000
Attributes = Sequence[tuple[str, ...]]


@transaction.atomic
def close_conversation(*, viewer: Viewer, conversation: Conversation) -> Conversation:
    """Attach coarse attributes, shuffle and rewrite every row, and give the key up.

    Raises SealLost where the key is gone already: `close_without_key` is for that.
    """
    conversation, participants = _stop_voting(conversation)
    pseudonyms = [participant.pseudonym for participant in participants]
    heard = heard_in(conversation, timezone.localdate())
    table = coverage_table(heard, pseudonyms, link_was_shared=conversation.open_to_link)
    table |= had_help(how_many_had_help(conversation.activity), len(pseudonyms))
    digest = _rewrite(conversation, participants, coarse_attributes(heard, pseudonyms).rows)
    publish_release(
        chain=conversation.record.partnership_id,
        activity=conversation.activity_id,
        kind=COVERAGE,
        content=table,
        method=METHOD,
    )
    _end(viewer, conversation, digest)
    return conversation


@transaction.atomic
def close_without_key(*, viewer: Viewer = HOUSE, conversation: Conversation) -> Conversation:
    """Close where the key is lost or stayed behind on another machine: votes without attributes."""
    conversation, participants = _stop_voting(conversation)
    digest = _rewrite(conversation, participants, [("", "")] * len(participants))
    _end(viewer, conversation, digest)
    return conversation


def _stop_voting(conversation: Conversation) -> tuple[Conversation, list[Participant]]:
    """Hold the conversation and everybody in it: each vote is now either stored or will be refused."""
    conversation = lock(conversation)
    require_phase("close", conversation)
    rows = Participant.objects.select_for_update(of=("self",)).filter(conversation=conversation)
    return conversation, list(rows.order_by("pk"))


def _end(viewer: Viewer, conversation: Conversation, digest: str) -> None:
    _leave_out_waiting(conversation)
    Statement.objects.filter(conversation=conversation).update(author="")
    move_phase(activity=conversation.activity, phase=CLOSED)
    close_seal(activity=conversation.activity_id, digest=digest)
    write_down(viewer, "close_conversation", conversation, digest=digest)
    key: UUID = conversation.pk
    transaction.on_commit(lambda: forget_deck(key))
    transaction.on_commit(empty_journal)


def _rewrite(
    conversation: Conversation, participants: list[Participant], attributes: Attributes
) -> str:
    """New rows under new random keys, in random order, with numbers instead of pseudonyms; the old ones
    go. Returns the digest of what is there now."""
    people = _new_participants(conversation, participants, attributes)
    votes = _new_votes(conversation, people)
    Vote.objects.filter(participant__conversation=conversation).delete()
    Participant.objects.filter(conversation=conversation).delete()
    for number, person in enumerate(_shuffled(people.values())):
        person.number = number
    Participant.objects.bulk_create(_shuffled(people.values()), batch_size=BATCH)
    rest = iter(_shuffled(votes))
    while batch := list(islice(rest, BATCH)):
        Vote.objects.bulk_create(batch)
    count_anew(conversation)
    return digest_of(rows_of(conversation))


def _new_participants(
    conversation: Conversation, participants: list[Participant], attributes: Attributes
) -> dict[UUID, Participant]:
    return {
        old.pk: Participant(conversation=conversation, sector=sector, level=level)
        for old, (sector, level) in zip(participants, attributes, strict=True)
    }


def _new_votes(conversation: Conversation, people: dict[UUID, Participant]) -> list[Vote]:
    cast = Vote.objects.filter(participant__conversation=conversation)
    return [
        Vote(
            participant=people[person],
            statement_id=statement,
            choice=choice,
            counted_as=choice,
            is_counted=True,
        )
        for person, statement, choice in cast.values_list(
            "participant_id", "statement_id", "choice"
        )
    ]


def _shuffled(rows) -> list:
    """In an order that nobody can work out again: the system's own randomness, not a seed."""
    mixed = list(rows)
    SystemRandom().shuffle(mixed)
    return mixed


def rows_of(conversation: Conversation) -> dict[str, list]:
    """All sealed rows in a fixed order, for the digest in the audit chain."""
    people = Participant.objects.filter(conversation=conversation).order_by("number")
    votes = Vote.objects.filter(participant__conversation=conversation)
    ordered = votes.order_by("participant__number", "statement__number")
    return {
        "participants": [list(row) for row in people.values_list("number", "sector", "level")],
        "votes": [
            list(row)
            for row in ordered.values_list("participant__number", "statement__number", "choice")
        ],
    }


def _leave_out_waiting(conversation: Conversation) -> None:
    """What no moderator came to is not accepted, and says why."""
    reason = _("The conversation closed before a moderator came to it.")
    waiting = Statement.objects.filter(conversation=conversation, state=Statement.State.WAITING)
    for statement in waiting.select_related("record"):
        statement.state = statement.record.state = Statement.State.REJECTED
        statement.save(update_fields=["state"])
        statement.record.save(update_fields=["state"])
        Hiding.objects.filter(record=statement.record, lifted_at=None).update(reason=reason)
        ModerationEntry.objects.create(
            statement=statement,
            verdict=ModerationEntry.Verdict.REJECT,
            reason=reason,
            moderator=HOUSE.actor,
        )
