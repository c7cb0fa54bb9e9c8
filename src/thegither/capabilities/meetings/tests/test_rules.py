"""Who may do what, when: one table that a policy colleague can read.

C coordinator (Ailsa), H chair (Morag), N note-taker (Bashir), E expected (Catriona), O moderator (Morag as
such), M any other member (Effie), L whoever is neither member nor signed in. The meeting of the table is
public; the last tests take the sight away.
"""

import pytest
from django.utils import timezone
from tests.world_meetings import plan

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.phases import AGREED, CANCELLED, HELD, PHASES, PLANNED
from thegither.spine.people.actions import give_seat, withdraw_seat
from thegither.spine.people.rules import allows
from thegither.spine.spaces.visibility import HOUSE

PEOPLE = {
    "ailsa": "C", "morag": "H", "bashir": "N", "catriona": "E", "effie": "MO", "nobody": "L",
    "duncan": "L",
}  # fmt: skip
#                     planned  held      agreed      cancelled
TABLE = {
    "change_meeting":  ("CHN", "", "", ""),
    "cancel":          ("CHN", "", "", ""),
    "copy":            ("CHN", "CHN", "CHN", "CHN"),
    "start":           ("CHN", "", "", ""),
    "arrange":         ("CHN", "CHN", "", ""),
    "suggest_item":    ("CHNEM", "", "", ""),
    "expect":          ("CHN", "CHN", "", ""),
    "answer":          ("E", "", "", ""),
    "record_agreed":   ("CHN", "CHN", "", ""),
    "take_attendance": ("", "CHN", "", ""),
    "write_minutes":   ("", "CHN", "", ""),
    "read_minutes":    ("", "CHNEM", "CHNEML", ""),
    "raise_question":  ("", "CHN", "", ""),
    "agree_minutes":   ("", "CHN", "", ""),
    "correct_minutes": ("", "", "CHN", ""),
    "safeguard":       ("O", "O", "O", ""),
}  # fmt: skip


@pytest.fixture
def public(world):
    """A public meeting today; Effie moderates instead of Morag, who chairs."""
    give_seat(viewer=HOUSE, person=world.people["effie"], duty="moderator")
    withdraw_seat(viewer=HOUSE, seat=world.people["morag"].seats.get(duty="moderator"))
    meeting = plan(world, days=0, chair=world.people["morag"], note_taker=world.people["bashir"],
                   audience="public")  # fmt: skip
    ailsa = world.viewer("ailsa")
    actions.expect_people(viewer=ailsa, meeting=meeting, people=[world.people["catriona"]])
    return meeting


def enter(world, meeting, phase):
    ailsa = world.viewer("ailsa")
    if phase == CANCELLED:
        return actions.cancel_meeting(viewer=ailsa, meeting=meeting, reason="Snow")
    if phase in (HELD, AGREED):
        meeting = actions.start_meeting(viewer=ailsa, meeting=meeting)
    if phase == AGREED:
        today = timezone.localdate()
        meeting = actions.agree_minutes(viewer=ailsa, meeting=meeting, agreed_on=today)
    return meeting


def test_the_table_names_every_verb():
    assert set(TABLE) == PHASES.verbs


@pytest.mark.parametrize("column, phase", list(enumerate([PLANNED, HELD, AGREED, CANCELLED])))
def test_everybody_may_do_what_the_table_says(world, public, column, phase):
    meeting = enter(world, public, phase)
    for verb, row in TABLE.items():
        for name, duties in PEOPLE.items():
            may = allows(f"meetings.{verb}", world.viewer(name), meeting)
            assert may == bool(set(duties) & set(row[column])), (verb, name, phase)


def test_without_the_public_only_members_read_agreed_minutes(world, agreed):
    assert allows("meetings.read_minutes", world.viewer("catriona"), agreed)
    for name in ("nobody", "duncan"):
        assert not allows("meetings.read_minutes", world.viewer(name), agreed)


@pytest.mark.parametrize("verb", sorted(TABLE))
def test_nobody_may_do_anything_with_what_is_hidden_from_them(world, public, verb):
    world.hide_from_everybody(public.record)
    for name in PEOPLE:
        assert not allows(f"meetings.{verb}", world.viewer(name), public)


@pytest.mark.parametrize("name, may", [("ailsa", True), ("morag", False), ("duncan", False)])
def test_only_coordinators_plan_a_meeting(world, name, may):
    assert allows("meetings.create", world.viewer(name), world.partnership) is may
