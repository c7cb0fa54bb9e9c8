"""Which conversations there are, and how many take part."""

from datetime import datetime
from uuid import UUID

from django.db.models import Case, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.phases import CLOSED, OPEN, PREPARING
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.queries import frame_size
from thegither.spine.spaces.finder import Finder
from thegither.spine.spaces.models import Partnership
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


def _readable(
    viewer: Viewer, partnership: Partnership | UUID, at: datetime | None = None
) -> QuerySet[Conversation]:
    """One that is still being prepared is no news for anybody outside."""
    own = Conversation.objects.visible_to(viewer, at).filter(record__partnership=partnership)
    if not viewer.is_member:
        own = own.exclude(activity__phase=PREPARING)
    return own.select_related("record", "activity")


# Every vote asks this.
find_conversation = Finder(Conversation, _readable)


def conversation_of_link(partnership: Partnership, token: str) -> QuerySet[Conversation]:
    """The conversation behind a shared link, while its coordinator lets the link work."""
    shared = Conversation.objects.filter(record__partnership=partnership, link_token=token)
    return shared.filter(open_to_link=True).select_related("record__partnership", "activity")


def how_many_asked(conversation: Conversation) -> int | None:
    """The size of the frame, or None where a link was shared and nobody knows how many saw it."""
    if conversation.open_to_link or conversation.is_imported:
        return None
    return frame_size(conversation.record.partnership, timezone.localdate())


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
