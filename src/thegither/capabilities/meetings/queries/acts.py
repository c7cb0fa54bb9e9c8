"""Who chaired, set the agenda and came to meetings, by class of partner: for the balance of power."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.capabilities.meetings.phases import AGREED, HELD
from thegither.capabilities.meetings.queries.attendance import THERE
from thegither.spine.people.classes import classes_on
from thegither.spine.spaces.house import Act, Doing
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


def acts_of(viewer: Viewer, partnership: Partnership, since: date, until: date) -> Iterator[Act]:
    """Of the meetings held between two days; each person counts for the class they had on the day."""
    held = Meeting.objects.visible_to(viewer).filter(
        record__partnership=partnership,
        activity__phase__in=[HELD, AGREED],
        starts_at__date__range=(since, until),
    )
    for meeting in held.order_by("pk"):
        classes = classes_on(partnership, timezone.localdate(meeting.starts_at))
        for doing, person in _done_at(meeting):
            if person in classes:
                yield Act(doing, classes[person])


def _done_at(meeting: Meeting) -> Iterator[tuple[Doing, object]]:
    """Whoever suggested an item set it on the agenda; where a coordinator wrote it, whoever leads it did."""
    yield Doing.CHAIRED, meeting.chair_id
    listed = meeting.items.exclude(state=AgendaItem.State.DROPPED)
    for suggested_by, led_by in listed.values_list("suggested_by", "led_by"):
        yield Doing.AGENDA, suggested_by or led_by
    there = meeting.attendances.filter(came__in=THERE)
    for person in there.values_list("person", flat=True):
        yield Doing.CAME, person
