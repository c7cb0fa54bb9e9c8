"""Meetings as a calendar file (iCalendar), which every calendar programme opens.

Times are written in UTC, so the file holds no rules of any time zone and stays right over the change of clocks:
each reader's own calendar shows the hour of the place where they are.

Source: RFC 5545 (https://doi.org/10.17487/RFC5545); what CANCEL and SEQUENCE mean between programmes:
RFC 5546 (https://doi.org/10.17487/RFC5546).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

import icalendar

from thegither.formats.text import printable

CALENDAR_TYPE = "text/calendar"
PRODUCT = "-//Thegither//Calendar//EN"
# Sequence numbers count seconds from here; they fit into the 32 bits that RFC 5545 allows until 2088.
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED"]


class CalendarError(ValueError):
    """An event that cannot be written; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Event:
    """One meeting. `uid` never changes; `changed_at` says which of two versions is the later one.

    >>> nine = datetime(2026, 11, 3, 9, tzinfo=UTC)
    >>> Event("1@kirkbrae", nine, nine, "Board", "", "", "", "CONFIRMED", nine)
    Traceback (most recent call last):
    thegither.formats.calendar.CalendarError: A meeting ends after it starts.
    """

    uid: str
    starts: datetime
    ends: datetime
    title: str
    place: str
    url: str
    description: str
    status: Status
    changed_at: datetime

    def __post_init__(self) -> None:
        if any(each.tzinfo is None for each in (self.starts, self.ends, self.changed_at)):
            raise CalendarError("Each time of a meeting needs its time zone.")
        # In UTC: Python compares two times of one zone by their clocks, which go back in autumn.
        if self.ends.astimezone(UTC) <= self.starts.astimezone(UTC):
            raise CalendarError("A meeting ends after it starts.")


def write_calendar(events: Iterable[Event], name: str = "") -> bytes:
    """The events as one iCalendar file: UTF-8, lines folded at 75 bytes, text escaped.

    A file in which every meeting is cancelled has the method CANCEL, which takes them out of the reader's
    calendar; any other has PUBLISH, and a cancelled meeting in it is shown as such.

    >>> nine, ten = datetime(2026, 11, 3, 9, tzinfo=UTC), datetime(2026, 11, 3, 10, tzinfo=UTC)
    >>> board = Event("1@kirkbrae", nine, ten, "Board, at last", "Hall", "", "", "CONFIRMED", nine)
    >>> for line in write_calendar([board]).decode().splitlines()[6:10]:
    ...     print(line)
    SUMMARY:Board\\, at last
    DTSTART:20261103T090000Z
    DTEND:20261103T100000Z
    DTSTAMP:20261103T090000Z
    """
    rows = list(events)
    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", _method(rows))
    if name:
        calendar.add("x-wr-calname", _line(name))
    for event in rows:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical(sorted=False))


def _method(events: list[Event]) -> str:
    gone = bool(events) and all(event.status == "CANCELLED" for event in events)
    return "CANCEL" if gone else "PUBLISH"


def _component(event: Event) -> icalendar.Event:
    found = icalendar.Event()
    found.add("summary", _line(event.title))
    found.add("dtstart", event.starts.astimezone(UTC))
    found.add("dtend", event.ends.astimezone(UTC))
    found.add("dtstamp", event.changed_at.astimezone(UTC))
    found.add("last-modified", event.changed_at.astimezone(UTC))
    found.add("sequence", int((event.changed_at - BEGINNING).total_seconds()))
    found.add("uid", _line(event.uid))
    found.add("status", event.status)
    for key, text in (("location", event.place), ("description", event.description)):
        if text:
            found.add(key, printable(text))
    if event.url:
        found.add("url", "".join(_line(event.url).split()))
    return found


def _line(text: str) -> str:
    """The text on one line: a line end in an address or a title would begin a property of its own."""
    return " ".join(printable(text).split())
