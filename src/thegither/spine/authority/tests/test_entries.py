"""Lines and clauses are written and struck, never altered; what cannot be is refused with its field."""

from decimal import Decimal

import pytest

from thegither.spine.authority import actions
from thegither.spine.authority.models import AccountabilityLine, Delegation
from thegither.spine.authority.queries import (
    delegations_on,
    lines_on,
    to_look_at,
    written_delegations,
)
from thegither.spine.authority.tests.made import DAY, TODAY, allow, answers
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.people.errors import WrongEntry


def test_a_change_counts_from_its_day_and_leaves_the_days_before_as_they_were(world):
    clause = allow(world, "Support worker", "3.1", 500, valid_from=TODAY - 90 * DAY)
    ailsa = world.viewer("ailsa")
    actions.change_delegation(
        viewer=ailsa, delegation=clause, from_day=TODAY, clause="3.1", limit=Decimal(800)
    )
    said = {
        days: [int(row.limit) for row in delegations_on(ailsa, TODAY + days * DAY)]
        for days in (-91, -90, -1, 0, 400)
    }
    assert said == {-91: [], -90: [500], -1: [500], 0: [800], 400: [800]}
    assert Delegation.objects.count() == 3  # the struck one, and two that stand in its place


def test_a_change_from_its_first_day_leaves_nothing_of_the_old(world):
    clause = allow(world, "Support worker", "3.1", 500, valid_from=TODAY)
    ailsa = world.viewer("ailsa")
    actions.change_delegation(viewer=ailsa, delegation=clause, from_day=TODAY, clause="3.1")
    (row,) = written_delegations(ailsa)
    assert (row.limit, row.valid_from) == (None, TODAY)


def test_what_ended_stays_written_for_its_days_and_what_was_struck_does_not(world):
    line, other = (
        answers(world, "Support worker", "Organizer"),
        answers(world, "Organizer", "Carer"),
    )
    ailsa = world.viewer("ailsa")
    actions.end_entry(viewer=ailsa, entry=line, last_day=TODAY)
    actions.strike_entry(viewer=ailsa, entry=other, because="It was never so.")
    assert [row.from_post.label for row in lines_on(ailsa, TODAY)] == ["Support worker"]
    assert not lines_on(ailsa, TODAY + DAY)
    verbs = AuditEntry.objects.filter(chain=world.partnership.pk).values_list("verb", flat=True)
    assert {"end_accountabilityline", "strike_accountabilityline"} <= set(verbs)


def test_what_somebody_changed_a_moment_ago_is_not_changed_over_it(world):
    clause = allow(world, "Support worker", "3.1", 500)
    actions.strike_entry(viewer=world.viewer("ailsa"), entry=clause, because="A slip.")
    with pytest.raises(WrongEntry, match="a moment ago"):
        actions.end_entry(viewer=world.viewer("ailsa"), entry=clause, last_day=TODAY)


@pytest.mark.parametrize(
    ("make", "field"),
    [
        (lambda w: answers(w, "Carer", "Carer"), "to_post"),
        (lambda w: [answers(w, "Carer", "Organizer") for _ in "12"], "to_post"),
        (lambda w: answers(w, "Carer", "Organizer", valid_from=TODAY, valid_to=TODAY - DAY), "valid_to"),
        (lambda w: [allow(w, "Carer", "1", 5) for _ in "12"], "limit"),
        (
            lambda w: actions.change_delegation(
                viewer=w.viewer("ailsa"),
                delegation=allow(w, "Carer", "1", valid_from=TODAY),
                from_day=TODAY - DAY,
                clause="1",
            ),
            "from_day",
        ),
        (
            lambda w: actions.end_entry(
                viewer=w.viewer("ailsa"),
                entry=allow(w, "Carer", "1", valid_to=TODAY),
                last_day=TODAY + DAY,
            ),
            "last_day",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_beside_its_field(world, make, field):
    with pytest.raises(WrongEntry) as problem:
        make(world)
    assert problem.value.field == field


def test_the_same_line_on_other_days_is_another_line(world):
    answers(world, "Carer", "Organizer", valid_to=TODAY)
    answers(world, "Carer", "Organizer", valid_from=TODAY + DAY)
    assert AccountabilityLine.objects.count() == 2


def test_every_change_asks_the_house_to_look_again(world):
    assert not to_look_at(TODAY)
    clause = allow(world, "Support worker", "3.1")
    for change in (
        lambda: None,
        lambda: actions.end_entry(viewer=world.viewer("ailsa"), entry=clause, last_day=TODAY),
    ):
        change()
        assert list(to_look_at(TODAY)) == [world.partnership]
        actions.look_for_trouble(partnership=world.partnership)
        assert not to_look_at(TODAY)
    assert list(to_look_at(TODAY + DAY)) == [world.partnership]
