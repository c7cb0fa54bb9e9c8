"""The minutes: written while the meeting goes on, agreed at a later one, and corrected in the open."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.actions.audit import lock, lock_item, sentence, write_down
from thegither.capabilities.meetings.actions.errors import ChangedMeanwhile, MeetingError
from thegither.capabilities.meetings.models import AgendaItem, Correction, Meeting
from thegither.capabilities.meetings.phases import AGREED, PHASES
from thegither.spine.spaces.actions import link_records, move_phase
from thegither.spine.spaces.visibility import Viewer


@transaction.atomic
def write_notes(*, viewer: Viewer, item: AgendaItem, notes: str, seen: int) -> AgendaItem:
    """Save what was said on an item. `seen` is the version the writer read: if somebody else saved since,
    nothing is overwritten and ChangedMeanwhile says so."""
    item = lock_item(item)
    PHASES.require("write_minutes", item.meeting)
    if item.notes == notes.strip():
        return item
    if item.version != seen:
        raise ChangedMeanwhile(
            _("Somebody else has saved these notes meanwhile. Both texts stand here: join them."),
            "notes",
        )
    item.notes, item.version = notes.strip(), item.version + 1
    item.save(update_fields=["notes", "version"])
    write_down(viewer, "write_notes", item.meeting, item=item.pk, notes=item.notes)
    return item


@transaction.atomic
def agree_minutes(
    *, viewer: Viewer, meeting: Meeting, agreed_on: date, agreed_at: Meeting | None = None
) -> Meeting:
    """The minutes hold from now on. `agreed_at` is the later meeting that agreed them."""
    meeting = lock(meeting)
    PHASES.require("agree_minutes", meeting)
    if not timezone.localdate(meeting.starts_at) <= agreed_on <= timezone.localdate():
        raise MeetingError(
            _("Minutes are agreed on a day after the meeting, and not later than today."),
            "agreed_on",
        )
    meeting.agreed_on, meeting.agreed_at = agreed_on, agreed_at
    meeting.save(update_fields=["agreed_on", "agreed_at"])
    move_phase(activity=meeting.activity, phase=AGREED)
    if agreed_at:
        link_records(
            from_record=meeting.record, to_record=agreed_at.record, relation="minutes_agreed_at"
        )
    write_down(viewer, "agree_minutes", meeting, agreed_on=agreed_on)
    return meeting


@transaction.atomic
def correct_notes(*, viewer: Viewer, item: AgendaItem, notes: str, reason: str) -> Correction:
    """Put agreed minutes right. What stood there before stays to be read, with the reason."""
    item = lock_item(item)
    PHASES.require("correct_minutes", item.meeting)
    if item.notes == notes.strip():
        raise MeetingError(_("These are the words that stand there already."), "notes")
    correction = Correction.objects.create(
        item=item,
        before=item.notes,
        reason=sentence(reason, "reason"),
        made_by_id=viewer.person,
    )
    item.notes, item.version = notes.strip(), item.version + 1
    item.save(update_fields=["notes", "version"])
    write_down(viewer, "correct_notes", item.meeting, item=item.pk, reason=correction.reason)
    return correction
