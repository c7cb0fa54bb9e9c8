"""Totals are counted by the worker, a few votes at a time, and are always those of the votes there are."""

import threading
from collections import Counter

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.world_conversations import count, fill

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.actions import counting
from thegither.capabilities.conversations.models import Participant, Tally, Totals, Vote
from thegither.capabilities.conversations.queries.taking_part import (
    deck_of,
    forget_deck,
    guest_of,
    tallies_of,
    voter_of,
)
from thegither.capabilities.conversations.queries.totals import live_totals, not_counted, totals_of


def assert_as_cast(conversation) -> None:
    """Every count there is, beside the votes themselves."""
    cast = Vote.objects.filter(participant__conversation=conversation)
    said = Counter(cast.values_list("statement", "choice"))
    held = {
        key: (tally.agree, tally.disagree, tally.passed)
        for key, tally in tallies_of(conversation).items()
    }
    statements = conversation.statements.values_list("pk", flat=True)
    expected = {key: tuple(said[key, choice] for choice in (1, -1, 0)) for key in statements}
    assert {key: held.get(key, (0, 0, 0)) for key in expected} == expected
    totals = totals_of(conversation)
    people = Participant.objects.filter(conversation=conversation).count()
    assert (totals.votes, totals.people) == (cast.count(), people)


def test_new_votes_are_counted_and_then_there_is_nothing_to_do(opened):
    fill(opened, neighbours=4)
    assert totals_of(opened).votes == 0
    counted = actions.count_votes(conversation=opened)
    assert (counted.before, counted.after, len(counted.participants)) == (0, 32, 4)
    assert_as_cast(opened)
    assert actions.count_votes(conversation=opened) is None
    assert_as_cast(opened)


def test_a_vote_changed_before_and_after_counting_counts_once(opened):
    voter, first = guest_of(opened, "a"), opened.statements.first().pk
    for choice in (1, -1):
        actions.cast_vote(voter=voter, statement=first, choice=choice)
    count()
    assert_as_cast(opened)
    for choice in (0, 1, 0):
        actions.cast_vote(voter=voter, statement=first, choice=choice)
    count()
    assert_as_cast(opened)
    assert totals_of(opened).votes == 1


def test_a_vote_said_again_changes_nothing(opened):
    voter, first = guest_of(opened, "a"), opened.statements.first().pk
    for _ in range(2):
        actions.cast_vote(voter=voter, statement=first, choice=1)
        count()
    assert_as_cast(opened)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 7), st.sampled_from([-1, 0, 1, None])),
        max_size=30,
    )
)
def test_whatever_comes_in_whatever_order_the_totals_are_those_of_the_votes(opened, story):
    """Voters vote, change their minds, and the worker counts (None) whenever it comes round."""
    keys = list(opened.statements.values_list("pk", flat=True))
    for voter, statement, choice in story:
        if choice is None:
            count()
        else:
            voter_there = guest_of(opened, f"{voter}")
            actions.cast_vote(voter=voter_there, statement=keys[statement], choice=choice)
    count()
    assert_as_cast(opened)


def test_more_votes_than_one_step_takes(opened, monkeypatch):
    monkeypatch.setattr(counting, "AT_ONCE", 7)
    fill(opened, neighbours=4)
    count()
    assert_as_cast(opened)
    assert totals_of(opened).changes == 32


def test_a_crash_in_the_middle_leaves_everything_to_be_counted_again(opened, monkeypatch):
    fill(opened, neighbours=4)

    def crash(*_args, **_kwargs):
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(counting, "_add_to_totals", crash)
        with pytest.raises(MemoryError):
            actions.count_votes(conversation=opened)
    assert not Tally.objects.exists()
    count()
    assert_as_cast(opened)


def test_who_is_erased_is_taken_out_counted_or_not(world, opened):
    fill(opened, neighbours=4)
    statements = list(opened.statements.order_by("number"))
    bashir = voter_of(world.viewer("bashir"), opened)
    actions.cast_votes(voter=bashir, choices={one.pk: 1 for one in statements[:3]})
    count()
    actions.cast_votes(voter=bashir, choices={statements[0].pk: -1, statements[5].pk: 0})
    done = actions.erase_person(person=world.people["bashir"])
    assert done["open_votes"] == 4
    count()
    assert_as_cast(opened)
    assert totals_of(opened).people == 4


def test_votes_on_a_statement_that_is_hidden_later_stay_counted(world, opened):
    fill(opened, neighbours=4)
    count()
    first = opened.statements.first()
    actions.moderate_statement(
        viewer=world.viewer("morag"), statement=first, verdict="reject", reason="It names someone."
    )
    count()
    assert_as_cast(opened)
    forget_deck(opened.pk)
    assert first.pk not in deck_of(opened).statements


def test_closing_counts_what_was_not_counted_yet(opened, close):
    fill(opened)
    count()
    actions.cast_vote(
        voter=guest_of(opened, "late"), statement=opened.statements.first().pk, choice=1
    )
    close(opened)
    assert_as_cast(opened)
    assert not not_counted(opened).exists()
    count()
    assert_as_cast(opened)


def test_after_closing_what_was_counted_of_a_vote_is_what_it_says(opened, close):
    """A vote that was changed shows no trace of what it was."""
    voter, first = guest_of(opened, "a"), opened.statements.first().pk
    actions.cast_vote(voter=voter, statement=first, choice=1)
    count()
    actions.cast_vote(voter=voter, statement=first, choice=-1)
    close(opened)
    assert list(Vote.objects.values_list("choice", "counted_as", "is_counted")) == [(-1, -1, True)]


def test_the_totals_name_a_day_and_no_moment():
    kinds = {field.get_internal_type() for field in (*Totals._meta.fields, *Tally._meta.fields)}
    assert "DateField" in kinds
    assert not kinds & {"DateTimeField", "TimeField"}


def test_looking_for_votes_to_count_reads_no_others(opened):
    """However many votes were counted before, the index holds only what is new."""
    fill(opened, neighbours=4)
    count()
    assert "votes_to_be_counted" in not_counted(opened).explain()


@pytest.mark.django_db(transaction=True)
def test_counting_twice_at_once_counts_once(opened):
    """Two workers and four voters at the same time, over and over."""
    statements = list(opened.statements.values_list("pk", flat=True))

    def vote(number: int) -> None:
        for statement in statements:
            for choice in (1, number % 3 - 1):
                actions.cast_vote(
                    voter=guest_of(opened, f"{number}"), statement=statement, choice=choice
                )
        connection.close()

    def work() -> None:
        for _ in range(12):
            count()
        connection.close()

    threads = [threading.Thread(target=vote, args=(number,)) for number in range(4)]
    threads += [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    count()
    assert_as_cast(opened)
    assert live_totals(opened).votes.value == 32
