"""When somebody moderates: what authors are told, what waits, and for how long."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
import time_machine

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.models import Statement
from thegither.capabilities.conversations.queries.hours import how_long_waited, when_read
from thegither.capabilities.conversations.queries.taking_part import voter_of
from thegither.capabilities.conversations.tests.test_pages import at

SCOTLAND = ZoneInfo("Europe/London")
OFFICE = {"days": [1, 2, 3, 4, 5], "begins": time(9), "ends": time(17)}


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SCOTLAND)


@pytest.fixture
def watched(world, opened):
    return actions.name_hours(viewer=world.viewer("ailsa"), conversation=opened, **OFFICE)


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-20 10:00", "today until 17:00"),  # a Friday
        ("2026-11-20 17:00", "Monday 23 November 2026 from 09:00"),
        ("2026-11-21 12:00", "Monday 23 November 2026 from 09:00"),
        ("2026-11-23 08:59", "Monday 23 November 2026 from 09:00"),
        ("2026-11-27 18:00", "Tuesday 1 December 2026"),  # St Andrew's Day between
        ("2026-12-24 20:00", "Tuesday 29 December 2026"),  # Boxing Day falls on a Saturday
        ("2026-12-31 20:00", "Tuesday 5 January 2027"),
        ("2026-06-19 16:30", "today until 17:00"),  # summer time
    ],
)
def test_an_author_is_told_when_a_moderator_is_there_next(watched, now, said):
    with time_machine.travel(local(now), tick=False):
        assert said in when_read(watched)


def test_where_no_hours_are_named_nothing_is_promised(opened):
    assert when_read(opened) == ""


def test_hours_can_be_taken_back(world, watched):
    without = actions.name_hours(
        viewer=world.viewer("ailsa"), conversation=watched, days=[], begins=None, ends=None
    )
    assert when_read(without) == ""


def test_a_statement_waits_within_the_hours_too(world, watched):
    with time_machine.travel(local("2026-11-20 10:00"), tick=False):
        voter = voter_of(world.viewer("bashir"), watched)
        statement = actions.write_statement(voter=voter, text="More buses.")
    assert statement.state == Statement.State.WAITING


def test_the_page_for_adding_says_when_it_is_read(world, watched):
    with time_machine.travel(local("2026-11-21 12:00"), tick=False):
        page = world.client("bashir").get(at("add", watched))
    assert "Monday 23 November 2026 from 09:00" in page.text


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-20 23:00", "Came today."),
        ("2026-11-21 01:00", "Has waited for 1 day, since 20 November 2026."),
        ("2026-11-24 10:00", "Has waited for 4 days, since 20 November 2026."),
    ],
)
def test_the_wait_is_told_in_days(now, said):
    with time_machine.travel(local(now), tick=False):
        assert how_long_waited(local("2026-11-20 22:00").date()) == said


def test_the_queue_shows_how_long_each_statement_has_waited(world, watched):
    with time_machine.travel(local("2026-11-20 10:00"), tick=False):
        voter = voter_of(world.viewer("bashir"), watched)
        actions.write_statement(voter=voter, text="More buses.")
    with time_machine.travel(local("2026-11-23 10:00"), tick=False):
        queue = world.client("morag").get(at("moderate", watched)).text
    assert "Has waited for 3 days, since 20 November 2026." in queue


def test_coordinators_and_moderators_name_the_hours_by_the_page(world, opened):
    form = {"days": ["1", "3"], "begins": "10:00", "ends": "12:00"}
    assert world.client("morag").post(at("hours", opened), form).status_code == 302
    opened.refresh_from_db()
    assert (opened.moderated_on, opened.moderated_from) == ("13", time(10))
    assert world.client("bashir").get(at("hours", opened)).status_code == 403


@pytest.mark.parametrize("ends", ["", "09:00", "08:00"])
def test_hours_that_end_before_they_begin_are_refused(world, opened, ends):
    form = {"days": ["1"], "begins": "09:00", "ends": ends}
    page = world.client("ailsa").post(at("hours", opened), form)
    assert page.status_code == 422
    assert "a later one to end" in page.text
