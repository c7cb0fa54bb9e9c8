"""The anonymous verbs. They write no time, no audit entry and no log line, and know no person."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thegither.capabilities.conversations.actions.preparing import add_statement, write_down
from thegither.capabilities.conversations.models import Conversation, Participant, Statement, Vote
from thegither.capabilities.conversations.phases import OPEN, WrongPhase, require_phase
from thegither.capabilities.conversations.queries.taking_part import (
    Voter,
    has_answered,
    sheet_of,
)
from thegither.spine.contact.actions import count_help
from thegither.spine.spaces.models import Hiding
from thegither.spine.spaces.planned import KEY, TEXT, Planned, PlannedUpsert, as_object, columns
from thegither.spine.spaces.visibility import Viewer

WAITING_FOR = timedelta(days=14)
WAITING_REASON = gettext_lazy("Waiting for a moderator")
LONGEST, MOST_WAITING = 500, 10


class NotAsked(Exception):
    """A vote on something that is not asked. The message can be shown to a person."""


class AnsweredBefore(Exception):
    """Somebody answers in another's name what that person has answered. The message can be shown."""


class CannotAdd(Exception):
    """A statement that cannot be added as it stands. The message can be shown to a person."""


def cast_vote(*, voter: Voter, statement: UUID, choice: int, may_change: bool = True) -> None:
    """Store or change one vote. Sending it twice, or twice at once, leaves one vote."""
    cast_votes(voter=voter, choices={statement: choice}, may_change=may_change)


@transaction.atomic
def cast_votes(*, voter: Voter, choices: Mapping[UUID, int], may_change: bool = True) -> None:
    """Store or change votes by statement, all of them or none.

    The participant's row is locked before the phase is read, and closing locks all of them: so a vote
    is either counted or refused, never accepted and lost. Raises `AnsweredBefore` where a vote stands
    already and this voter `may_change` none: somebody else's votes, which a helper adds to.
    """
    participant = _take_a_seat(voter)
    _require_asked(voter.conversation, choices)
    if not may_change and participant.votes.filter(statement__in=list(choices)).exists():
        raise AnsweredBefore(
            _("This was answered before. Only the person themselves can change it.")
        )
    _store(participant, choices)


@transaction.atomic
def type_paper(
    *,
    viewer: Viewer,
    conversation: Conversation,
    sheet: str,
    choices: dict[UUID, int],
    helped: bool = False,
) -> None:
    """Store the votes of one paper sheet; typing the same number again corrects it.

    A sheet with a code counts as the person it was printed for, whether they also came by link or not.
    The audit entry names neither the sheet nor its votes.
    """
    voter = sheet_of(conversation, sheet)
    is_first = not has_answered(voter)
    cast_votes(voter=voter, choices=choices)
    if helped and is_first:
        count_help(activity=conversation.activity)
    write_down(viewer, "type_paper", conversation)


def _seat_of(conversation: UUID, pseudonym: str) -> QuerySet:
    rows = Participant.objects.filter(conversation=conversation, pseudonym=pseudonym)
    return rows.select_for_update(no_key=True).values_list(*columns(Participant))


def _asked_in(conversation: UUID, statement: UUID) -> QuerySet:
    accepted = Statement.objects.filter(
        pk=statement, conversation=conversation, state=Statement.State.ACCEPTED
    )
    return accepted.values_list("conversation__activity__phase")


_seats = Planned(_seat_of, conversation=KEY, pseudonym=TEXT)
_asked = Planned(_asked_in, conversation=KEY, statement=KEY)
_put = PlannedUpsert(Vote, unique=["participant", "statement"], update=["choice", "is_counted"])


def _take_a_seat(voter: Voter) -> Participant:
    """This voter's row, made on the first visit and locked until the vote is stored."""
    who = {"conversation": voter.conversation.pk, "pseudonym": voter.pseudonym}
    found = _seats(**who)
    if not found:
        new = Participant(conversation=voter.conversation, pseudonym=voter.pseudonym)
        Participant.objects.bulk_create([new], ignore_conflicts=True)
        _hold_the_conversation()
        found = _seats(**who)
    return as_object(Participant, found[0])


def _hold_the_conversation() -> None:
    """Make a closing wait for this newcomer, or this newcomer for a closing.

    PostgreSQL would look at foreign keys at the commit only, after the phase was read: looking now
    locks the conversation's row in share mode. On SQLite one transaction writes at a time anyway.
    """
    if connection.vendor == "postgresql":
        connection.check_constraints()


def _require_asked(conversation: Conversation, statements: Iterable[UUID]) -> None:
    """One question for each: a vote has one, a paper sheet a few."""
    for statement in statements:
        phases = _asked(conversation=conversation.pk, statement=statement)
        if not phases:
            raise NotAsked(_("This statement is not part of the conversation any more."))
        if phases != [(OPEN,)]:
            raise WrongPhase(_("The conversation has closed, so your vote was not counted."))


def _store(participant: Participant, choices: Mapping[UUID, int]) -> None:
    """Whatever was counted of a changed vote stays written beside it until `tick` counts it again."""
    for statement, choice in choices.items():
        _put(Vote(participant=participant, statement_id=statement, choice=choice))


@transaction.atomic
def write_statement(*, voter: Voter, text: str, language: str = "en-gb") -> Statement:
    """Put a statement before the moderators. Nobody else reads it until one of them accepts it."""
    held = Conversation.objects.select_for_update(of=("self",), no_key=True)
    conversation = held.select_related("record__partnership", "activity").get(
        pk=voter.conversation.pk
    )
    require_phase("write_statement", conversation)
    _require_addable(conversation, voter, text)
    number = next_number(conversation)
    statement = add_statement(
        conversation, number, text, language, Statement.State.WAITING, voter.pseudonym
    )
    hide_while_waiting(statement)
    return statement


def _require_addable(conversation: Conversation, voter: Voter, text: str) -> None:
    if not text.strip():
        raise CannotAdd(_("Write your statement first."))
    if len(text.strip()) > LONGEST:
        raise CannotAdd(
            _("Make it shorter: one thought in at most %(n)s letters.") % {"n": LONGEST}
        )
    said = conversation.statements.filter(author=voter.pseudonym, text=text.strip())
    if said.exists():
        raise CannotAdd(_("You have already added this statement."))
    waiting = conversation.statements.filter(author=voter.pseudonym, state=Statement.State.WAITING)
    if waiting.count() >= MOST_WAITING:
        raise CannotAdd(_("Ten of your statements wait for a moderator. Please wait for them."))


def next_number(conversation: Conversation) -> int:
    last = conversation.statements.order_by("-number").values_list("number", flat=True).first()
    return 1 if last is None else last + 1


def hide_while_waiting(statement: Statement) -> Hiding:
    """Hidden for a written reason, to the end of a day: so the row tells the day at most."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    return Hiding.objects.create(
        record=statement.record,
        reason=str(WAITING_REASON),
        until=today + WAITING_FOR + timedelta(days=1),
        created_at=today,
    )
