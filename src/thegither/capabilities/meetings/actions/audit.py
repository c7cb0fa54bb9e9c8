"""What every verb of meetings does: hold the meeting, look whether a sentence was said, write it down."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.actions.errors import NothingSaid
from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.spine.evidence.actions import append_entry
from thegither.spine.spaces.visibility import Viewer


def lock(meeting: Meeting) -> Meeting:
    """The meeting as it stands now, held until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",))
    return rows.select_related("record__partnership", "activity__record", "body").get(pk=meeting.pk)


def lock_item(item: AgendaItem) -> AgendaItem:
    rows = AgendaItem.objects.select_for_update(of=("self",))
    return rows.select_related(
        "record", "meeting__record__partnership", "meeting__activity__record"
    ).get(pk=item.pk)


def write_down(viewer: Viewer, verb: str, meeting: Meeting, **state: object) -> None:
    """One line in the audit chain of the meeting's partnership."""
    append_entry(
        chain=meeting.record.partnership_id,
        actor=viewer.actor,
        verb=verb,
        about=f"meeting:{meeting.pk}",
        state={name: str(value) for name, value in state.items()},
    )


def sentence(words: str, field: str) -> str:
    """The words without the blanks around them; raises `NothingSaid` where nothing is left."""
    if not words.strip():
        raise NothingSaid(_("Write a sentence here, so that others can rely on it."), field)
    return words.strip()


def moment_of(meeting_starts: datetime) -> datetime:
    """When a record came: now, or the time of the meeting that is written down afterwards."""
    return min(timezone.now(), meeting_starts)
