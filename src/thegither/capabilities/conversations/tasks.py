"""What is due in conversations, found by query. Asked again and again; idempotent."""

from collections.abc import Callable, Iterator
from functools import partial
from time import monotonic
from uuid import UUID

from django.db.models import QuerySet

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.models import Conversation, ImportJob
from thegither.capabilities.conversations.phases import CLOSED, OPEN
from thegither.capabilities.conversations.queries.moderation import waiting_in_the_open
from thegither.capabilities.conversations.queries.taking_part import has_answered, voter_of
from thegither.capabilities.conversations.queries.totals import to_be_counted, totals_of
from thegither.capabilities.conversations.queries.warmth import Note, forget_all_but, note
from thegither.spine.contact.actions import remind
from thegither.spine.evidence.actions import destroy_left_keys
from thegither.spine.evidence.seals import has_key
from thegither.spine.spaces.visibility import Viewer

# How many changes each open conversation had seen when its statements were last weighed, and when that is
# due again.
_weighed: dict[UUID, tuple[int, float]] = {}
WORTH_WEIGHING, SECONDS_BETWEEN = 20, 10.0
# However long weighing takes, four fifths of the time are left for other work.
TIMES_AS_LONG = 4


def prompt() -> Iterator[Callable[[], object]]:
    """What must not wait for longer work: votes come into the totals."""
    for conversation in to_be_counted():
        yield partial(_count, conversation)


def _count(conversation: Conversation) -> None:
    while counted := actions.count_votes(conversation=conversation):
        note(conversation.pk, Note(counted.before, counted.after, counted.participants))
        if not counted.may_be_more:
            return


def due() -> Iterator[Callable[[], object]]:
    """One piece of work at a time, so that one that fails holds up no other."""
    yield from prompt()
    yield destroy_left_keys
    for job in waiting_imports():
        yield partial(actions.process_import, job=job)
    for conversation in without_results():
        yield partial(actions.publish_results, conversation=conversation)
    forget_all_but(_in_phase(OPEN).values_list("pk", flat=True))
    for conversation in _in_phase(OPEN):
        yield partial(_look_after, conversation)
        yield partial(_remind, conversation)


def tick() -> None:
    for work in due():
        work()


def waiting_imports() -> QuerySet[ImportJob]:
    """Also those at "reading": the lease is ours, so whoever began them is gone."""
    begun = [ImportJob.State.WAITING, ImportJob.State.READING]
    return ImportJob.objects.filter(state__in=begun).select_related("record__partnership")


def without_results() -> QuerySet[Conversation]:
    return _in_phase(CLOSED).filter(landscapes=None)


def _in_phase(phase: str) -> QuerySet[Conversation]:
    rows = Conversation.objects.filter(activity__phase=phase)
    return rows.select_related("record__partnership", "activity")


def _look_after(conversation: Conversation) -> None:
    """One open conversation: its key, what still waits, what may go out, what is asked next."""
    if not has_key(conversation.activity_id):
        actions.close_without_key(conversation=conversation)
        return
    forgotten = list(waiting_in_the_open(conversation))
    if forgotten:
        actions.renew_waiting(statements=forgotten)
    changes = totals_of(conversation).changes
    weighed, due_at = _weighed.get(conversation.pk, (0, 0.0))
    began = monotonic()
    if changes - weighed >= WORTH_WEIGHING and began >= due_at:
        try:
            actions.release_totals(conversation=conversation)
            actions.refresh_extremity(conversation=conversation)
        finally:
            rest = max(SECONDS_BETWEEN, TIMES_AS_LONG * (monotonic() - began))
            _weighed[conversation.pk] = (changes, monotonic() + rest)


def _remind(conversation: Conversation) -> None:
    """Ask contact to remind those who stayed silent; who did is worked out with the key, for this alone."""
    if not has_key(conversation.activity_id):
        return

    def answered(person: UUID) -> bool:
        member = Viewer(partnership=conversation.record.partnership_id, person=person)
        return has_answered(voter_of(member, conversation))

    remind(activity=conversation.activity, has_answered=answered, closes_on=conversation.closes_on)
