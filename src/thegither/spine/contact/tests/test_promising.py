"""Who hears of promises and questions, and how often: once."""

from datetime import timedelta

from thegither.spine.contact import actions
from thegither.spine.contact.models import Notice
from thegither.spine.promises import actions as promises
from thegither.spine.promises.tests.made import TODAY, make

SOON, LATER = TODAY + timedelta(days=7), TODAY + timedelta(days=12)


def told(world, name):
    for _twice in range(2):
        actions.tell_of_promises(partnership=world.partnership)
    return list(Notice.objects.filter(person=world.people[name]).order_by("pk"))


def test_the_owner_is_told_once_before_the_day_and_once_more_of_a_new_one(world):
    promise = make(world, due_on=SOON)
    assert [notice.due_on for notice in told(world, "bashir")] == [SOON]
    promises.renegotiate_promise(
        viewer=world.viewer("bashir"), commitment=promise, due_on=LATER, reason="The list was late."
    )
    assert {notice.due_on for notice in told(world, "bashir")} == {SOON, LATER}


def test_of_what_is_far_off_or_settled_nobody_is_told(world):
    make(world, due_on=TODAY + timedelta(days=40))
    kept = make(world, due_on=SOON)
    promises.settle_promise(
        viewer=world.viewer("bashir"), commitment=kept, state="kept", said="Done."
    )
    assert not told(world, "bashir")


def test_whoever_answers_is_told_of_a_question_and_whoever_asked_of_the_answer(world):
    promise = make(world)
    question = promises.ask_what_became(
        viewer=world.viewer("catriona"), about=promise.record, words="Nobody rang my mother."
    )
    (asked,) = told(world, "bashir")
    assert asked.due_on == question.answer_due and "mother" not in asked.sentence
    assert not told(world, "catriona")
    promises.answer_question(viewer=world.viewer("bashir"), question=question, answer="Rung.")
    (answered,) = told(world, "catriona")
    assert str(question.pk) in answered.path


def test_of_a_statement_under_a_seal_the_coordinators_are_told_and_nobody_else(world, opened):
    statement = opened.statements.get(number=1)
    promises.ask_what_became(viewer=world.viewer("catriona"), about=statement.record)
    assert told(world, "ailsa")
    assert set(Notice.objects.values_list("person", flat=True)) == {world.people["ailsa"].pk}
