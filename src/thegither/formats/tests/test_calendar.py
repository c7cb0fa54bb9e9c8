"""Calendar files, read back with another parser's eyes: icalendar's, and plain lines."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.formats.calendar import CalendarError, Event, write_calendar

LONDON = ZoneInfo("Europe/London")
CHANGED = datetime(2026, 10, 1, 12, tzinfo=UTC)


def event(**changes) -> Event:
    facts = {
        "uid": "7c1@kirkbrae.example",
        "starts": datetime(2026, 11, 3, 10, tzinfo=LONDON),
        "ends": datetime(2026, 11, 3, 11, 30, tzinfo=LONDON),
        "title": "The board",
        "place": "Kirkbrae hall",
        "url": "https://thegither.example/kirkbrae/meetings/1/",
        "description": "First the lift.\nThen the rest.",
        "status": "CONFIRMED",
        "changed_at": CHANGED,
    }
    return Event(**{**facts, **changes})


def read(*events: Event, name: str = "") -> icalendar.Calendar:
    return icalendar.Calendar.from_ical(write_calendar(events, name))


def only_event(*events: Event) -> icalendar.Event:
    (found,) = read(*events).walk("VEVENT")
    return found


def test_a_meeting_comes_back_as_it_was_written():
    found = only_event(event())
    assert found["summary"] == "The board"
    assert found["location"] == "Kirkbrae hall"
    assert found["description"] == "First the lift.\nThen the rest."
    assert found["uid"] == "7c1@kirkbrae.example"
    assert found["url"] == "https://thegither.example/kirkbrae/meetings/1/"
    assert found.decoded("dtstart") == datetime(2026, 11, 3, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("month", "day", "hour_in_utc"), [(3, 28, 10), (3, 29, 9), (10, 24, 9), (10, 25, 10)]
)
def test_ten_in_the_morning_is_ten_on_both_sides_of_a_change_of_clocks(month, day, hour_in_utc):
    starts = datetime(2026, month, day, 10, tzinfo=LONDON)
    found = only_event(event(starts=starts, ends=starts + timedelta(hours=1)))
    assert found.decoded("dtstart") == datetime(2026, month, day, hour_in_utc, tzinfo=UTC)


def test_a_meeting_through_the_hour_that_comes_twice_keeps_its_length():
    starts = datetime(2026, 10, 25, 1, 30, tzinfo=LONDON)
    ends = datetime(2026, 10, 25, 1, 15, fold=1, tzinfo=LONDON)
    found = only_event(event(starts=starts, ends=ends))
    assert found.decoded("dtend") - found.decoded("dtstart") == timedelta(minutes=45)


def test_a_meeting_that_ends_before_it_starts_is_refused():
    with pytest.raises(CalendarError, match="ends after it starts"):
        event(ends=datetime(2026, 11, 3, 9, tzinfo=LONDON))


def test_a_time_without_its_zone_is_refused():
    with pytest.raises(CalendarError, match="time zone"):
        event(changed_at=datetime(2026, 10, 1))


def test_a_later_change_has_a_higher_sequence_number():
    later = event(changed_at=CHANGED + timedelta(seconds=1))
    assert only_event(later)["sequence"] > only_event(event())["sequence"]


def test_one_cancelled_meeting_is_taken_out_of_the_calendar():
    found = read(event(status="CANCELLED"))
    assert found["method"] == "CANCEL"
    assert found.walk("VEVENT")[0]["status"] == "CANCELLED"


def test_a_cancelled_meeting_among_others_is_published_as_cancelled():
    found = read(event(), event(uid="2", status="CANCELLED"))
    assert found["method"] == "PUBLISH"
    assert [each["status"] for each in found.walk("VEVENT")] == ["CONFIRMED", "CANCELLED"]


def test_the_calendar_has_its_name_and_may_be_empty():
    assert read(name="Kirkbrae Together")["x-wr-calname"] == "Kirkbrae Together"


@given(text=st.text(max_size=200))
def test_no_text_adds_a_line_of_its_own(text):
    """Whatever a person types: one event, no new property, and no line of more than 75 bytes."""
    data = write_calendar([event(title=text, place=text, description=text, uid=f"u{text}")], text)
    (found,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert set(found) <= set(only_event(event()))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_title_cannot_bring_a_property_along():
    found = only_event(
        event(title="Board\r\nDTSTART:20000101T000000Z", url="https://a\r\nSTATUS:X")
    )
    assert found["summary"] == "Board DTSTART:20000101T000000Z"
    assert found["status"] == "CONFIRMED"
