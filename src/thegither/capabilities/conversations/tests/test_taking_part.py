"""One person, one statement, one vote: under double clicks, retries, changes and crowds."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from tests.world_conversations import prepare

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.actions.taking_part import CannotAdd, NotAsked
from thegither.capabilities.conversations.models import Participant, Statement, Vote
from thegither.capabilities.conversations.phases import WrongPhase
from thegither.capabilities.conversations.queries.taking_part import (
    guest_of,
    has_answered,
    sheet_of,
    statements_by,
    voter_of,
    votes_of,
)
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.evidence.seals import SealLost, destroy_key


def statement(conversation, number=1):
    return conversation.statements.get(number=number)


def test_sending_a_vote_again_leaves_one_vote(opened):
    voter, key = guest_of(opened, "a"), statement(opened).pk
    for _ in range(3):
        actions.cast_vote(voter=voter, statement=key, choice=1)
    assert votes_of(voter) == {key: 1}
    assert Vote.objects.count() == Participant.objects.count() == 1


def test_a_vote_can_be_changed_until_closing(opened):
    voter, key = guest_of(opened, "a"), statement(opened).pk
    for choice in (1, -1, 0):
        actions.cast_vote(voter=voter, statement=key, choice=choice)
    assert votes_of(voter) == {key: 0}


def test_a_member_has_one_voice_on_every_device(world, opened):
    for _ in ("phone", "desk"):
        voter = voter_of(world.viewer("catriona"), opened)
        actions.cast_vote(voter=voter, statement=statement(opened).pk, choice=1)
    assert Vote.objects.count() == 1


def test_the_same_person_is_somebody_else_in_another_conversation(world, opened):
    ailsa = world.viewer("ailsa")
    other = actions.open_conversation(viewer=ailsa, conversation=prepare(world))
    assert voter_of(ailsa, opened).pseudonym != voter_of(ailsa, other).pseudonym


def test_nobody_votes_before_it_opens(world, prepared):
    with pytest.raises(SealLost):
        voter_of(world.viewer("bashir"), prepared)


def test_a_vote_after_closing_is_refused_and_leaves_nothing(busy, close):
    voter, key = guest_of(busy, "too late"), statement(busy).pk
    close(busy)
    before = Vote.objects.count(), Participant.objects.count()
    with pytest.raises(WrongPhase):
        actions.cast_vote(voter=voter, statement=key, choice=1)
    assert (Vote.objects.count(), Participant.objects.count()) == before


def test_what_waits_for_a_moderator_cannot_be_voted_on(opened):
    waiting = actions.write_statement(voter=guest_of(opened, "a"), text="More buses.")
    with pytest.raises(NotAsked):
        actions.cast_vote(voter=guest_of(opened, "b"), statement=waiting.pk, choice=1)


def test_a_vote_on_one_wrong_statement_stores_none_of_the_others(opened):
    waiting = actions.write_statement(voter=guest_of(opened, "a"), text="More buses.")
    voter = guest_of(opened, "b")
    with pytest.raises(NotAsked):
        actions.cast_votes(voter=voter, choices={statement(opened).pk: 1, waiting.pk: 1})
    assert not has_answered(voter)


def test_a_paper_sheet_typed_again_is_corrected_and_not_counted_twice(world, opened):
    key = statement(opened).pk
    for choice in (1, -1):
        actions.type_paper(
            viewer=world.viewer("ailsa"), conversation=opened, sheet="7", choices={key: choice}
        )
    assert votes_of(sheet_of(opened, "7")) == {key: -1}


def test_typing_paper_is_written_down_without_sheet_or_votes(world, opened):
    actions.type_paper(
        viewer=world.viewer("ailsa"), conversation=opened, sheet="7",
        choices={statement(opened).pk: 1},
    )  # fmt: skip
    entry = AuditEntry.objects.order_by("number").last()
    assert entry.verb == "type_paper"
    assert entry.about == f"conversation:{opened.pk}"


def test_voting_and_writing_leave_no_audit_entry_and_no_time(opened):
    before = AuditEntry.objects.count()
    voter = guest_of(opened, "a")
    actions.cast_vote(voter=voter, statement=statement(opened).pk, choice=1)
    written = actions.write_statement(voter=voter, text="More buses.")
    assert AuditEntry.objects.count() == before
    assert written.record.created_at == opened.record.created_at
    hiding = written.record.hidings.get()
    assert (hiding.created_at.minute, hiding.created_at.second) == (0, 0)


def test_a_statement_waits_hidden_with_a_reason_and_an_end(world, opened):
    written = actions.write_statement(voter=guest_of(opened, "a"), text="More buses.")
    assert not Statement.objects.visible_to(world.viewer("bashir")).filter(pk=written.pk).exists()
    assert Statement.objects.visible_to(world.viewer("morag")).filter(pk=written.pk).exists()
    assert written.record.title == "Statement 9"
    assert "buses" not in written.record.title


def test_authors_see_what_became_of_their_words(world, opened):
    voter = guest_of(opened, "a")
    written = actions.write_statement(voter=voter, text="More buses.")
    actions.moderate_statement(
        viewer=world.viewer("morag"), statement=written, verdict="reject", reason="Off the point"
    )
    (own,) = statements_by(voter)
    assert own.state == Statement.State.REJECTED
    assert own.moderation.get().reason == "Off the point"


@pytest.mark.parametrize("text", ["", "   ", "x" * 501])
def test_a_statement_needs_words_but_not_too_many(opened, text):
    with pytest.raises(CannotAdd):
        actions.write_statement(voter=guest_of(opened, "a"), text=text)


def test_the_same_statement_sent_twice_is_added_once(opened):
    voter = guest_of(opened, "a")
    actions.write_statement(voter=voter, text="More buses.")
    with pytest.raises(CannotAdd):
        actions.write_statement(voter=voter, text="More buses.")


def test_nobody_floods_the_queue(opened):
    voter = guest_of(opened, "a")
    for number in range(10):
        actions.write_statement(voter=voter, text=f"Thought {number}.")
    with pytest.raises(CannotAdd):
        actions.write_statement(voter=voter, text="One more.")


def test_a_lost_key_stops_voting_rather_than_let_people_vote_twice(world, opened):
    destroy_key(opened.activity_id)
    with pytest.raises(SealLost):
        voter_of(world.viewer("bashir"), opened)


@pytest.mark.django_db(transaction=True)
def test_a_crowd_pressing_at_once_leaves_one_vote_each(keys, world, opened):
    """Eight threads, each sending the same five votes of the same person in its own order."""
    voter = guest_of(opened, "impatient")
    numbers = list(opened.statements.filter(number__lte=5).values_list("pk", flat=True))

    def press(turn: int) -> None:
        for key in numbers[turn % 5 :] + numbers[: turn % 5]:
            actions.cast_vote(voter=voter, statement=key, choice=1)
        connection.close()

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(press, range(8)))
    assert votes_of(voter) == dict.fromkeys(numbers, 1)
    assert Participant.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_vote_during_closing_is_counted_or_refused_but_never_lost(keys, world, opened):
    """Voters run against the closing; what was acknowledged is there afterwards, and nothing else."""
    key = statement(opened).pk
    voters = [guest_of(opened, f"runner {number}") for number in range(24)]

    def vote(voter) -> bool:
        try:
            actions.cast_vote(voter=voter, statement=key, choice=1)
        except WrongPhase:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(6) as crowd:
        answers = crowd.map(vote, voters)
        actions.close_conversation(viewer=world.viewer("ailsa"), conversation=opened)
        acknowledged = sum(answers)
    assert Vote.objects.filter(participant__conversation=opened).count() == acknowledged
    assert not Participant.objects.filter(pseudonym__isnull=False).exists()
