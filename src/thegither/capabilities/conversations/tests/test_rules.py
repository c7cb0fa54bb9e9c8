"""Who may do what, when: one table that a policy colleague can read.

M members, C coordinators, O moderators, L whoever is neither member nor signed in.
The conversation of the table is open to its link; the last tests take the link and the sight away.
"""

import pytest
from tests.world_conversations import prepare

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.phases import VERBS
from thegither.spine.people.rules import allows

PEOPLE = {"bashir": "M", "ailsa": "C", "morag": "O", "nobody": "L", "duncan": "L"}
#                      preparing  open    closed
TABLE = {
    "change_conversation": ("C", "", ""),
    "discard": ("C", "C", ""),
    "open":                ("C", "", ""),
    "share":               ("", "C", ""),
    "invite":              ("", "C", ""),
    "close":               ("", "C", ""),
    "take_part":           ("", "MCOL", ""),
    "vote":                ("", "MCOL", ""),
    "write_statement":     ("", "MCOL", ""),
    "moderate":            ("", "O", ""),
    "name_hours":          ("CO", "CO", ""),
    "safeguard":           ("", "O", "O"),
    "type_paper":          ("", "CO", ""),
    "see_results":         ("", "", "MCOL"),
    "where_you_stand":     ("", "", "MCOL"),
    "export":              ("", "", "MCO"),
}  # fmt: skip


def test_the_table_names_every_verb():
    assert set(TABLE) == VERBS


# Made before the world is put back for this test, also when no test before this one asked for it.
@pytest.mark.usefixtures("closed_made_once")
@pytest.mark.parametrize("column, phase", list(enumerate(["prepared", "opened", "closed"])))
def test_everybody_may_do_what_the_table_says(request, world, column, phase):
    conversation = request.getfixturevalue(phase)
    for verb, row in TABLE.items():
        for name, duty in PEOPLE.items():
            may = allows(f"conversations.{verb}", world.viewer(name), conversation)
            assert may == (duty in row[column]), (verb, name, phase)


def test_without_the_link_only_members_have_a_voice(world, keys):
    conversation = prepare(world, open_to_link=False)
    conversation = actions.open_conversation(
        viewer=world.viewer("ailsa"), conversation=conversation
    )
    assert not allows("conversations.vote", world.viewer("nobody"), conversation)
    assert allows("conversations.vote", world.viewer("catriona"), conversation)


@pytest.mark.parametrize("verb", sorted(TABLE))
def test_nobody_may_do_anything_with_what_is_hidden_from_them(world, opened, verb):
    world.hide_from_everybody(opened.record)
    for name in PEOPLE:
        assert not allows(f"conversations.{verb}", world.viewer(name), opened)


@pytest.mark.parametrize("name, may", [("ailsa", True), ("morag", False), ("duncan", False)])
def test_only_coordinators_begin_or_bring_in_a_conversation(world, name, may):
    for rule in ("conversations.create", "conversations.import_polis"):
        assert allows(rule, world.viewer(name), world.partnership) is may
