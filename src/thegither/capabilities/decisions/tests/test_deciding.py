"""A decision from question to review: what each step asks for, and what it refuses."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.world_decisions import (
    DRAFT,
    close,
    decide,
    draft_room,
    in_days,
    record,
    seal,
    told,
    vote,
    with_options,
)

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.models import Ballot, Elector, Objection, Room
from thegither.capabilities.decisions.queries.reading import RECORD, RESULT, RULE, release_of
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.spine.authority.models import LevelTaken
from thegither.spine.authority.queries import can_decide
from thegither.spine.authority.tests.made import a_scheme, post
from thegither.spine.evidence.models import Release
from thegither.spine.evidence.verify import verify_chain
from thegither.spine.spaces.phasing import WrongPhase

TOUCHSTONE = ("outcome", "whose", "sign", "horizon", "mandate")


@pytest.mark.parametrize("missing", TOUCHSTONE)
def test_a_question_cannot_open_without_naming_its_outcome_and_its_mandate(world, missing):
    room = draft_room(world, replace(DRAFT, **{missing: " "}))
    with pytest.raises(actions.NotReady) as why:
        actions.open_options(viewer=world.viewer("ailsa"), room=room)
    assert str(Room._meta.get_field(missing).verbose_name) in str(why.value)


def in_the_post_of(world, label, amount):
    a_scheme(world)
    asked = {"decision_type": "respite", "post": post(label), "amount": amount}
    return can_decide(partnership=world.partnership, **asked)


def test_a_mandate_taken_from_the_scheme_stands_in_the_record_and_drift_sees_the_level(world, keys):
    ailsa, room = world.viewer("ailsa"), with_options(world)
    answer = in_the_post_of(world, "Nurse consultant", 3000)
    room = actions.take_mandate(viewer=ailsa, room=room, answer=answer)
    actions.write_rule(viewer=ailsa, room=room, rule=Rule())
    room = actions.seal_rule(viewer=ailsa, room=room)
    vote(world, room, "ailsa", {"1": 1})
    room = record(world, close(world, room))
    content = release_of(room, RECORD)
    assert content["mandate"] == answer.mandate
    assert content["answer"]["sentence"] == "Yes. Clause 3.3 says so."
    assert release_of(room, RULE)["answer"]["clause"] == "3.3"
    taken = LevelTaken.objects.get(record=room.decision.record)
    assert (taken.decision_type, taken.level) == ("respite", "middle_manager")


def test_a_no_of_the_scheme_is_no_mandate(world, drafted):
    answer = in_the_post_of(world, "Support worker", 3000)
    with pytest.raises(actions.NotReady, match="Ask: Chief officer"):
        actions.take_mandate(viewer=world.viewer("ailsa"), room=drafted, answer=answer)


def test_a_mandate_written_in_words_takes_the_place_of_the_answer(world, drafted):
    ailsa, answer = world.viewer("ailsa"), in_the_post_of(world, "Chief officer", None)
    room = actions.take_mandate(viewer=ailsa, room=drafted, answer=answer)
    room = actions.change_room(viewer=ailsa, room=room, draft=DRAFT)
    assert (room.answer, room.mandate) == (None, DRAFT.mandate)


def test_an_amendment_stands_with_its_mover_and_changes_the_option_when_taken_up(world, optioned):
    option = optioned.options.get(number=1)
    said = {"words": "A place for carers, open at weekends too.", "why": "They work."}
    moved = actions.move_amendment(viewer=world.viewer("catriona"), option=option, **said)
    actions.answer_amendment(viewer=world.viewer("ailsa"), amendment=moved, is_taken=True)
    option.refresh_from_db()
    moved.refresh_from_db()
    assert option.words == said["words"]
    assert (moved.before, moved.moved_by) == (
        "A place for carers, open each day.",
        world.people["catriona"],
    )


def test_an_amendment_is_declined_only_with_a_reason(world, optioned):
    option = optioned.options.get(number=1)
    catriona = world.viewer("catriona")
    moved = actions.move_amendment(viewer=catriona, option=option, words="No.", why="So.")
    with pytest.raises(actions.NothingSaid):
        actions.answer_amendment(viewer=world.viewer("ailsa"), amendment=moved, is_taken=False)


def test_a_rule_is_not_sealed_while_an_amendment_waits(world, optioned):
    option = optioned.options.get(number=1)
    catriona = world.viewer("catriona")
    actions.move_amendment(viewer=catriona, option=option, words="Something else.", why="So.")
    with pytest.raises(actions.NotReady):
        seal(world, room=optioned)


def test_after_sealing_nothing_of_it_can_be_changed(world, voting):
    ailsa, option = world.viewer("ailsa"), voting.options.get(number=1)
    attempts = (
        lambda: actions.write_rule(viewer=ailsa, room=voting, rule=Rule(threshold="2/3")),
        lambda: actions.change_room(viewer=ailsa, room=voting, draft=DRAFT),
        lambda: actions.propose_option(viewer=ailsa, room=voting, words="A third."),
        lambda: actions.move_amendment(viewer=ailsa, option=option, words="Other.", why="So."),
        lambda: actions.withdraw_option(viewer=ailsa, option=option, because="So."),
        lambda: actions.seal_rule(viewer=ailsa, room=voting),
    )
    for attempt in attempts:
        with pytest.raises(WrongPhase):
            attempt()


def test_the_roll_holds_everybody_with_their_class(world, voting):
    classes = {one.person.name: one.partner_class for one in Elector.objects.filter(room=voting)}
    assert classes == {
        "Ailsa": "statutory",
        "Bashir": "statutory",
        "Effie": "statutory",
        "Morag": "voluntary",
        "Catriona": "people",
    }


def test_a_secret_majority_by_class_is_refused_where_a_class_has_fewer_than_five(world, optioned):
    with pytest.raises(actions.NotARule, match="fewer than five"):
        seal(world, Rule(each_class=True), room=optioned)
    seal(world, Rule(each_class=True, secret=False), room=optioned)


def test_the_last_ballot_counts_and_only_one(world, voting):
    for option in ("1", "2", "2"):
        vote(world, voting, "bashir", {option: 1})
    assert Ballot.objects.filter(room=voting).count() == 1
    content = release_of(close(world, voting), RESULT)
    assert content["count"]["totals"] == {"1": 0, "2": 1}


@pytest.mark.parametrize("marks", [{"9": 1}, {"1": 1, "2": 1}, {"1": -1}, {"1": "x"}, {"1": True}])
def test_a_ballot_that_the_rule_cannot_count_is_refused(world, voting, marks):
    with pytest.raises(actions.SpoiledBallot):
        vote(world, voting, "bashir", marks)
    assert not Ballot.objects.exists()


def test_a_late_ballot_is_refused_not_lost(world, decided):
    with pytest.raises(WrongPhase):
        vote(world, decided, "bashir", {"1": 1})


def test_a_majority_is_counted_with_turnout_by_class(world, decided):
    content = release_of(decided, RESULT)
    assert content["verdict"] == "passed"
    assert content["count"]["winners"] == ["1"]
    assert {row["class"]: row["voted"] for row in content["turnout"]} == {
        "statutory": 3,
        "voluntary": 1,
        "people": 1,
    }


def test_tallies_of_small_classes_are_kept_back_in_a_secret_vote(world, decided):
    rows = release_of(decided, RESULT)["by_class"]
    assert all(count is None for row in rows for count in row["tallies"].values())


def test_each_class_has_to_pass_where_the_rule_says_so(world, keys):
    rule = Rule(each_class=True, secret=False)
    content = release_of(decide(world, rule), RESULT)
    assert {row["class"]: row["passed"] for row in content["by_class"]} == {
        "statutory": True,
        "voluntary": True,
        "people": False,
    }
    assert content["verdict"] == "not_passed"


@pytest.mark.parametrize(
    ("quorum_of", "voters", "verdict"),
    [
        ("all", ("ailsa", "bashir"), "no_quorum"),
        ("all", ("ailsa", "bashir", "effie"), "passed"),
        ("class", ("ailsa", "bashir", "effie"), "no_quorum"),
        ("class", ("ailsa", "bashir", "morag", "catriona"), "passed"),
    ],
)
def test_a_quorum_of_all_or_of_each_class(world, keys, quorum_of, voters, verdict):
    rule = Rule(quorum="1/2", quorum_of=quorum_of)
    room = decide(world, rule, dict.fromkeys(voters, "1"))
    assert release_of(room, RESULT)["verdict"] == verdict


def test_consent_passes_when_the_objection_is_met(world, keys):
    room = with_options(world, words=("A place for carers.",))
    room = seal(world, Rule(method="consent", secret=False), room=room)
    vote(world, room, "ailsa", {"position": "agree"})
    vote(world, room, "effie", {"position": "object", "reason": "Nobody can get there."})
    effie = world.viewer("effie")
    objection = actions.raise_objection(viewer=effie, room=room, reason="Nobody can get there.")
    with pytest.raises(actions.StillOpen):
        close(world, room)
    actions.settle_objection(viewer=effie, objection=objection, state="met", answer="A bus goes.")
    assert release_of(close(world, room), RESULT)["verdict"] == "passed"


def test_a_standing_objection_stops_consent_and_is_kept_in_full(world, keys):
    room = with_options(world, words=("A place for carers.",))
    room = seal(world, Rule(method="consent", secret=False), room=room)
    effie, why = world.viewer("effie"), "Nobody can get there after six."
    vote(world, room, "effie", {"position": "object", "reason": why})
    objection = actions.raise_objection(viewer=effie, room=room, reason=why)
    actions.settle_objection(viewer=effie, objection=objection, state="stands", answer="No bus.")
    room = close(world, room)
    assert release_of(room, RESULT)["verdict"] == "not_passed"
    actions.write_record(viewer=world.viewer("ailsa"), room=room, told=told(world))
    assert why in release_of(room, RECORD)["dissent"]


def test_consent_cannot_be_secret(world, optioned):
    with pytest.raises(actions.NotARule):
        seal(world, Rule(method="consent"), room=optioned)


def test_a_fair_split_stands_beside_the_greedy_outcome(world, keys):
    """Three want the carers' things, two the young people's; each costs the same."""
    words = ("Carers' room", "Carers' bus", "Youth room", "Youth bus")
    rule = Rule(method="equal-shares", budget=30, completion="none")
    room = seal(world, rule, words=words, costs=(10, 10, 10, 10))
    for name in ("ailsa", "bashir", "morag"):
        vote(world, room, name, {"1": 1, "2": 1})
    for name in ("effie", "catriona"):
        vote(world, room, name, {"3": 1, "4": 1})
    count = release_of(close(world, room), RESULT)["count"]
    assert set(count["winners"]) == {"1", "3"}
    assert count["greedy"]["winners"] == ["1", "2", "3"]


@pytest.mark.parametrize("method", ["schulze", "instant-runoff", "stv"])
def test_rankings_are_counted(world, keys, method):
    room = seal(world, Rule(method=method), words=("One", "Two", "Three"), costs=(None,) * 3)
    for name in ("ailsa", "bashir", "effie"):
        vote(world, room, name, {"2": 1, "1": 2})
    vote(world, room, "morag", {"3": 1})
    assert release_of(close(world, room), RESULT)["count"]["winners"] == ["2"]


@pytest.mark.parametrize(("method", "mark"), [("approval", 1), ("score", 4)])
def test_ticks_and_points_are_added_up(world, keys, method, mark):
    room = seal(world, Rule(method=method))
    vote(world, room, "ailsa", {"1": mark})
    vote(world, room, "bashir", {"1": mark, "2": mark})
    count = release_of(close(world, room), RESULT)["count"]
    assert count["totals"] == {"1": 2 * mark, "2": mark}


def test_consensus_fails_where_somebody_cannot_live_with_it(world, keys):
    room = with_options(world, words=("A place for carers.",))
    room = seal(world, Rule(method="consensus", secret=False), room=room)
    vote(world, room, "ailsa", {"position": "live with"})
    vote(world, room, "bashir", {"position": "object", "reason": "Too dear."})
    assert release_of(close(world, room), RESULT)["verdict"] == "not_passed"


def test_a_record_needs_promises_or_a_reason_why_there_are_none(world, decided):
    ailsa = world.viewer("ailsa")
    with pytest.raises(actions.RoomError):
        actions.write_record(viewer=ailsa, room=decided, told=told(world, promises=[]))
    why = {"promises": [], "no_promise_because": "The library stays as it is."}
    decision = actions.write_record(viewer=ailsa, room=decided, told=told(world, **why))
    assert decision.no_promise_because == why["no_promise_because"]


def test_a_record_is_written_once(world, recorded):
    with pytest.raises(actions.RoomError):
        actions.write_record(viewer=world.viewer("ailsa"), room=recorded, told=told(world))


def test_a_review_is_never_blank_and_moves_the_day(world, recorded):
    ailsa = world.viewer("ailsa")
    said = {"verdict": "kept", "became": "partly", "next_on": in_days(200)}
    with pytest.raises(actions.NothingSaid):
        actions.review_room(viewer=ailsa, room=recorded, found="  ", **said)
    actions.review_room(viewer=ailsa, room=recorded, found="Forty carers come each week.", **said)
    recorded.decision.refresh_from_db()
    assert recorded.decision.review_on == in_days(200)


@pytest.mark.parametrize("kind", [RULE, RESULT, RECORD])
def test_a_change_after_the_fact_is_exposed_by_verify(world, keys, kind):
    room = record(world)
    assert verify_chain(world.partnership.pk).is_intact
    release = Release.objects.get(activity=room.activity_id, kind=kind)
    release.content = release.content | {"text": "Something else", "verdict": "not_passed"}
    release.save()
    assert not verify_chain(world.partnership.pk).is_intact


def test_an_objection_walks_its_path_forward_and_ends(world, voting):
    bashir, ailsa = world.viewer("bashir"), world.viewer("ailsa")
    objection = actions.raise_objection(viewer=bashir, room=voting, reason="It is too far.")
    with pytest.raises(actions.RoomError, match="neither side"):
        actions.take_next_step(viewer=bashir, objection=objection)
    for _step in range(3):
        actions.take_next_step(viewer=bashir, objection=objection, helper=world.people["effie"])
    with pytest.raises(actions.RoomError, match="path ends here"):
        actions.take_next_step(viewer=bashir, objection=objection, helper=world.people["effie"])
    kinds = [step.kind for step in objection.steps.all()]
    assert kinds == ["talk", "facilitated", "mediated", "independent"]
    with pytest.raises(actions.RoomError, match="Only whoever objects"):
        actions.settle_objection(viewer=ailsa, objection=objection, state="met", answer="So.")
    with pytest.raises(actions.StillOpen):
        actions.settle_objection(viewer=ailsa, objection=objection, state="stands", answer="So.")


def test_a_coordinator_lets_an_objection_stand_once_its_step_has_run(world, voting):
    objection = actions.raise_objection(
        viewer=world.viewer("bashir"), room=voting, reason="It is too far."
    )
    with time_machine.travel(timezone.now() + timedelta(days=8), tick=False):
        actions.settle_objection(
            viewer=world.viewer("ailsa"), objection=objection, state="stands", answer="No change."
        )
    objection.refresh_from_db()
    assert objection.state == Objection.State.STANDS
