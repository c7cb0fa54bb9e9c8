"""What the board paper says of conversations: in its time, for its reader, with what nobody can tell."""

from datetime import timedelta

from django.utils import timezone

from thegither.capabilities.conversations.activity import board_lines
from thegither.capabilities.conversations.tests.test_results import TWO_CAMPS

QUESTION = "How do we look after carers?"


def told(world, who="bashir", days_ago=30, until_days_ago=0):
    today = timezone.localdate()
    since, until = today - timedelta(days=days_ago), today - timedelta(days=until_days_ago)
    return board_lines(world.viewer(who), world.partnership, since, until)


def work_out(conversation, result: dict) -> None:
    """As if this had been the result."""
    landscape = conversation.landscapes.get()
    landscape.result = result
    landscape.save()


def without_groups() -> dict:
    rows = [{**row, "groups": []} for row in TWO_CAMPS["statements"]]
    apart = {"groups": [], "apart": [], "spots": [], "common_ground": [], "statements": rows}
    return {**TWO_CAMPS, **apart, "verdict": "no_structure"}


def test_one_that_is_being_prepared_is_not_told(world, prepared):
    assert told(world) == []


def test_an_open_one_says_how_many_came_so_far_and_that_nothing_is_known_yet(world, busy):
    (section,) = told(world)
    assert section.title == QUESTION
    assert section.lines[0].text.startswith("It is still open. So far: 37 people (37 answered")
    assert not section.rows and "no results yet" in section.cannot_tell[0]


def test_counts_only_come_as_a_table_of_figures_and_say_why(world, closed):
    work_out(closed, without_groups())
    (section,) = told(world)
    assert section.caption == "What most people agreed with"
    assert len(section.rows) == 5
    assert all(figure.limits for _text, figure in section.rows)
    assert section.url.endswith("/results/")
    assert any("counts only" in said for said in section.cannot_tell)


def test_groups_are_told_by_their_size_and_what_sets_them_apart(world, closed):
    work_out(closed, TWO_CAMPS)
    (section,) = told(world)
    first = next(line for line in section.lines if line.text.startswith("Group A"))
    assert first.text.startswith("Group A: 18 people (")
    assert "One big centre would help carers most." in first.notes[0]
    assert "18 of 18 answered; 18 agree (100%" in first.notes[0]


def test_a_link_that_went_round_leaves_open_who_was_asked(world, closed):
    (section,) = told(world)
    assert any("Nobody knows how many were asked" in said for said in section.cannot_tell)


def test_one_that_closed_after_the_period_is_left_out(world, closed):
    # Two days: it closed when it was made for all tests, which may be on the other side of midnight.
    assert told(world, until_days_ago=2) == []


def test_somebody_outside_is_told_what_is_public(world, closed):
    closed.record.audience = "members"
    closed.record.save()
    assert told(world, "nobody") == []
    closed.record.audience = "public"
    closed.record.save()
    assert len(told(world, "nobody")) == 1
