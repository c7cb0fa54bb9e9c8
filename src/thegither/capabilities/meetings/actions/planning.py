"""Planning a meeting, moving it, calling it off, copying it to the next date, and beginning it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.actions.audit import lock, moment_of, sentence, write_down
from thegither.capabilities.meetings.actions.errors import MeetingError, TooEarly
from thegither.capabilities.meetings.actions.items import copy_items
from thegither.capabilities.meetings.actions.people import expect_the_usual
from thegither.capabilities.meetings.actions.telling import tell_everybody
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.phases import CANCELLED, HELD, PHASES, PLANNED
from thegither.spine.people.models import Organization, Person
from thegither.spine.spaces.actions import create_activity, link_records, move_phase
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import Viewer

KIND = "meeting"


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody fills in for a meeting. Without a body it is the board that meets."""

    title: str
    starts_at: datetime
    ends_at: datetime
    body: Organization | None = None
    place: str = ""
    link: str = ""
    chair: Person | None = None
    note_taker: Person | None = None
    quorum: int | None = None
    audience: str = Record.Audience.MEMBERS
    language: str = "en-gb"

    @property
    def fields(self) -> dict[str, object]:
        """What stands in the meeting itself; title, audience and language stand in its record."""
        own = "starts_at ends_at body place link chair note_taker quorum".split()
        return {name: getattr(self, name) for name in own}


def draft_of(meeting: Meeting) -> Draft:
    """A meeting as somebody would fill it in."""
    own = {name: getattr(meeting, name) for name in Draft.__slots__ if hasattr(meeting, name)}
    record = meeting.record
    return Draft(**own | {"audience": record.audience, "language": record.language})


@transaction.atomic
def plan_meeting(*, viewer: Viewer, partnership: Partnership, draft: Draft) -> Meeting:
    """A new meeting. Everybody of its body is expected (of the board: whoever was last time) and told."""
    meeting = _make(partnership, draft)
    expect_the_usual(meeting)
    tell_everybody(meeting, "meeting_planned", _("A meeting is planned: %(meeting)s, %(when)s."))
    write_down(viewer, "plan_meeting", meeting, title=draft.title, starts_at=draft.starts_at)
    return meeting


def _make(partnership: Partnership, draft: Draft) -> Meeting:
    _check_times(draft)
    activity = create_activity(
        partnership=partnership,
        kind=KIND,
        title=sentence(draft.title, "title"),
        phase=PLANNED,
        audience=draft.audience,
        language=draft.language,
        state=PLANNED,
        created_at=moment_of(draft.starts_at),
    )
    return Meeting.objects.create(record=activity.record, activity=activity, **draft.fields)


def _check_times(draft: Draft) -> None:
    if draft.ends_at <= draft.starts_at:
        raise MeetingError(_("A meeting ends after it starts. Choose a later time."), "ends")


@transaction.atomic
def change_meeting(*, viewer: Viewer, meeting: Meeting, draft: Draft) -> Meeting:
    """Write it anew. Where day, time or place moved, everybody expected is told."""
    meeting = lock(meeting)
    PHASES.require("change_meeting", meeting)
    _check_times(draft)
    before = _where_and_when(meeting)
    for name, value in draft.fields.items():
        setattr(meeting, name, value)
    meeting.changed_at = timezone.now()
    meeting.save()
    _rename(meeting, draft)
    if _where_and_when(meeting) != before:
        tell_everybody(meeting, "meeting_moved", _("A meeting has moved: %(meeting)s, %(when)s."))
    write_down(viewer, "change_meeting", meeting, title=draft.title, starts_at=draft.starts_at)
    return meeting


def _where_and_when(meeting: Meeting) -> tuple[object, ...]:
    return meeting.starts_at, meeting.ends_at, meeting.place, meeting.link


def _rename(meeting: Meeting, draft: Draft) -> None:
    """Its record and those of its agenda are for the same people, in the same language."""
    shared = {"audience": draft.audience, "language": draft.language}
    record = meeting.record
    record.title = sentence(draft.title, "title")[:300]
    record.audience, record.language = shared.values()
    record.save(update_fields=["title", *shared])
    Record.objects.filter(agenda_item__meeting=meeting).update(**shared)


@transaction.atomic
def cancel_meeting(*, viewer: Viewer, meeting: Meeting, reason: str) -> Meeting:
    """It does not take place, and why. It stays to be seen, and leaves people's calendars."""
    meeting = lock(meeting)
    PHASES.require("cancel", meeting)
    meeting.cancelled_because, meeting.changed_at = sentence(reason, "reason"), timezone.now()
    meeting.save(update_fields=["cancelled_because", "changed_at"])
    move_phase(activity=meeting.activity, phase=CANCELLED)
    told = _("A meeting is cancelled: %(meeting)s, %(when)s. %(reason)s")
    tell_everybody(meeting, "meeting_cancelled", told)
    write_down(viewer, "cancel_meeting", meeting, reason=meeting.cancelled_because)
    return meeting


@transaction.atomic
def copy_meeting(*, viewer: Viewer, meeting: Meeting, starts_at: datetime) -> Meeting:
    """The same meeting on another day: same people, and the items that come back every time."""
    lasts: timedelta = meeting.ends_at - meeting.starts_at
    draft = replace(draft_of(meeting), starts_at=starts_at, ends_at=starts_at + lasts)
    copy = _make(meeting.record.partnership, draft)
    expect_the_usual(copy, like=meeting)
    copy_items(meeting, copy)
    link_records(from_record=meeting.record, to_record=copy.record, relation="followed_by")
    tell_everybody(copy, "meeting_planned", _("A meeting is planned: %(meeting)s, %(when)s."))
    write_down(viewer, "copy_meeting", copy, of=meeting.pk, starts_at=starts_at)
    return copy


@transaction.atomic
def start_meeting(*, viewer: Viewer, meeting: Meeting) -> Meeting:
    """It takes place: from here on who is there is noted, and the minutes are written."""
    meeting = lock(meeting)
    PHASES.require("start", meeting)
    if timezone.localdate(meeting.starts_at) > timezone.localdate():
        raise TooEarly(_("This meeting is on a later day. Change its day first."))
    move_phase(activity=meeting.activity, phase=HELD)
    write_down(viewer, "start_meeting", meeting)
    return meeting
