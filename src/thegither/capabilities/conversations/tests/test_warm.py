"""Kept warm while open: folded in equals worked out cold, nothing of it is seen, and no page computes."""

import numpy as np
import pytest
from django.urls import NoReverseMatch, reverse
from tests.world_conversations import count, fill

from thegither.capabilities.conversations import actions, tasks, urls
from thegither.capabilities.conversations.models import Landscape, Statement, Tally
from thegither.capabilities.conversations.queries import warmth
from thegither.capabilities.conversations.queries.taking_part import guest_of, voter_of
from thegither.methods.opinion import warm as method


@pytest.fixture(autouse=True)
def fresh_memory(monkeypatch):
    monkeypatch.setattr(warmth, "_memories", {})
    monkeypatch.setattr(warmth, "_notes", {})


@pytest.fixture
def began_cold(monkeypatch) -> list[int]:
    """How many votes each cold beginning had to read."""
    seen: list[int] = []
    monkeypatch.setattr(
        warmth,
        "warm_up",
        lambda votes, out: seen.append(votes.n_votes) or method.warm_up(votes, out),
    )
    return seen


def assert_as_if_cold(conversation) -> None:
    count()
    warm = warmth.warm_extremity(conversation, 15)
    warmth.forget_all_but([])
    cold = warmth.warm_extremity(conversation, 15)
    assert warm.keys() == cold.keys()
    assert np.allclose([warm[n] for n in cold], list(cold.values()), rtol=1e-9, atol=1e-12)


def test_new_voters_changed_votes_and_new_statements_are_folded_in(world, busy, began_cold):
    actions.refresh_extremity(conversation=busy)
    number_one = busy.statements.get(number=1).pk
    actions.cast_vote(voter=guest_of(busy, "somebody new"), statement=number_one, choice=-1)
    actions.cast_vote(voter=voter_of(world.viewer("bashir"), busy), statement=number_one, choice=-1)
    written = actions.write_statement(voter=guest_of(busy, "neighbour 1"), text="More buses.")
    actions.moderate_statement(viewer=world.viewer("morag"), statement=written, verdict="accept")
    for neighbour in range(9):
        voter = guest_of(busy, f"neighbour {neighbour}")
        actions.cast_vote(voter=voter, statement=written.pk, choice=neighbour % 3 - 1)
    count()
    assert actions.refresh_extremity(conversation=busy) == 9
    assert began_cold == [289]
    assert_as_if_cold(busy)


def test_only_the_votes_of_those_who_voted_are_read_again(busy, monkeypatch):
    actions.refresh_extremity(conversation=busy)
    number_one = busy.statements.get(number=1).pk
    actions.cast_vote(voter=guest_of(busy, "neighbour 3"), statement=number_one, choice=0)
    count()
    read, rows = [], warmth._rows
    monkeypatch.setattr(warmth, "_rows", lambda *given: read.append(rows(*given)) or read[-1])
    actions.refresh_extremity(conversation=busy)
    assert [len(part) for part in read] == [8]


def test_votes_that_another_worker_counted_start_it_cold(busy, began_cold):
    """What it counted is in the totals, and nobody told this worker whose votes they were."""
    actions.refresh_extremity(conversation=busy)
    number_one = busy.statements.get(number=1).pk
    actions.cast_vote(voter=guest_of(busy, "neighbour 3"), statement=number_one, choice=0)
    actions.count_votes(conversation=busy)
    actions.refresh_extremity(conversation=busy)
    assert len(began_cold) == 2
    assert_as_if_cold(busy)


def test_votes_counted_while_it_is_worked_out_are_folded_in_next_time(busy, began_cold):
    number_one = busy.statements.get(number=1).pk
    for neighbour, choice in ((3, 0), (4, 0), (3, 1)):
        voter = guest_of(busy, f"neighbour {neighbour}")
        actions.cast_vote(voter=voter, statement=number_one, choice=choice)
        actions.refresh_extremity(conversation=busy)
        count()
    actions.refresh_extremity(conversation=busy)
    assert len(began_cold) == 1
    assert_as_if_cold(busy)


def test_votes_that_were_taken_back_start_it_cold(world, busy, began_cold):
    actions.refresh_extremity(conversation=busy)
    actions.erase_person(person=world.people["bashir"])
    actions.refresh_extremity(conversation=busy)
    assert len(began_cold) == 2
    assert_as_if_cold(busy)


def test_nothing_new_and_a_statement_kept_out_change_only_what_they_must(busy):
    before = warmth.warm_extremity(busy, 15)
    assert warmth.warm_extremity(busy, 15) == pytest.approx(before)
    busy.statements.filter(number=5).update(state=Statement.State.REJECTED)
    assert warmth.warm_extremity(busy, 15)[5] == 0
    assert_as_if_cold(busy)


def test_the_memory_is_given_up_when_the_conversation_closes(busy, close):
    actions.refresh_extremity(conversation=busy)
    assert busy.pk in warmth._memories
    close(busy)
    tasks.tick()
    assert not warmth._memories


def test_what_is_stored_holds_no_groups(busy):
    actions.refresh_extremity(conversation=busy)
    assert min(Tally.objects.values_list("extremity", flat=True)) > 0
    assert not Landscape.objects.exists()


def test_too_few_voters_leave_everything_as_it_was(opened):
    fill(opened, neighbours=14)
    count()
    assert actions.refresh_extremity(conversation=opened) == 0
    assert set(Tally.objects.values_list("extremity", flat=True)) == {0.0}


# --- pages ----------------------------------------------------------------------------------------

COMPUTING = (
    "conversations.queries.landscape.landscape",
    "conversations.queries.sureness.stability",
    "conversations.queries.weighting.rake",
    "conversations.queries.warmth.fold_in",
    "conversations.queries.warmth.warm_up",
    "conversations.actions.counting.count_votes",
    "conversations.actions.counting.statement_priority",
)


def _addresses(slug: str, conversation) -> list[str]:
    """Every page that needs no more than the conversation."""
    found = []
    for pattern in urls.urlpatterns:
        try:
            found.append(reverse(f"conversations:{pattern.name}", args=[slug, conversation.pk]))
        except NoReverseMatch:
            continue
    return found


def _refuse(*_args, **_kwargs):
    raise AssertionError("A page computes.")


# Made before the world is put back for this test, also when no test before this one asked for it.
@pytest.mark.usefixtures("closed_made_once")
@pytest.mark.parametrize("state", ["busy", "closed"])
def test_no_page_computes(world, state, request, monkeypatch):
    conversation = request.getfixturevalue(state)
    for name in COMPUTING:
        monkeypatch.setattr(f"thegither.capabilities.{name}", _refuse)
    client, slug = world.client("ailsa"), world.partnership.slug
    answers = [client.get(address).status_code for address in _addresses(slug, conversation)]
    assert len(answers) > 12 and max(answers) < 500
    assert client.get(f"/{slug}/").status_code == 200


@pytest.mark.parametrize("who", ["ailsa", "bashir", "morag"])
def test_no_page_of_an_open_conversation_shows_groups_or_a_map(world, busy, who):
    actions.refresh_extremity(conversation=busy)
    for address in _addresses(world.partnership.slug, busy):
        page = world.client(who).get(address).content.decode(errors="replace")
        assert "Group A" not in page and "Where people stand" not in page


# --- the worker's time ----------------------------------------------------------------------------


def test_weighing_that_takes_long_is_done_more_seldom(busy, monkeypatch):
    """Each weighing takes ten seconds of a clock that is ours: the next one is due forty later."""
    clock, began = [1000.0], []

    def weigh(*, conversation):
        began.append(clock[0])
        clock[0] += 10.0

    monkeypatch.setattr(tasks, "_weighed", {})
    monkeypatch.setattr(tasks, "WORTH_WEIGHING", 0)
    monkeypatch.setattr(tasks, "monotonic", lambda: clock[0])
    monkeypatch.setattr(tasks.actions, "refresh_extremity", weigh)
    while clock[0] < 1100.0:
        tasks.tick()
        clock[0] += 5.0
    assert began == [1000.0, 1050.0]
