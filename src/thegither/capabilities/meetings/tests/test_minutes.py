"""Minutes: saved as one goes, agreed, corrected in the open; and what was agreed as records of the thread."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.world_meetings import plan

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.phases import AGREED, HELD
from thegither.capabilities.meetings.queries.outcomes import outcomes
from thegither.spine.people.models import Responsibility
from thegither.spine.promises.errors import PromiseError
from thegither.spine.promises.models import Decision
from thegither.spine.spaces.models import Commitment, Issue
from thegither.spine.spaces.phasing import WrongPhase


def first(meeting):
    return meeting.items.order_by("position").first()


def in_weeks(weeks: int):
    return timezone.localdate() + timedelta(weeks=weeks)


def test_two_people_writing_overwrite_nothing(world, held):
    bashir, ailsa, item = world.viewer("bashir"), world.viewer("ailsa"), first(held)
    actions.write_notes(viewer=bashir, item=item, notes="There is money.", seen=0)
    with pytest.raises(actions.ChangedMeanwhile):
        actions.write_notes(viewer=ailsa, item=item, notes="There is none.", seen=0)
    assert first(held).notes == "There is money."
    actions.write_notes(viewer=ailsa, item=item, notes="There is some.", seen=1)
    assert (first(held).notes, first(held).version) == ("There is some.", 2)


def test_saving_the_same_words_twice_is_saving_once(world, held):
    for _time in range(2):
        actions.write_notes(viewer=world.viewer("bashir"), item=first(held), notes="So.", seen=0)
    assert first(held).version == 1


def test_agreed_minutes_change_only_by_a_correction_that_shows(world, agreed):
    ailsa, item = world.viewer("ailsa"), first(agreed)
    with pytest.raises(WrongPhase):
        actions.write_notes(viewer=ailsa, item=item, notes="Other words", seen=1)
    with pytest.raises(actions.NothingSaid):
        actions.correct_notes(viewer=ailsa, item=item, notes="Money until June", reason=" ")
    actions.correct_notes(viewer=ailsa, item=item, notes="Money until June", reason="Misread")
    correction = item.corrections.get()
    assert (correction.before, first(agreed).notes) == (
        "There is enough money.",
        "Money until June",
    )


@pytest.mark.parametrize("days", [-1, 1])
def test_minutes_are_not_agreed_before_the_meeting_nor_tomorrow(world, held, days):
    day = timezone.localdate() + timedelta(days=days)
    with pytest.raises(actions.MeetingError):
        actions.agree_minutes(viewer=world.viewer("ailsa"), meeting=held, agreed_on=day)


def test_minutes_are_agreed_at_a_later_meeting_and_the_thread_says_so(world, held):
    ailsa, later = world.viewer("ailsa"), plan(world, days=0, title="Later")
    today = timezone.localdate()
    done = actions.agree_minutes(viewer=ailsa, meeting=held, agreed_on=today, agreed_at=later)
    assert (done.activity.phase, done.agreed_at) == (AGREED, later)
    assert held.record.links_out.get(relation="minutes_agreed_at").to_record == later.record


def test_what_was_agreed_is_a_decision_with_its_promise(world, held):
    bashir, item = world.people["bashir"], first(held)
    rows = [actions.Agreed("A break for carers", owner=bashir, due_on=in_weeks(4), mandate="4.2")]
    actions.record_agreed(viewer=world.viewer("ailsa"), meeting=held, rows=rows, item=item)
    decision, commitment = Decision.objects.get(), Commitment.objects.get()
    assert (decision.mandate, decision.level, decision.no_promise_because) == (
        "4.2",
        "the board",
        "",
    )
    assert decision.record.links_in.get().from_record == item.record
    assert commitment.record.links_in.get().from_record == decision.record
    assert Responsibility.objects.get(record=commitment.record).person == bashir
    (decided,) = outcomes(world.viewer("catriona"), held)[item.record_id].decided
    assert decided.promises[0].owner == bashir


def test_a_decision_without_a_promise_says_why(world, held):
    ailsa = world.viewer("ailsa")
    with pytest.raises(actions.MeetingError):
        actions.record_agreed(viewer=ailsa, meeting=held, rows=[actions.Agreed("We note it")])
    row = actions.Agreed("We note it", no_promise_because="nothing changes")
    actions.record_agreed(viewer=ailsa, meeting=held, rows=[row])
    with pytest.raises(actions.MeetingError, match="written down for this meeting already"):
        actions.record_agreed(viewer=ailsa, meeting=held, rows=[row])
    assert Decision.objects.get().no_promise_because == "nothing changes"
    assert not Commitment.objects.exists()


def test_all_rows_are_written_down_or_none(world, held):
    good = actions.Agreed("One", no_promise_because="nothing to do")
    bad = actions.Agreed("Two", owner=world.people["duncan"], due_on=in_weeks(1))
    with pytest.raises(PromiseError):
        actions.record_agreed(viewer=world.viewer("ailsa"), meeting=held, rows=[good, bad])
    assert not Decision.objects.exists()


def test_recording_begins_a_meeting_whose_day_has_come(world, planned):
    ailsa = world.viewer("ailsa")
    row = actions.Agreed("One", no_promise_because="nothing to do")
    with pytest.raises(actions.TooEarly):
        actions.record_agreed(viewer=ailsa, meeting=planned, rows=[row])
    today = plan(world, days=0)
    actions.record_agreed(viewer=ailsa, meeting=today, rows=[row])
    today.activity.refresh_from_db()
    assert today.activity.phase == HELD


def test_what_stays_open_is_an_issue_that_later_agendas_draw_from(world, held):
    item = first(held)
    actions.raise_question(viewer=world.viewer("bashir"), item=item, title="Who pays?")
    assert Issue.objects.get().record.links_in.get().from_record == item.record
