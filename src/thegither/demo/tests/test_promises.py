"""The made-up year of decisions and promises, as members read it."""

from collections import Counter
from datetime import timedelta

import pytest
from tests.one_day import TODAY

from thegither.capabilities.decisions.actions.preparing import KIND as ROOM
from thegither.demo import promised
from thegither.spine.people.queries import partners
from thegither.spine.promises.models import Decision, Question
from thegither.spine.promises.queries import open_issues, owner_of
from thegither.spine.promises.reading import promises_of
from thegither.spine.spaces.models import Commitment

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(built):
    return built.register.on_duty["coordinator"]


def test_promises_are_kept_broken_overdue_and_still_to_come(built, coordinator):
    told = promises_of(coordinator, built.partnership)
    assert Counter(one.state for one in told) == {"kept": 3, "broken": 1, "overdue": 1, "due": 5}


def test_decisions_lie_through_the_year_and_each_has_promises_or_a_reason(built):
    decisions = Decision.objects.filter(record__partnership=built.partnership)
    days = sorted(decision.decided_on for decision in decisions)
    assert days[0] < TODAY - timedelta(days=300) < TODAY - timedelta(days=90) < days[-1]
    for decision in decisions:
        promised = Commitment.objects.filter(record__links_in__from_record=decision.record)
        assert promised.exists() != bool(decision.no_promise_because)


def test_one_decision_is_due_for_review_and_the_rest_are_not(built):
    decisions = Decision.objects.filter(record__partnership=built.partnership, ended_on=None)
    due = decisions.filter(review_on__lte=TODAY)
    assert due.exclude(record__activity__kind=ROOM).count() == 1
    assert due.filter(record__activity__kind=ROOM).count() == 3


def test_the_question_nobody_answered_is_on_the_list_for_the_next_agenda(built, coordinator):
    question = Question.objects.get(record__partnership=built.partnership, answered_at=None)
    issues = open_issues(coordinator, built.partnership)
    assert issues.filter(record__links_in__from_record=question.record).count() == 1


def test_one_partner_left_and_what_it_promised_has_somebody_who_stays(built):
    left = built.partnership.leavings.get()
    assert left.organization.name not in str(partners(built.partnership, TODAY))
    people = {tie.person for tie in left.organization.memberships.all()}
    held = Commitment.objects.filter(record__responsibilities__person__in=people)
    assert held.exists() and owner_of(held.get().record) not in people


def test_what_the_board_decides_belongs_to_its_meeting_of_that_day(built):
    own = Decision.objects.filter(record__partnership=built.partnership)
    decisions = own.exclude(record__activity__kind=ROOM)
    for decision in decisions.select_related("record__activity"):
        meeting = decision.record.activity
        assert (meeting is not None) == (decision.level == promised.BOARD)
        assert meeting is None or meeting.meeting.starts_at.date() == decision.decided_on
