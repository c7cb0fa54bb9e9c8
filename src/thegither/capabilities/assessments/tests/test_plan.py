"""The improvement plan: from a finding to an issue with an owner, a measure and a day, and what moved since."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.world_assessments import add_neighbours, answer_all, open_wave

from thegither.capabilities.assessments.actions.errors import NothingToAsk
from thegither.capabilities.assessments.actions.plan import plan_improvement
from thegither.capabilities.assessments.actions.session import settle_talk, start_session
from thegither.capabilities.assessments.models import PlanEntry
from thegither.capabilities.assessments.phases import CLOSED
from thegither.capabilities.assessments.queries.plan import due_soon, planned, suggested_look
from thegither.spine.promises.queries import open_issues, owner_of
from thegither.spine.spaces.actions import move_phase
from thegither.spine.spaces.models import Link

DUE = date(2030, 3, 1)


def page(name, wave):
    return reverse(f"assessments:{name}", args=["kirkbrae", wave.pk])


@pytest.fixture
def closed(wave):
    move_phase(activity=wave.activity, phase=CLOSED)
    return wave


@pytest.fixture
def finding(world, closed):
    ailsa = world.viewer("ailsa")
    session = start_session(viewer=ailsa, wave=closed, items=["trust_1"])
    talk = settle_talk(viewer=ailsa, talk=session.talks.get(), agreed=2, finding="Promises slip.")
    return talk.finding


def plan_one(world, wave, **fields):
    usual = {
        "title": "Papers a week before", "owner": world.people["bashir"], "due_on": DUE,
        "measure": "Nobody says they came late", "looks_at": "trust",
    }  # fmt: skip
    return plan_improvement(viewer=world.viewer("ailsa"), wave=wave, **usual | fields)


def test_a_line_of_the_plan_is_an_issue_with_owner_and_day_that_grew_from_the_finding(
    world, closed, finding
):
    entry = plan_one(world, closed, finding=finding)
    issue = open_issues(world.viewer("catriona"), world.partnership).get()
    assert (issue.pk, issue.due_on) == (entry.issue_id, DUE)
    assert owner_of(issue.record) == world.people["bashir"]
    assert Link.objects.filter(from_record=finding.record, to_record=issue.record).exists()


def test_without_a_measure_nothing_is_planned(world, closed):
    with pytest.raises(NothingToAsk):
        plan_one(world, closed, measure=" ")
    assert not PlanEntry.objects.exists()


def test_a_finding_of_the_session_names_the_question_to_look_at_next_time(finding):
    assert suggested_look(finding) == "trust_1"


def test_a_coordinator_plans_and_members_read(world, closed, finding):
    client, address = world.client("ailsa"), page("add_to_plan", closed)
    fields = {
        "title": "Papers a week before", "owner": str(world.people["bashir"].pk),
        "measure": "Nobody says they came late", "due_on": DUE.isoformat(), "looks_at": "trust_1",
    }  # fmt: skip
    client.post(f"{address}?finding={finding.pk}", fields)
    text = world.client("catriona").get(page("improvement_plan", closed)).text
    assert "Papers a week before" in text
    assert "Promises slip." in text
    assert "Found, and nothing planned" not in text
    assert world.client("catriona").get(address).status_code == 403


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", ""), ("owner", ""), ("measure", ""), ("due_on", "2020-01-01"), ("looks_at", "hope")],
)
def test_what_is_wrong_is_said_and_nothing_is_planned(world, closed, field, value):
    fields = {
        "title": "A", "owner": str(world.people["bashir"].pk), "measure": "B",
        "due_on": DUE.isoformat(), "looks_at": "",
    } | {field: value}  # fmt: skip
    answer = world.client("ailsa").post(page("add_to_plan", closed), fields)
    assert answer.status_code == 422
    assert not PlanEntry.objects.exists()


def test_the_next_wave_shows_what_moved_beside_each_line(world, keys, close_wave):
    people = [one for some in add_neighbours(world).values() for one in some]
    before, after = {}, {}
    for number, person in enumerate(people):
        before[person], after[person] = 1 + number % 2, 4 + number % 2
    first = close_wave(_filled(world, before))
    plan_one(world, first, looks_at="leadership")
    assert planned(world.viewer("ailsa"), first)[0].since is None
    second = close_wave(_filled(world, after, previous=first))
    since = planned(world.viewer("ailsa"), first)[0].since
    assert since.wave == second
    assert (since.said, since.figure.value) == ("rose", pytest.approx(3))
    assert "rose" in world.client("catriona").get(page("improvement_plan", first)).text


def _filled(world, answers, **fields):
    wave = open_wave(world, "partnership-health", **fields)
    for person, value in answers.items():
        answer_all(wave, person, value)
    return wave


def test_a_line_whose_day_has_passed_is_late(world, closed):
    plan_one(world, closed, due_on=timezone.localdate() - timedelta(days=1))
    assert planned(world.viewer("ailsa"), closed)[0].is_late


@pytest.mark.parametrize(
    ("today", "due"),
    [(date(2026, 11, 30), date(2027, 2, 28)), (date(2026, 1, 5), date(2026, 4, 5))],
)
def test_a_first_step_takes_a_quarter(today, due):
    assert due_soon(today) == due
