"""Which statement comes next: drawn by priority, steady on reload, never one already seen."""

from collections import Counter
from uuid import UUID

from tests.world_conversations import count

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.queries import taking_part as queries
from thegither.capabilities.conversations.queries.taking_part import Deck, DeckStatement, guest_of

KEYS = [UUID(int=number) for number in range(1, 5)]


def deck(*priorities: float) -> Deck:
    statements = {key: DeckStatement(key, key.int, f"{key.int}", "en-gb") for key in KEYS}
    return Deck(statements, dict(zip(KEYS, priorities, strict=True)))


def test_statements_come_as_often_as_their_priority_says():
    drawn = Counter(deck(1, 1, 2, 4).next_for(f"voter {n}", ()).number for n in range(8_000))
    for number, expected in {1: 1_000, 2: 1_000, 3: 2_000, 4: 4_000}.items():
        assert abs(drawn[number] - expected) < 5 * expected**0.5


def test_a_reload_shows_the_same_statement():
    cards = deck(1, 2, 3, 4)
    assert cards.next_for("voter", ()) == cards.next_for("voter", ())


def test_everything_is_asked_once_and_then_there_is_nothing_left():
    cards, seen = deck(1, 2, 3, 4), []
    while found := cards.next_for("voter", seen):
        seen.append(found.id)
    assert sorted(seen) == KEYS
    assert cards.left_for(seen) == 0


def test_the_deck_weighs_statements_by_how_people_voted(opened, monkeypatch):
    """All agree with the first, all pass on the second: the first is asked more."""
    first, second = opened.statements.order_by("number")[:2]
    for number in range(12):
        actions.cast_votes(voter=guest_of(opened, str(number)), choices={first.pk: 1, second.pk: 0})
    count()
    queries.forget_deck(opened.pk)
    priorities = queries.deck_of(opened).priorities
    assert priorities[first.pk] > 10 * priorities[second.pk]


def test_votes_are_not_counted_for_each_vote(opened, django_assert_num_queries):
    queries.deck_of(opened)
    with django_assert_num_queries(0):
        queries.deck_of(opened)


def test_extremity_raises_the_priority_of_what_pulls_people_apart(busy):
    queries.forget_deck(busy.pk)
    before = queries.deck_of(busy).priorities
    assert actions.refresh_extremity(conversation=busy) == 8
    queries.forget_deck(busy.pk)
    after = queries.deck_of(busy).priorities
    shared, dividing = (busy.statements.get(number=number).pk for number in (1, 5))
    assert after[dividing] / before[dividing] > after[shared] / before[shared]
