"""Who may do what, when: one table that a policy colleague can read.

M Catriona, a member; B Bashir, who promised and was asked; C Ailsa, a coordinator; O Morag, a moderator;
N nobody in particular; D Duncan, of another partnership. "hidden" is behind a hiding that spares nobody.
"""

import pytest

from thegither.spine.people.rules import allows
from thegither.spine.promises import actions
from thegither.spine.promises.tests.made import decide, make

PEOPLE = {"catriona": "M", "bashir": "B", "ailsa": "C", "morag": "O", "nobody": "N", "duncan": "D"}
#                         members'  public     hidden
TABLE = {
    ("settle", "promise"):  ("BC",   "BC",      ""),
    ("review", "decision"): ("C",    "C",       ""),
    ("close", "issue"):     ("BC",   "BC",      ""),
    ("answer", "question"): ("BC",   "BC",      ""),
    ("ask", "about"):       ("MBCO", "MBCOND",  ""),
    ("ask", "asked"):       ("",     "",        ""),
    ("safeguard", "about"): ("O",    "O",       ""),
    ("record", "house"):    ("C",    "C",       "C"),
    ("promise", "house"):   ("MBCO", "MBCO",    "MBCO"),
    ("raise", "house"):     ("MBCO", "MBCO",    "MBCO"),
}  # fmt: skip


def things(world, audience):
    promise, decision = make(world, audience=audience), decide(world, audience=audience)
    issue = actions.raise_issue(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        title="Who pays?",
        owner=world.people["bashir"],
        audience=audience,
    )
    question = actions.ask_what_became(viewer=world.viewer("catriona"), about=promise.record)
    named = {"promise": promise, "decision": decision, "issue": issue, "question": question}
    return named | {
        "about": promise.record,
        "asked": question.record,
        "house": world.partnership,
    }


@pytest.mark.parametrize("column, audience", list(enumerate(["members", "public", "members"])))
def test_everybody_may_do_what_the_table_says(world, column, audience):
    found = things(world, audience)
    if column == 2:
        for name in ("promise", "decision", "issue", "question"):
            world.hide_from_everybody(found[name].record)
    for (verb, thing), row in TABLE.items():
        for name, letter in PEOPLE.items():
            may = allows(f"promises.{verb}", world.viewer(name), found[thing])
            assert may == (letter in row[column]), (verb, thing, name)


def test_whoever_takes_a_promise_over_may_say_what_came_of_it_and_nobody_before(world):
    promise = make(world)
    actions.hand_over_promise(
        viewer=world.viewer("ailsa"), commitment=promise, to=world.people["effie"], reason="Moved."
    )
    assert allows("promises.settle", world.viewer("effie"), promise)
    assert not allows("promises.settle", world.viewer("bashir"), promise)
