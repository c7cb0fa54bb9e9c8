"""Who comes, who comes instead and on what mandate, who was there, and whether they could decide."""

import numpy as np
import pytest
from django.utils import timezone
from tests.world_meetings import hold_board, plan

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.models import Attendance
from thegither.capabilities.meetings.queries.attendance import attendance_table
from thegither.capabilities.meetings.queries.people import by_sector, expected, quorum_sentence
from thegither.methods.change import retreats
from thegither.spine.authority.actions import add_delegation
from thegither.spine.people.models import Post
from thegither.spine.spaces.visibility import HOUSE, any_member


def note(world, meeting, **came: str) -> None:
    rows = meeting.attendances.select_related("person")
    said = {row.pk: came.get(row.person.name.lower(), "nobody") for row in rows}
    actions.take_attendance(viewer=world.viewer("ailsa"), meeting=meeting, came=said)


def place(meeting, name: str) -> Attendance:
    return meeting.attendances.get(person__name=name)


def test_apologies_are_one_step_and_can_be_taken_back(world, planned):
    catriona = world.viewer("catriona")
    actions.answer_meeting(viewer=catriona, meeting=planned, is_coming=False)
    assert place(planned, "Catriona").answer == "apologies"
    bashir = world.people["bashir"]
    actions.name_substitute(viewer=catriona, meeting=planned, substitute=bashir, may_decide=True)
    actions.answer_meeting(viewer=catriona, meeting=planned, is_coming=True)
    assert (place(planned, "Catriona").answer, place(planned, "Catriona").substitute) == (
        "coming", None,
    )  # fmt: skip


def test_a_substitute_carries_the_clauses_of_that_day(world, planned):
    post = Post.objects.get(label="Carer")
    for clause, day in (("4.2", None), ("9.9", timezone.localdate())):
        add_delegation(
            viewer=HOUSE, post=post, decision_type="Small grants", limit=500, clause=clause,
            conditions="with the treasurer", valid_to=day,
        )  # fmt: skip
    named = {"viewer": world.viewer("catriona"), "meeting": planned}
    bashir = world.people["bashir"]
    row = actions.name_substitute(**named, substitute=bashir, may_decide=True)
    assert row.mandate == "Small grants, up to £500 (4.2): with the treasurer"
    row = actions.name_substitute(**named, substitute=bashir, may_decide=False)
    assert (row.mandate, row.substitute_may_decide) == ("", False)


@pytest.mark.parametrize("who", ["catriona", "morag"])
def test_nobody_sits_in_two_places(world, planned, who):
    with pytest.raises(actions.NotExpected):
        actions.name_substitute(
            viewer=world.viewer("catriona"),
            meeting=planned,
            substitute=world.people[who],
            may_decide=False,
        )


def test_one_person_comes_for_one_other(world, planned):
    bashir = world.people["bashir"]
    for name in ("catriona", "morag"):
        named = {"viewer": world.viewer(name), "meeting": planned, "substitute": bashir}
        if name == "morag":
            with pytest.raises(actions.NotExpected):
                actions.name_substitute(**named, may_decide=True)
        else:
            actions.name_substitute(**named, may_decide=True)


def test_whoever_is_not_on_the_list_has_nothing_to_answer(world, planned):
    with pytest.raises(actions.NotExpected):
        actions.answer_meeting(viewer=world.viewer("effie"), meeting=planned, is_coming=True)


@pytest.mark.parametrize(
    ("may_decide", "there", "enough"), [(True, 2, "2, reached"), (False, 1, "2, not reached")]
)
def test_a_substitute_who_may_only_speak_makes_no_quorum(world, may_decide, there, enough):
    """The board has three places and a quorum of two; Ailsa is there, and Morag instead of Effie."""
    meeting = plan(world, days=0, quorum=2)
    board = [world.people[name] for name in ("ailsa", "bashir", "effie")]
    actions.expect_people(viewer=world.viewer("ailsa"), meeting=meeting, people=board)
    actions.name_substitute(
        viewer=world.viewer("effie"),
        meeting=meeting,
        substitute=world.people["morag"],
        may_decide=may_decide,
    )
    meeting = actions.start_meeting(viewer=world.viewer("ailsa"), meeting=meeting)
    note(world, meeting, ailsa="self", effie="substitute")
    sentence = quorum_sentence(meeting, list(expected(meeting)))
    assert sentence.startswith(f"There, and able to decide: {there} of 3 expected.")
    assert f"Quorum: {enough}" in sentence


def test_the_list_is_sorted_by_sector(world, planned):
    bashir = world.people["bashir"]
    actions.expect_people(viewer=world.viewer("ailsa"), meeting=planned, people=[bashir])
    rows = by_sector(expected(planned))
    assert [(row.sector, len(row.places)) for row in rows] == [("public", 1), ("voluntary", 2)]


def test_expecting_a_body_twice_changes_nothing(world, planned):
    new = actions.expect_body(
        viewer=world.viewer("ailsa"), meeting=planned, body=world.organizations["carers"]
    )
    assert new == 0


def test_attendance_comes_as_arrays_that_the_watch_for_retreats_takes(world):
    """Two meetings of the board; health misses the second, and carers had a place at the second only::

              last month   today
    Council      2 of 2    2 of 2
    Health       1 of 1    0 of 1
    Carers         -       1 of 1
    """
    first, second = hold_board(world, days=-28), hold_board(world)
    morag = [world.people["morag"]]
    actions.expect_people(viewer=world.viewer("ailsa"), meeting=second, people=morag)
    note(world, first, ailsa="self", bashir="self", effie="self")
    note(world, second, ailsa="self", bashir="self", morag="self")
    table = attendance_table(any_member(world.partnership.pk), world.partnership)
    assert table.names == ("Kirkbrae Carers", "Kirkbrae Council", "Kirkbrae Health")
    assert table.meetings == (first.pk, second.pk)
    np.testing.assert_array_equal(table.came, [[np.nan, 1], [2, 2], [1, 0]])
    np.testing.assert_array_equal(table.seats, [[np.nan, 1], [2, 2], [1, 1]])
    assert len(retreats(table.came, table.seats).alarms) == 3


def test_meetings_without_noted_attendance_are_no_column(world, held):
    table = attendance_table(any_member(world.partnership.pk), world.partnership)
    assert table.came.shape == (0, 0)
