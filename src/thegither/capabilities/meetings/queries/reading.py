"""Which meetings there are, and one of them with its agenda, for one viewer."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.capabilities.meetings.phases import AGREED, CANCELLED, HELD, PLANNED
from thegither.spine.people.models import Person
from thegither.spine.people.rules import can_see
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

FOUR_WEEKS = timedelta(weeks=4)


def meetings_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Meeting]:
    """What this viewer sees of a partnership's meetings, the latest first."""
    own = Meeting.objects.visible_to(viewer).filter(record__partnership=partnership)
    joined = own.select_related(
        "record__partnership",
        "activity__record",
        "body",
        "chair",
        "note_taker",
        "agreed_at__record",
    )
    return joined.order_by("-starts_at", "pk")


def coming(viewer: Viewer, partnership: Partnership) -> QuerySet[Meeting]:
    """Those still to come or going on now, the next one first; also the cancelled ones until their day."""
    ahead = meetings_of(viewer, partnership).filter(ends_at__gte=timezone.now())
    return ahead.order_by("starts_at", "pk")


def past(viewer: Viewer, partnership: Partnership) -> QuerySet[Meeting]:
    return meetings_of(viewer, partnership).filter(ends_at__lt=timezone.now())


def coming_of(viewer: Viewer, partnership: Partnership, person: Person) -> QuerySet[Meeting]:
    """The coming meetings at which this person is expected, or comes for somebody."""
    ahead = coming(viewer, partnership)
    expected = ahead.filter(attendances__person=person)
    instead = ahead.filter(attendances__substitute=person)
    return (expected | instead).distinct()


def find_meeting(viewer: Viewer, partnership: Partnership, key: UUID | None) -> Meeting | None:
    return meetings_of(viewer, partnership).filter(pk=key).first()


def agenda(viewer: Viewer, meeting: Meeting) -> list[AgendaItem]:
    """What is on the agenda and seen by this viewer, in order; each knows its meeting."""
    return _items(viewer, meeting, AgendaItem.State.LISTED)


def suggested(viewer: Viewer, meeting: Meeting) -> list[AgendaItem]:
    return _items(viewer, meeting, AgendaItem.State.SUGGESTED)


def turned_down(viewer: Viewer, meeting: Meeting) -> list[AgendaItem]:
    """Suggestions that did not get on the agenda, each with its reason."""
    dropped = _items(viewer, meeting, AgendaItem.State.DROPPED)
    return [item for item in dropped if item.dropped_because]


def _items(viewer: Viewer, meeting: Meeting, state: str) -> list[AgendaItem]:
    items = AgendaItem.objects.visible_to(viewer).filter(meeting=meeting, state=state)
    joined = items.select_related("record", "led_by", "suggested_by", "meeting__activity")
    return list(joined.prefetch_related("corrections__made_by").order_by("position", "pk"))


def find_item(viewer: Viewer, meeting: Meeting, key: UUID) -> AgendaItem | None:
    items = AgendaItem.objects.visible_to(viewer).filter(meeting=meeting, pk=key)
    return items.select_related(
        "record", "meeting__record__partnership", "meeting__activity"
    ).first()


def hidden_items(viewer: Viewer, meeting: Meeting) -> int:
    """How many items stand on the agenda that a hiding keeps from this viewer."""
    listed = AgendaItem.objects.filter(meeting=meeting, state=AgendaItem.State.LISTED)
    return listed.count() - listed.visible_to(viewer).count() if can_see(viewer, meeting) else 0


def last_of_board(meeting: Meeting) -> Meeting | None:
    """The board's meeting before this one: whoever sat there is expected again."""
    boards = Meeting.objects.filter(record__partnership=meeting.record.partnership, body=None)
    before = boards.filter(starts_at__lt=meeting.starts_at).exclude(activity__phase=CANCELLED)
    return before.order_by("-starts_at").first()


def next_of_group(viewer: Viewer, meeting: Meeting) -> Meeting | None:
    """The planned meeting of the same group that comes next, if this viewer sees it."""
    group = meetings_of(viewer, meeting.record.partnership)
    later = group.filter(body=meeting.body_id, starts_at__gt=meeting.starts_at)
    return later.filter(activity__phase=PLANNED).order_by("starts_at").first()


def later_of_group(viewer: Viewer, meeting: Meeting) -> QuerySet[Meeting]:
    """Meetings after this one that may have agreed its minutes."""
    later = meetings_of(viewer, meeting.record.partnership)
    began = later.filter(starts_at__gt=meeting.starts_at, activity__phase__in=[HELD, AGREED])
    return began.filter(body=meeting.body_id)


def when(meeting: Meeting) -> str:
    """Day and times in words: Thursday 3 December 2026, 14:00 to 15:30."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    until = "H:i" if starts.date() == ends.date() else "j F Y, H:i"
    return _("%(starts)s to %(ends)s") % {
        "starts": date_format(starts, "l j F Y, H:i"),
        "ends": date_format(ends, until),
    }


def group_name(meeting: Meeting) -> str:
    return meeting.body.name if meeting.body else _("The board")


def likely_next(meeting: Meeting) -> datetime:
    """Four weeks on at the same time by the clock on the wall; a date to start from, not a rule."""
    local = timezone.localtime(meeting.starts_at)
    return timezone.make_aware(local.replace(tzinfo=None) + FOUR_WEEKS)


def state_sentence(meeting: Meeting) -> str:
    """What the phase means for somebody who reads a list."""
    phase = meeting.activity.phase
    if phase == CANCELLED:
        return _("Cancelled: %(reason)s") % {"reason": meeting.cancelled_because}
    if phase == AGREED:
        day = date_format(meeting.agreed_on, "j F Y")
        return _("Its minutes were agreed on %(day)s.") % {"day": day}
    return {
        PLANNED: _("Planned."),
        HELD: _("Held. Its minutes are a draft until they are agreed."),
    }[phase]
