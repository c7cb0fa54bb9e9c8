"""Directives that end, risks that have a stop rule, permissions that run out, and what is counted of it all."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from tests.browser.decision_pages import directed, permitted, tried
from tests.world_decisions import QUESTION, decide, in_days, record, told

from thegither.capabilities.decisions import actions, tasks
from thegither.capabilities.decisions.queries.board import board_lines
from thegither.capabilities.decisions.queries.handing_out import (
    ballots_of,
    motion_file,
    open_files,
    reviews_calendar,
)
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.capabilities.decisions.queries.talk import blend_of, reckoning, talk_figure
from thegither.spine.promises.actions import settle_promise
from thegither.spine.promises.models import Decision


def tick() -> None:
    for work in tasks.due():
        work()


def is_over(directive) -> bool:
    return Decision.objects.get(pk=directive.decision_id).ended_on is not None


def later(days: int):
    return time_machine.travel(timezone.now() + timedelta(days=days), tick=False)


def test_a_directive_ends_on_its_day_by_the_clock(world):
    directive = directed(world)
    for day, ended in ((59, False), (60, False), (61, True)):
        with later(day):
            tick()
            assert is_over(directive) is ended


@pytest.mark.parametrize("days", [0, -1, 185, 1000])
def test_a_directive_ends_within_half_a_year(world, days):
    with pytest.raises(actions.RoomError, match="half a year"):
        actions.direct(
            viewer=world.viewer("ailsa"),
            partnership=world.partnership,
            text="The hall closes.",
            taken_by=world.people["effie"],
            reason="The roof.",
            scope="The hall.",
            ends_on=in_days(days),
            mandate="3.1",
        )


def test_only_a_decision_taken_together_renews_a_directive_and_only_once(world, keys):
    directive, ailsa = directed(world), world.viewer("ailsa")
    failed = decide(world, Rule(threshold="3/4"))
    with pytest.raises(actions.NotReady):
        actions.renew_directive(viewer=ailsa, directive=directive, room=failed, until=in_days(90))
    passed = decide(world)
    actions.renew_directive(viewer=ailsa, directive=directive, room=passed, until=in_days(90))
    with later(61):
        tick()
        assert not is_over(directive)
        with pytest.raises(actions.NotReady):
            actions.renew_directive(
                viewer=ailsa, directive=directive, room=passed, until=in_days(150)
            )
    with later(91):
        tick()
        assert is_over(directive)


def test_what_has_ended_cannot_be_renewed(world, keys):
    directive, passed = directed(world), decide(world)
    with later(61), pytest.raises(actions.RoomError, match="has ended"):
        actions.renew_directive(
            viewer=world.viewer("ailsa"), directive=directive, room=passed, until=in_days(30)
        )


def test_the_balance_of_decisions_recounts(world, keys):
    directed(world)
    record(world)
    row = blend_of(world.viewer("ailsa"), world.partnership)[0]
    assert (row.together, row.alone) == (1, 1)


@pytest.mark.parametrize("missing", ["benefit", "harm", "mitigation", "shared_by", "stop_rule"])
def test_nothing_starts_without_its_good_its_harm_and_its_stop_rule(world, missing):
    said = dict.fromkeys(
        ("title", "benefit", "harm", "mitigation", "shared_by", "stop_rule"), "So."
    )
    draft = actions.RiskDraft(**said | {missing: " "}, review_on=in_days(30))
    with pytest.raises(actions.NothingSaid) as why:
        actions.take_risk(viewer=world.viewer("bashir"), partnership=world.partnership, draft=draft)
    assert why.value.field == missing


def test_a_permission_that_has_run_out_blocks_and_says_so(world):
    permission = permitted(world)
    said = dict.fromkeys(
        ("title", "benefit", "harm", "mitigation", "shared_by", "stop_rule"), "So."
    )
    with later(366):
        draft = actions.RiskDraft(**said, review_on=in_days(30), permission=permission)
        with pytest.raises(actions.RoomError, match="has ended"):
            actions.take_risk(
                viewer=world.viewer("bashir"), partnership=world.partnership, draft=draft
            )


def test_what_came_of_a_risk_is_written_down_once(world):
    risk, bashir = tried(world), world.viewer("bashir")
    actions.end_risk(viewer=bashir, risk=risk, went="well", what_happened="Soup, every day.")
    with pytest.raises(actions.RoomError):
        actions.end_risk(viewer=bashir, risk=risk, went="stopped", what_happened="No.")


def test_talk_to_action_recounts(world, keys):
    record(world)
    silent = decide(world)
    why = {"promises": [], "no_promise_because": "It stays as it is."}
    actions.write_record(viewer=world.viewer("ailsa"), room=silent, told=told(world, **why))
    ailsa = world.viewer("ailsa")
    rows = reckoning(ailsa, world.partnership)
    assert (
        talk_figure(ailsa, world.partnership).value == sum(bool(row.promises) for row in rows) == 1
    )
    kept = next(row for row in rows if row.promises).promises[0].commitment
    settle_promise(viewer=ailsa, commitment=kept, state="kept", said="Open since May.")
    assert sum(row.kept for row in reckoning(ailsa, world.partnership)) == 1


def test_what_was_decided_goes_out_in_open_formats(world, recorded):
    import json

    motion = json.loads(motion_file(world.viewer("bashir"), recorded))
    assert motion["result"] == "pass"
    assert motion["vote_events"][0]["counts"] == [
        {"option": "1", "value": 3},
        {"option": "2", "value": 2},
    ]
    assert b"SUMMARY:Look at it again" in reviews_calendar([recorded])
    names = {name.rpartition("/")[2] for name, _content in open_files(world.partnership)}
    assert names == {"motion.json", "reviews.ics"}


@pytest.mark.parametrize(
    ("rule", "marks", "expected"),
    [
        (Rule(method="equal-shares", budget=10), {"1": 1}, "ballots.pb"),
        (Rule(method="schulze"), {"2": 1, "1": 2}, "ballots.toi"),
    ],
)
def test_ballots_taken_away_are_counted_to_the_same_result(
    world, keys, tmp_path, rule, marks, expected
):
    from tests.world_decisions import close, seal, vote

    from thegither.capabilities.decisions.queries.counting import RULES, Question
    from thegither.capabilities.decisions.queries.reading import RESULT, release_of
    from thegither.formats.ballots import read_ballots

    room = seal(world, rule, costs=(5, 6))
    for name in ("ailsa", "bashir"):
        vote(world, room, name, marks)
    room = close(world, room)
    name, content = ballots_of(world.viewer("bashir"), room)
    assert name == expected
    path = tmp_path / name
    path.write_bytes(content)
    file = read_ballots(path, ranked=rule.is_ranked, about=[], options=None)
    again = RULES[rule.method](Question(file, rule.to_count_by("")))
    assert again["winners"] == release_of(room, RESULT)["count"]["winners"]


def test_the_board_hears_of_what_is_open_and_of_what_was_decided(world, recorded):
    today = timezone.localdate()
    section = board_lines(world.viewer("ailsa"), world.partnership, today, today)[0]
    assert section.lines[0].text == QUESTION
