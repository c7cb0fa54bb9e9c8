"""Meetings in open formats: JSON with everything members see, a table of attendance, a calendar."""

import json
from collections.abc import Iterator

from django.utils import timezone

from thegither.capabilities.meetings.models import AgendaItem, Attendance, Meeting
from thegither.capabilities.meetings.queries.calendars import calendar
from thegither.capabilities.meetings.queries.outcomes import Outcome, with_outcomes
from thegither.capabilities.meetings.queries.people import expected
from thegither.capabilities.meetings.queries.reading import agenda, group_name, meetings_of
from thegither.formats.tables import write_csv
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer, any_member

COLUMNS = (
    "meeting",
    "starts_at",
    "person",
    "name",
    "organization",
    "answer",
    "came",
    "substitute",
    "substitute_may_decide",
)


def open_files(partnership: Partnership) -> Iterator[tuple[str, bytes]]:
    viewer = any_member(partnership.pk)
    meetings = list(meetings_of(viewer, partnership).order_by("starts_at", "pk"))
    if not meetings:
        return
    told = [_as_json(viewer, meeting) for meeting in meetings]
    text = json.dumps(told, ensure_ascii=False, indent=1)
    yield "meetings/meetings.json", text.encode()
    yield "meetings/attendance.csv", _attendance(meetings)
    yield "meetings/meetings.ics", calendar(viewer, meetings, lambda each: "")


def _as_json(viewer: Viewer, meeting: Meeting) -> dict[str, object]:
    items = agenda(viewer, meeting)
    rest = with_outcomes(viewer, meeting, items)
    return {
        "id": str(meeting.pk),
        "title": meeting.title,
        "group": group_name(meeting),
        "organization": str(meeting.body_id or ""),
        "starts_at": timezone.localtime(meeting.starts_at).isoformat(),
        "ends_at": timezone.localtime(meeting.ends_at).isoformat(),
        "place": meeting.place,
        "link": meeting.link,
        "phase": meeting.activity.phase,
        "cancelled_because": meeting.cancelled_because,
        "agreed_on": meeting.agreed_on and meeting.agreed_on.isoformat(),
        "audience": meeting.record.audience,
        "items": [_item(item) for item in items],
        "agreed": _outcome(rest),
    }


def _item(item: AgendaItem) -> dict[str, object]:
    return {
        "id": str(item.pk),
        "title": item.title,
        "minutes": item.minutes,
        "notes": item.notes,
        "corrections": [
            {"on": one.made_at.isoformat(), "before": one.before, "reason": one.reason}
            for one in item.corrections.all()
        ],
        "agreed": _outcome(item.outcome),
    }


def _outcome(outcome: Outcome) -> dict[str, list[str]]:
    """The ids of the records, which the export holds with everything about them."""
    return {
        "decisions": [str(decided.decision.record_id) for decided in outcome.decided],
        "promises": [
            str(promised.commitment.record_id)
            for decided in outcome.decided
            for promised in decided.promises
        ],
        "issues": [str(issue.record_id) for issue in outcome.issues],
    }


def _attendance(meetings: list[Meeting]) -> bytes:
    rows = [_row(meeting, place) for meeting in meetings for place in expected(meeting)]
    return write_csv(COLUMNS, rows).encode()


def _row(meeting: Meeting, place: Attendance) -> tuple[str, ...]:
    return (
        str(meeting.pk),
        timezone.localtime(meeting.starts_at).isoformat(),
        str(place.person_id),
        place.person.name,
        str(place.organization or ""),
        place.answer,
        place.came,
        str(place.substitute_id or ""),
        "yes" if place.substitute_may_decide else "",
    )
