"""Kept warm while open: folded in equals worked out cold, nothing of it is seen, and no page computes."""

import numpy as np
import pytest
from django.urls import NoReverseMatch, reverse
from tests.world_conversations import fill

from thegither.capabilities.conversations import actions, tasks, urls
from thegither.capabilities.conversations.models import Landscape, Participant, Statement, Vote
from thegither.capabilities.conversations.queries import taking_part, warmth
from thegither.capabilities.conversations.queries.taking_part import guest_of, voter_of
from thegither.capabilities.conversations.queries.totals import live_totals
from thegither.methods.opinion import warm as method


@pytest.fixture(autouse=True)
def fresh_memory(monkeypatch):
    monkeypatch.setattr(warmth, "_memories", {})


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
    assert actions.refresh_extremity(conversation=busy) == 9
    assert began_cold == [289]
    assert_as_if_cold(busy)


def test_votes_that_were_taken_back_start_it_cold(busy, began_cold):
    actions.refresh_extremity(conversation=busy)
    Vote.objects.filter(participant=Participant.objects.first()).delete()
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


def test_the_snapshot_is_dated_and_holds_no_groups(busy):
    actions.refresh_extremity(conversation=busy)
    busy.refresh_from_db()
    assert busy.weighed_at is not None
    assert not Landscape.objects.exists()


def test_too_few_voters_leave_everything_as_it_was(opened):
    fill(opened, neighbours=14)
    assert actions.refresh_extremity(conversation=opened) == 0
    opened.refresh_from_db()
    assert opened.weighed_at is None


# --- pages ----------------------------------------------------------------------------------------

COMPUTING = (
    "conversations.queries.landscape.landscape",
    "conversations.queries.sureness.stability",
    "conversations.queries.weighting.rake",
    "conversations.queries.warmth.fold_in",
    "conversations.queries.warmth.warm_up",
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


# --- totals ---------------------------------------------------------------------------------------


def test_a_vote_is_in_the_totals_two_seconds_later(opened, monkeypatch):
    """Among 20,000 votes; the clock is ours, so nothing here depends on how busy the machine is."""
    clock = [100.0]
    monkeypatch.setattr(taking_part.time, "monotonic", lambda: clock[0])
    taking_part.forget_deck(opened.pk)
    _pour_in(opened, people=2_500)
    assert live_totals(opened).votes.value == 20_000
    actions.cast_vote(
        voter=guest_of(opened, "one more"), statement=opened.statements.first().pk, choice=1
    )
    clock[0] += 2.0
    assert (live_totals(opened).votes.value, live_totals(opened).people.value) == (20_001, 2_501)


def _pour_in(conversation, people: int) -> None:
    voters = [Participant(conversation=conversation, pseudonym=f"{n}") for n in range(people)]
    Participant.objects.bulk_create(voters)
    statements = list(conversation.statements.all())
    Vote.objects.bulk_create(
        (
            Vote(participant=voter, statement=statement, choice=1)
            for voter in voters
            for statement in statements
        ),
        batch_size=2_000,
    )


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
