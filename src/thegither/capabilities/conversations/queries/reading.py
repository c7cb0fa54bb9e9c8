"""Which conversations there are, and how many take part."""

from datetime import datetime
from functools import cache
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.phases import CLOSED, OPEN, PREPARING
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.queries import frame
from thegither.spine.spaces.models import Activity, Partnership, Record
from thegither.spine.spaces.planned import KEY, MOMENT, Planned, Row, as_object, columns
from thegither.spine.spaces.visibility import Viewer

COUNTED = "count 1"
OPEN_FIRST = Case(
    When(activity__phase=OPEN, then=Value(0)),
    When(activity__phase=PREPARING, then=Value(1)),
    default=Value(2),
)


def conversations_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Conversation]:
    """What this viewer sees of a partnership's conversations, the open ones first."""
    ordered = _readable(viewer, partnership).select_related("record__partnership")
    return ordered.order_by(OPEN_FIRST, "-record__created_at", "pk")


def find_conversation(viewer: Viewer, partnership: Partnership, key: UUID) -> Conversation | None:
    """One conversation, if this viewer may see it. Every vote asks this, so it is planned once."""
    plan = _finding(viewer.is_member, viewer.duties)
    rows = plan(partnership=partnership.pk, key=key, moment=timezone.now())
    return _put_together(rows[0], partnership) if rows else None


@cache
def _finding(is_member: bool, duties: frozenset[str]) -> Planned:
    """The question for one kind of viewer: who they are in person makes no difference to what they see."""

    def build(partnership: UUID, key: UUID, moment: datetime) -> QuerySet:
        viewer = Viewer(partnership, person=partnership if is_member else None, duties=duties)
        found = _readable(viewer, partnership, moment).filter(pk=key)
        parts = columns(Record, "record__"), columns(Activity, "activity__")
        return found.values_list(*columns(Conversation), *parts[0], *parts[1])

    return Planned(build, partnership=KEY, key=KEY, moment=MOMENT)


def _put_together(row: Row, partnership: Partnership) -> Conversation:
    own, record = len(columns(Conversation)), len(columns(Record))
    found = as_object(Conversation, row[:own])
    found.record = as_object(Record, row[own : own + record])
    found.activity = as_object(Activity, row[own + record :])
    found.record.partnership = partnership
    return found


def _readable(
    viewer: Viewer, partnership: Partnership | UUID, at: datetime | None = None
) -> QuerySet[Conversation]:
    """One that is still being prepared is no news for anybody outside."""
    own = Conversation.objects.visible_to(viewer, at).filter(record__partnership=partnership)
    if not viewer.is_member:
        own = own.exclude(activity__phase=PREPARING)
    return own.select_related("record", "activity")


def conversation_of_link(partnership: Partnership, token: str) -> QuerySet[Conversation]:
    """The conversation behind a shared link, while its coordinator lets the link work."""
    shared = Conversation.objects.filter(record__partnership=partnership, link_token=token)
    return shared.filter(open_to_link=True).select_related("record__partnership", "activity")


def how_many_asked(conversation: Conversation) -> int | None:
    """The size of the frame, or None where a link was shared and nobody knows how many saw it."""
    if conversation.open_to_link or conversation.is_imported:
        return None
    return len(frame(conversation.record.partnership, timezone.localdate()))


def count_of(value: int, unit: str, people: int, asked: int | None) -> Figure:
    """A total with its limits. Paper sheets can bring in more people than the register holds."""
    known = asked if asked is not None and asked >= people else None
    return Figure.count(
        value, unit=unit, answered=people, asked=known, as_of=timezone.localdate(), method=COUNTED
    )


def is_closed(conversation: Conversation) -> bool:
    return conversation.activity.phase == CLOSED


def state_sentence(conversation: Conversation) -> str:
    """What the phase means for somebody who reads a list."""
    return {
        PREPARING: _("A coordinator is preparing it. Nobody can vote yet."),
        OPEN: _("Open. You can vote and add statements."),
        CLOSED: _("Closed. The results are there."),
    }[conversation.activity.phase]
