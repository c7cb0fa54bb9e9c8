"""Telling everybody expected that a meeting is planned, has moved or is off. It goes into their digest."""

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from thegither.capabilities.meetings.models import Meeting
from thegither.spine.contact.actions import tell


def tell_everybody(meeting: Meeting, kind: str, sentence: str) -> None:
    """Once each. A second move is another thing to tell, so the kind carries the time it moved to.

    Of a meeting whose day has passed nobody needs to be told.
    """
    if meeting.ends_at < timezone.now():
        return
    starts = timezone.localtime(meeting.starts_at)
    words = sentence % {
        "meeting": meeting.title,
        "when": date_format(starts, "l j F Y, H:i"),
        "reason": meeting.cancelled_because,
    }
    for attendance in meeting.attendances.select_related("person").order_by("pk"):
        tell(
            partnership=meeting.record.partnership,
            person=attendance.person,
            kind=f"{kind} {starts:%Y-%m-%d %H:%M}",
            about=meeting.record,
            sentence=words,
            path=reverse("meetings:meeting", args=[meeting.record.partnership.slug, meeting.pk]),
        )
