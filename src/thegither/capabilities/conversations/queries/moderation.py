"""What moderators see, and what everybody sees of their work."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Min, QuerySet
from django.utils import timezone

from thegither.capabilities.conversations.models import Conversation, ModerationEntry, Statement
from thegither.spine.spaces.models import Hiding
from thegither.spine.spaces.visibility import Viewer


def queue(viewer: Viewer, conversation: Conversation) -> QuerySet[Statement]:
    """What waits for a moderator, the first come first, each with `came_at`: the day on which it came."""
    visible = Statement.objects.visible_to(viewer).filter(conversation=conversation)
    waiting = visible.filter(state=Statement.State.WAITING).order_by("number")
    return waiting.annotate(came_at=Min("record__hidings__created_at"))


def decided(viewer: Viewer, conversation: Conversation) -> QuerySet[Statement]:
    """What was decided and can be thought over again."""
    visible = Statement.objects.visible_to(viewer).filter(conversation=conversation)
    states = [Statement.State.ACCEPTED, Statement.State.REJECTED, Statement.State.HIDDEN]
    return visible.filter(state__in=states).order_by("-number")


def statement_of(viewer: Viewer, conversation: Conversation, number: int) -> QuerySet[Statement]:
    return Statement.objects.visible_to(viewer).filter(conversation=conversation, number=number)


def waiting_in_the_open(conversation: Conversation) -> QuerySet[Statement]:
    """What still waits although its hiding has run out."""
    hidden = Hiding.objects.filter(lifted_at=None, until__gt=timezone.now())
    waiting = conversation.statements.filter(state=Statement.State.WAITING)
    return waiting.exclude(record__hidings__in=hidden).select_related("record")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the public log: what was decided, why and when, by which duty. Never by whom."""

    number: int
    verdict: str
    reason: str
    at: datetime
    text: str


def moderation_log(conversation: Conversation) -> list[LogEntry]:
    """Every decision, the newest first. The text stands there only where it may be read anyway."""
    entries = ModerationEntry.objects.filter(statement__conversation=conversation)
    return [
        LogEntry(
            number=entry.statement.number,
            verdict=entry.get_verdict_display(),
            reason=entry.reason,
            at=entry.at,
            text=entry.statement.text if _may_be_read(entry.statement) else "",
        )
        for entry in entries.select_related("statement").order_by("-at", "-statement__number")
    ]


def _may_be_read(statement: Statement) -> bool:
    return statement.state == Statement.State.ACCEPTED
