"""The made-up board: a year of steady meetings, decisions taken at them, and the next one prepared."""

import pytest
from django.utils import timezone

from thegither.capabilities.meetings.models import Attendance, Meeting
from thegither.capabilities.meetings.phases import AGREED, HELD, PLANNED
from thegither.capabilities.meetings.queries.attendance import attendance_table
from thegither.capabilities.meetings.queries.outcomes import outcomes
from thegither.demo import board
from thegither.demo.meetings import RETREATS
from thegither.methods.change import retreats
from thegither.spine.papers.models import Paper
from thegither.spine.promises.models import Decision
from thegither.spine.spaces.visibility import any_member

pytestmark = pytest.mark.django_db


def meetings(built, phase=None):
    own = Meeting.objects.filter(record__partnership=built.partnership, body=None)
    return own.filter(activity__phase=phase) if phase else own


def test_each_meeting_of_the_year_was_agreed_at_the_next_save_the_last(built):
    agreed = meetings(built, AGREED)
    assert agreed.count() == len(board.YEAR) - 1
    assert all(timezone.localdate(one.agreed_at.starts_at) == one.agreed_on for one in agreed)
    assert meetings(built, HELD).count() == 1


def test_boards_do_not_meet_at_weekends(built):
    assert all(timezone.localdate(one.starts_at).weekday() < 5 for one in meetings(built))


def test_what_the_board_decided_stands_in_the_minutes_of_its_day(built):
    viewer = any_member(built.partnership.pk)
    shown = {
        decided.decision.pk
        for one in meetings(built)
        for outcome in outcomes(viewer, one).values()
        for decided in outcome.decided
    }
    at_meetings = Decision.objects.filter(record__activity__kind="meeting")
    assert shown and shown == set(at_meetings.values_list("pk", flat=True))


def test_one_partner_drifts_away_and_no_other(built):
    table = attendance_table(any_member(built.partnership.pk), built.partnership)
    assert table.came.shape[1] == len(board.YEAR)
    rang = retreats(table.came, table.seats).alarms >= 0
    assert [name for name, has in zip(table.names, rang, strict=True) if has] == [
        built.register.bodies[RETREATS].name
    ]


def test_some_come_for_others(built):
    came = Attendance.objects.filter(came=Attendance.Came.SUBSTITUTE)
    assert came.filter(meeting__in=meetings(built)).exists()


def test_the_next_meeting_has_an_agenda_and_something_asked_for(built):
    following = meetings(built, PLANNED).get()
    paper = Paper.objects.get(record=following.record)
    assert paper.title == board.PAPER.title and paper.kind == "docx"
    states = following.items.values_list("state", flat=True)
    assert sorted(set(states)) == ["listed", "suggested"]
    assert following.attendances.count() == meetings(built, HELD).get().attendances.count()
