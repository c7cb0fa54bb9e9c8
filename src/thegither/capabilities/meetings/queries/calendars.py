"""Meetings for people's own calendars: one as a file, and a feed of all that are coming for one person."""

from collections.abc import Callable, Iterable

from django.core import signing
from django.utils.translation import gettext as _

from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.phases import CANCELLED
from thegither.capabilities.meetings.queries.reading import agenda
from thegither.formats.calendar import Event, write_calendar
from thegither.spine.people.models import Person
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer

SALT = "meetings.calendar"


def calendar(
    viewer: Viewer, meetings: Iterable[Meeting], address: Callable[[Meeting], str], name: str = ""
) -> bytes:
    """The meetings as one iCalendar file; `address` leads to the page of each."""
    return write_calendar([_event(viewer, each, address(each)) for each in meetings], name=name)


def _event(viewer: Viewer, meeting: Meeting, url: str) -> Event:
    is_off = meeting.activity.phase == CANCELLED
    return Event(
        uid=f"{meeting.pk}@thegither",
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        title=meeting.title,
        place=meeting.place or meeting.link,
        url=url,
        description=_description(viewer, meeting),
        status="CANCELLED" if is_off else "CONFIRMED",
        changed_at=meeting.changed_at,
    )


def _description(viewer: Viewer, meeting: Meeting) -> str:
    items = [f"{number}. {item}" for number, item in enumerate(agenda(viewer, meeting), start=1)]
    off = [_("Cancelled: %(reason)s") % {"reason": meeting.cancelled_because}]
    link = [meeting.link] if meeting.link and meeting.place else []
    return "\n".join([*(off if meeting.cancelled_because else []), *link, *items])


def feed_token(person: Person) -> str:
    """What the address of somebody's feed holds. Signing out everywhere makes it void."""
    stamp = person.account.sign_in_stamp if person.account else ""
    return signing.dumps([str(person.pk), stamp], salt=SALT)


def person_of_feed(partnership: Partnership, token: str) -> Person | None:
    """Whose feed this is, if the token is ours and still good."""
    try:
        key, stamp = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    people = Person.objects.filter(partnership=partnership, pk=key, merged_into=None)
    person = people.select_related("account").first()
    good = person and person.account and person.account.sign_in_stamp == stamp
    return person if good else None
