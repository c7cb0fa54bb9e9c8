"""The agenda: its order, what members ask for, and what waits for a meeting."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.world_meetings import plan

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.models import AgendaItem
from thegither.capabilities.meetings.queries.reading import (
    agenda,
    hidden_items,
    suggested,
    turned_down,
)
from thegither.capabilities.meetings.queries.suggestions import suggestions
from thegither.spine.promises import actions as promises
from thegither.spine.spaces.actions import hide_record
from thegither.spine.spaces.models import SafeguardingAlert


def titles(world, meeting, who="ailsa") -> list[str]:
    return [item.title for item in agenda(world.viewer(who), meeting)]


def test_items_change_places_and_stop_at_the_ends(world, planned):
    ailsa = world.viewer("ailsa")
    first = planned.items.order_by("position").first()
    actions.move_item(viewer=ailsa, item=first, up=True)
    assert titles(world, planned) == ["Welcome", "A break for every carer"]
    for _time in range(2):
        first.refresh_from_db()
        actions.move_item(viewer=ailsa, item=first, up=False)
    assert titles(world, planned) == ["A break for every carer", "Welcome"]


def test_a_member_asks_in_their_own_words_and_is_owed_an_answer(world, planned):
    ailsa, catriona = world.viewer("ailsa"), world.viewer("catriona")
    item = actions.suggest_item(viewer=catriona, meeting=planned, title="Evening meetings")
    assert [one.suggested_by.name for one in suggested(ailsa, planned)] == ["Catriona"]
    assert "Evening meetings" not in titles(world, planned)
    with pytest.raises(actions.NothingSaid):
        actions.drop_item(viewer=ailsa, item=item)
    actions.drop_item(viewer=ailsa, item=item, reason="In March, with everybody there.")
    assert turned_down(catriona, planned)[0].dropped_because.startswith("In March")


def test_an_accepted_suggestion_is_on_the_agenda(world, planned):
    item = actions.suggest_item(viewer=world.viewer("catriona"), meeting=planned, title="Buses")
    actions.accept_item(viewer=world.viewer("ailsa"), item=item)
    assert titles(world, planned)[-1] == "Buses"


def test_what_waits_is_offered_once_due_and_taken_on_once(world, planned):
    ailsa, today = world.viewer("ailsa"), timezone.localdate()
    here = {"viewer": ailsa, "partnership": world.partnership}
    promises.raise_issue(**here, title="The phone on Fridays")
    decision = promises.record_decision(
        **here, text="Try later hours", decided_on=today, how="agreed",
        review_on=today + timedelta(days=3),
    )  # fmt: skip
    promise = promises.make_promise(
        **here, promise="Ask the staff", owner=world.people["bashir"], due_on=today
    )
    promises.make_promise(
        **here, promise="Later", owner=world.people["bashir"], due_on=today + timedelta(days=90)
    )
    offered = suggestions(planned)
    assert [one.title for one in offered] == [
        "Look again at: Try later hours",
        "Promise: Ask the staff",
        "The phone on Fridays",
    ]
    item = actions.add_item(
        viewer=ailsa, meeting=planned, title=offered[1].title, about=promise.record
    )
    assert item.record.links_in.get().from_record == promise.record
    assert [one.record for one in suggestions(planned)] == [
        decision.record,
        offered[2].record,
    ]


def test_an_unanswered_question_is_offered_when_its_time_has_run_out(world, planned):
    asked = promises.ask_what_became(viewer=world.viewer("catriona"), about=planned.record)
    assert not suggestions(planned)
    asked.answer_due = timezone.localdate()
    asked.save()
    assert suggestions(planned)[0].title == "What became of it? Carers' group"


def test_an_agenda_tells_nobody_of_what_they_may_not_see(world, planned):
    """Ailsa sees the hidden issue, and members see the others; who reads the agenda may see neither."""
    ailsa = world.viewer("ailsa")
    here = {"viewer": ailsa, "partnership": world.partnership}
    hidden = promises.raise_issue(**here, title="About one family")
    promises.raise_issue(**here, title="For members")
    promises.raise_issue(**here, title="For anyone", audience="public")
    until = timezone.now() + timedelta(days=30)
    hide_record(viewer=ailsa, record=hidden.record, reason="One family", until=until)
    assert [one.title for one in suggestions(planned)] == ["For members", "For anyone"]
    open_to_all = plan(world, audience="public")
    assert [one.title for one in suggestions(open_to_all)] == ["For anyone"]


def test_a_hidden_item_is_left_out_and_counted(world, planned):
    item = planned.items.order_by("position").first()
    hide_record(
        viewer=world.viewer("ailsa"),
        record=item.record,
        reason="About one family",
        until=timezone.now() + timedelta(days=30),
    )
    catriona = world.viewer("catriona")
    assert titles(world, planned, "catriona") == ["A break for every carer"]
    assert (hidden_items(catriona, planned), hidden_items(world.viewer("ailsa"), planned)) == (1, 0)


def test_a_moderator_hides_words_at_risk_at_one_press(world, planned):
    item = actions.suggest_item(viewer=world.viewer("catriona"), meeting=planned, title="Help me")
    actions.safeguard_item(viewer=world.viewer("morag"), item=item)
    assert SafeguardingAlert.objects.get().record == item.record
    assert not suggested(world.viewer("ailsa"), planned)
    assert AgendaItem.objects.visible_to(world.viewer("effie")).filter(pk=item.pk).exists()
