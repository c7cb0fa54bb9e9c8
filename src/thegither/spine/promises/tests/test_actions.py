"""What is decided, promised and asked, through actions and the eyes of Kirkbrae Together."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from thegither.spine.evidence.models import AuditEntry
from thegither.spine.evidence.verify import verify_chain
from thegither.spine.promises import actions, errors
from thegither.spine.promises.models import Question
from thegither.spine.promises.queries import open_issues, owner_of, who_answers
from thegither.spine.promises.tests.made import A_MONTH, TODAY, decide, make
from thegither.spine.promises.working_days import add_working_days
from thegither.spine.spaces.actions import hide_record
from thegither.spine.spaces.models import Commitment, Link


@pytest.fixture
def decision(world):
    return decide(world, review=60, dissent="Effie doubts that there is money for it.")


@pytest.fixture
def promise(world, decision):
    return make(world, because_of=decision.record, made_on=decision.decided_on)


def ask(world, about, who="catriona", words=""):
    return actions.ask_what_became(viewer=world.viewer(who), about=about, words=words)


def test_a_promise_hangs_on_its_decision_and_on_a_person(world, decision, promise):
    assert Link.objects.filter(from_record=decision.record, to_record=promise.record).exists()
    assert owner_of(promise.record) == world.people["bashir"]
    assert promise.state == Commitment.State.OPEN
    assert timezone.localdate(promise.record.created_at) == decision.decided_on


def test_whoever_makes_a_promise_must_belong_on_that_day(world):
    with pytest.raises(errors.NotTheirs):
        make(world, owner="duncan")
    assert not Commitment.objects.exists()


def test_a_promise_for_a_day_that_has_passed_is_refused(world):
    with pytest.raises(errors.WrongDay):
        make(world, due_on=TODAY - timedelta(days=1))


@pytest.mark.parametrize("state", ["kept", "broken"])
def test_a_promise_is_settled_once_with_a_sentence(world, promise, state):
    bashir = world.viewer("bashir")
    with pytest.raises(errors.NothingSaid):
        actions.settle_promise(viewer=bashir, commitment=promise, state=state, said=" ")
    settled = actions.settle_promise(viewer=bashir, commitment=promise, state=state, said="So.")
    assert (settled.state, settled.record.state) == (state, state)
    assert settled.record.events.last().said == "So."
    with pytest.raises(errors.NotOpen):
        actions.settle_promise(viewer=bashir, commitment=settled, state="kept", said="Again.")


def test_a_promise_is_settled_as_nothing_else(world, promise):
    with pytest.raises(ValueError, match="kept"):
        actions.settle_promise(
            viewer=world.viewer("bashir"), commitment=promise, state="open", said="It goes on."
        )


def test_a_new_date_keeps_every_earlier_one(world, promise):
    before, later = promise.due_on, promise.due_on + A_MONTH
    moved = actions.renegotiate_promise(
        viewer=world.viewer("bashir"), commitment=promise, due_on=later, reason="The list was late."
    )
    assert (moved.state, moved.due_on) == (Commitment.State.RENEGOTIATED, later)
    assert [event.day for event in moved.record.events.all()] == [before, later]


def test_a_promise_changes_hands_with_its_reason(world, promise):
    actions.hand_over_promise(
        viewer=world.viewer("bashir"),
        commitment=promise,
        to=world.people["effie"],
        reason="She knows the carers.",
    )
    assert owner_of(promise.record) == world.people["effie"]
    assert owner_of(promise.record, TODAY - timedelta(days=1)) == world.people["bashir"]
    with pytest.raises(errors.NotTheirs):
        actions.hand_over_promise(
            viewer=world.viewer("effie"),
            commitment=promise,
            to=world.people["effie"],
            reason="Again.",
        )


def test_a_decision_is_not_taken_tomorrow(world):
    with pytest.raises(errors.WrongDay):
        actions.record_decision(
            viewer=world.viewer("ailsa"), partnership=world.partnership, text="Later",
            decided_on=TODAY + timedelta(days=1), how="agreed",
        )  # fmt: skip


def test_a_decision_stands_after_review_until_it_ends(world, decision):
    ailsa = world.viewer("ailsa")
    next_day = TODAY + 3 * A_MONTH
    stands = actions.review_decision(
        viewer=ailsa, decision=decision, found="It helps.", review_on=next_day
    )
    assert stands.review_on == next_day
    ended = actions.end_decision(viewer=ailsa, decision=stands, because="The money ran out.")
    assert (ended.ended_on, ended.review_on) == (TODAY, None)
    with pytest.raises(errors.NotOpen):
        actions.review_decision(viewer=ailsa, decision=ended, found="It still helps.")


def test_a_decision_takes_the_place_of_another(world, decision):
    new = actions.record_decision(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        text="Every carer gets two breaks",
        decided_on=TODAY,
        how="agreed at the meeting",
        instead_of=decision,
    )
    decision.refresh_from_db()
    assert (decision.replaced_by, decision.ended_on) == (new, TODAY)
    assert list(new.replaces.all()) == [decision]


def test_an_issue_is_on_the_list_until_it_is_closed_with_a_sentence(world):
    ailsa = world.viewer("ailsa")
    issue = actions.raise_issue(viewer=ailsa, partnership=world.partnership, title="No money left")
    assert list(open_issues(ailsa, world.partnership)) == [issue]
    assert not open_issues(world.viewer("duncan"), world.partnership)
    actions.close_issue(viewer=ailsa, issue=issue, because="The council found some.")
    assert not open_issues(ailsa, world.partnership)


def test_asking_twice_is_asking_once(world, promise):
    question = ask(world, promise.record, words="Nobody rang my mother.")
    assert ask(world, promise.record, who="morag") == question
    assert question.answer_due == add_working_days(TODAY, 10)
    assert who_answers(promise.record) == [world.people["bashir"]]


def test_the_partnership_says_how_long_it_takes(world, decision):
    world.partnership.answer_days = 3
    world.partnership.save()
    assert ask(world, decision.record).answer_due == add_working_days(TODAY, 3)
    assert who_answers(decision.record) == [world.people["ailsa"]], "nobody was named: coordinators"


def test_an_answer_settles_the_question_and_leaves_room_for_the_next(world, promise):
    question = ask(world, promise.record)
    bashir = world.viewer("bashir")
    answered = actions.answer_question(viewer=bashir, question=question, answer="Half are rung.")
    assert answered.answered_by == world.people["bashir"]
    with pytest.raises(errors.NotOpen):
        actions.answer_question(viewer=bashir, question=question, answer="All are.")
    assert ask(world, promise.record) != question


def test_what_nobody_answers_goes_to_the_board_once(world, promise):
    question = ask(world, promise.record, words="Nobody rang my mother.")
    issue = actions.take_to_board(question=question)
    assert actions.take_to_board(question=question) is None
    assert list(open_issues(world.viewer("ailsa"), world.partnership)) == [issue]
    assert Link.objects.filter(from_record=question.record, to_record=issue.record).exists()
    assert promise.promise not in issue.record.title


def test_what_was_answered_never_goes_to_the_board(world, promise):
    question = ask(world, promise.record)
    actions.answer_question(viewer=world.viewer("bashir"), question=question, answer="Done.")
    assert actions.take_to_board(question=question) is None


@pytest.mark.parametrize("of", ["the statement", "the conversation"])
def test_where_votes_are_sealed_nothing_says_who_asked(world, opened, of):
    statement = opened.statements.get(number=1)
    about = statement.record if of == "the statement" else opened.record
    question = ask(world, about, who="catriona")
    assert question.asked_by is None
    entries = AuditEntry.objects.filter(about=f"question:{question.record_id}")
    assert [entry.actor for entry in entries] == ["house"]


def test_a_question_is_hidden_with_what_it_is_about(world, promise):
    question = ask(world, promise.record)
    hide_record(
        viewer=world.viewer("ailsa"), record=promise.record, reason="Names a person.",
        until=timezone.now() + A_MONTH,
    )  # fmt: skip
    seen = Question.objects.visible_to(world.viewer("bashir"))
    assert not seen.filter(pk=question.pk).exists()
    assert Question.objects.visible_to(world.viewer("ailsa")).filter(pk=question.pk).exists()


def test_the_audit_chain_holds_after_all_of_it(world, promise):
    ask(world, promise.record)
    assert verify_chain(world.partnership.pk).is_intact
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"record_decision", "make_promise", "ask_what_became"} <= verbs


def test_working_days_leave_out_weekends_and_the_turn_of_the_year():
    assert add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 5)
