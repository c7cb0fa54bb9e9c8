"""One queue, several moderators, reasons, a public log, and the one button."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from thegither.capabilities.conversations import actions, tasks
from thegither.capabilities.conversations.actions.moderating import (
    AlreadyDecided,
    NoReasonGiven,
    StillLookedInto,
)
from thegither.capabilities.conversations.models import ModerationEntry, Statement
from thegither.capabilities.conversations.queries.moderation import moderation_log, queue
from thegither.capabilities.conversations.queries.taking_part import deck_of, guest_of
from thegither.spine.spaces.actions import answer_safeguarding
from thegither.spine.spaces.models import SafeguardingAlert


@pytest.fixture
def waiting(opened):
    return actions.write_statement(voter=guest_of(opened, "a"), text="More buses at night.")


def accept(world, statement):
    return actions.moderate_statement(
        viewer=world.viewer("morag"), statement=statement, verdict="accept"
    )


def test_the_oldest_waits_in_front(world, opened, waiting):
    later = actions.write_statement(voter=guest_of(opened, "b"), text="Fewer cars.")
    assert list(queue(world.viewer("morag"), opened)) == [waiting, later]


def test_what_is_accepted_is_asked_and_seen(
    world, opened, waiting, django_capture_on_commit_callbacks
):
    deck_of(opened)
    with django_capture_on_commit_callbacks(execute=True):
        accept(world, waiting)
    assert waiting.pk in deck_of(opened).statements
    assert Statement.objects.visible_to(world.viewer("bashir")).filter(pk=waiting.pk).exists()


def test_nothing_is_turned_away_without_a_reason(world, waiting):
    with pytest.raises(NoReasonGiven):
        actions.moderate_statement(
            viewer=world.viewer("morag"), statement=waiting, verdict="reject", reason=" "
        )
    waiting.refresh_from_db()
    assert waiting.state == Statement.State.WAITING


def test_what_is_turned_away_stays_hidden_with_the_reason(world, opened, waiting):
    actions.moderate_statement(
        viewer=world.viewer("morag"), statement=waiting, verdict="reject", reason="Off the point"
    )
    hiding = waiting.record.hidings.get(lifted_at=None)
    assert "Off the point" in hiding.reason
    assert waiting.pk not in deck_of(opened).statements


def test_the_second_of_two_moderators_reads_what_the_first_decided(world, opened, waiting):
    same_page = Statement.objects.get(pk=waiting.pk)
    actions.moderate_statement(
        viewer=world.viewer("morag"), statement=waiting, verdict="reject", reason="Off the point"
    )
    with pytest.raises(AlreadyDecided) as refusal:
        accept(world, same_page)
    assert refusal.value.entry.reason == "Off the point"
    assert ModerationEntry.objects.count() == 1


def test_a_decision_can_be_thought_over_by_whoever_has_seen_it(world, waiting):
    accept(world, waiting)
    waiting.refresh_from_db()
    actions.moderate_statement(
        viewer=world.viewer("morag"), statement=waiting, verdict="reject", reason="Repeats"
    )
    waiting.refresh_from_db()
    assert waiting.state == Statement.State.REJECTED


def test_the_log_is_public_and_names_no_moderator(world, opened, waiting):
    actions.moderate_statement(
        viewer=world.viewer("morag"), statement=waiting, verdict="reject", reason="Off the point"
    )
    page = world.client("nobody").get(f"/kirkbrae/conversations/{opened.pk}/log/")
    assert page.status_code == 200
    assert "Off the point" in page.text
    assert "Morag" not in page.text
    assert str(world.people["morag"].pk) not in page.text
    assert "More buses" not in page.text


def test_the_button_hides_the_text_tells_the_lead_and_starts_the_clock(
    world, opened, waiting, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        actions.safeguard_statement(
            viewer=world.viewer("morag"), statement=waiting, reason="Somebody is hurt"
        )
    alert = SafeguardingAlert.objects.get(record=waiting.record)
    assert alert.due_at > timezone.now() + timedelta(hours=23)
    assert [letter.to for letter in mail.outbox] == [["effie@kirkbrae.example"]]
    assert "buses" not in mail.outbox[0].body
    sees = {
        name
        for name in ("ailsa", "morag", "effie", "bashir", "nobody")
        if Statement.objects.visible_to(world.viewer(name)).filter(pk=waiting.pk).exists()
    }
    assert sees == {"morag", "effie"}


def test_the_log_never_shows_a_safeguarded_text_nor_the_worry(world, opened, waiting):
    actions.safeguard_statement(
        viewer=world.viewer("morag"), statement=waiting, reason="Somebody is hurt"
    )
    (entry,) = moderation_log(opened)
    assert (entry.text, entry.reason) == ("", "")


def test_a_safeguarded_text_leaves_the_deck_at_once(
    world, opened, django_capture_on_commit_callbacks
):
    first = opened.statements.get(number=1)
    deck_of(opened)
    with django_capture_on_commit_callbacks(execute=True):
        actions.safeguard_statement(viewer=world.viewer("morag"), statement=first, reason="")
    assert first.pk not in deck_of(opened).statements


def test_a_moderator_cannot_show_what_the_lead_still_looks_into(world, waiting):
    actions.safeguard_statement(viewer=world.viewer("morag"), statement=waiting, reason="")
    waiting.refresh_from_db()
    with pytest.raises(StillLookedInto):
        accept(world, waiting)
    answer_safeguarding(
        viewer=world.viewer("effie"),
        alert=SafeguardingAlert.objects.get(),
        answer="All is well",
        show_again=True,
    )
    accept(world, waiting)


def test_unread_words_never_show_by_themselves(world, opened, waiting):
    with time_machine.travel(timezone.now() + timedelta(days=16), tick=False):
        tasks.tick()
        bashir = world.viewer("bashir")
        assert not Statement.objects.visible_to(bashir).filter(pk=waiting.pk).exists()
        tasks.tick()
        assert waiting.record.hidings.filter(until__gt=timezone.now()).count() == 1


def test_what_nobody_came_to_is_left_out_at_closing_and_says_why(opened, waiting, close):
    close(opened)
    waiting.refresh_from_db()
    assert waiting.state == Statement.State.REJECTED
    assert "before a moderator came" in waiting.moderation.get().reason
