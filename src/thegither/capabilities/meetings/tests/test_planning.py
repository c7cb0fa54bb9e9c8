"""Planning, moving, cancelling, copying and beginning a meeting, and who is told of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from tests.world_meetings import AN_HOUR, in_days, plan, plan_group

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.phases import CANCELLED, HELD
from thegither.capabilities.meetings.queries.reading import likely_next
from thegither.spine.contact.models import Notice
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.spaces.models import Link
from thegither.spine.spaces.phasing import WrongPhase


def told(person) -> list[str]:
    return list(Notice.objects.filter(person=person).values_list("sentence", flat=True))


def names(meeting: Meeting) -> set[str]:
    return set(meeting.attendances.values_list("person__name", flat=True))


def moved(meeting: Meeting, **fields) -> actions.Draft:
    return replace(actions.draft_of(meeting), **fields)


def test_everybody_of_the_body_is_expected_and_told_once(world, planned):
    assert names(planned) == {"Morag", "Catriona"}
    assert len(told(world.people["catriona"])) == 1
    assert "Carers' group" in told(world.people["catriona"])[0]
    assert not told(world.people["effie"])


def test_of_the_board_whoever_was_expected_last_time_is_expected_again(world, held):
    following = plan(world, title="Board", days=28)
    assert names(following) == {"Ailsa", "Bashir", "Effie"}


def test_whoever_has_left_by_then_is_not_expected(world, planned):
    membership = world.people["catriona"].memberships.get()
    membership.valid_to = timezone.localdate()
    membership.save()
    assert names(plan(world, body=world.organizations["carers"])) == {"Morag"}


def test_moving_a_meeting_is_told_anew_and_renaming_it_is_not(world, planned):
    ailsa, catriona = world.viewer("ailsa"), world.people["catriona"]
    again = moved(planned, title="Carers' circle")
    planned = actions.change_meeting(viewer=ailsa, meeting=planned, draft=again)
    assert (planned.title, len(told(catriona))) == ("Carers' circle", 1)
    later = planned.starts_at + timedelta(days=1)
    draft = moved(planned, starts_at=later, ends_at=later + AN_HOUR)
    actions.change_meeting(viewer=ailsa, meeting=planned, draft=draft)
    assert any("has moved" in words for words in told(catriona))
    back = moved(planned, starts_at=in_days(7), ends_at=in_days(7) + AN_HOUR)
    actions.change_meeting(viewer=ailsa, meeting=planned, draft=back)
    assert len(told(catriona)) == 3


def test_cancelling_needs_a_reason_and_tells_it(world, planned):
    ailsa = world.viewer("ailsa")
    with pytest.raises(actions.NothingSaid):
        actions.cancel_meeting(viewer=ailsa, meeting=planned, reason="  ")
    cancelled = actions.cancel_meeting(viewer=ailsa, meeting=planned, reason="Snow.")
    assert cancelled.activity.phase == CANCELLED
    assert any(words.endswith("Snow.") for words in told(world.people["morag"]))
    with pytest.raises(WrongPhase):
        actions.start_meeting(viewer=ailsa, meeting=cancelled)


def test_of_a_meeting_of_the_past_nobody_is_told(world):
    plan_group(world, days=-3)
    assert not Notice.objects.exists()


def test_a_copy_has_the_same_people_and_what_comes_back_every_time(world, planned):
    ailsa = world.viewer("ailsa")
    item = planned.items.order_by("position").first()
    actions.change_item(
        viewer=ailsa, item=item, title="Welcome", minutes=5, led_by=None, comes_every_time=True
    )
    copy = actions.copy_meeting(viewer=ailsa, meeting=planned, starts_at=likely_next(planned))
    assert (copy.title, copy.place, copy.chair) == (planned.title, planned.place, planned.chair)
    assert copy.ends_at - copy.starts_at == AN_HOUR
    assert names(copy) == names(planned)
    assert [(item.title, item.minutes) for item in copy.items.all()] == [("Welcome", 5)]
    assert Link.objects.filter(from_record=planned.record, to_record=copy.record).exists()


@pytest.mark.parametrize("starts", ["2026-03-05T14:00", "2026-10-08T14:00"])
def test_the_next_date_keeps_the_time_on_the_wall_over_the_change_of_clocks(world, starts):
    moment = timezone.make_aware(timezone.datetime.fromisoformat(starts))
    likely = timezone.localtime(likely_next(Meeting(starts_at=moment)))
    assert (likely.hour, (likely.date() - moment.date()).days) == (14, 28)


def test_a_meeting_of_a_later_day_does_not_begin(world, planned):
    with pytest.raises(actions.TooEarly):
        actions.start_meeting(viewer=world.viewer("ailsa"), meeting=planned)


def test_a_meeting_ends_after_it_starts(world):
    starts = in_days(1)
    with pytest.raises(actions.MeetingError):
        actions.plan_meeting(
            viewer=world.viewer("ailsa"),
            partnership=world.partnership,
            draft=actions.Draft(title="Short", starts_at=starts, ends_at=starts),
        )
    assert not Meeting.objects.exists()


def test_its_record_says_how_far_it_is_and_the_chain_who_did_what(world, held):
    assert held.activity.record.state == HELD
    verbs = AuditEntry.objects.filter(about=f"meeting:{held.pk}").order_by("number")
    assert [entry.verb for entry in verbs] == [
        "plan_meeting", "expect_people", "add_item", "add_item", "start_meeting",
    ]  # fmt: skip
