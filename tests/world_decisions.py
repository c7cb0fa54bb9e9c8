"""Decision rooms of Kirkbrae Together in each phase, on top of the shared world.

On the roll are five: Ailsa, Bashir, Effie (statutory), Morag (voluntary), Catriona (people who use services).

    drafted    a question that says everything it has to, not open yet
    optioned   two options, moved by Morag and Catriona
    voting     a secret majority between the two, sealed
    decided    three voted for the first option, two for the second; the record is not written yet
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.world import World

from thegither.capabilities.decisions import actions
from thegither.capabilities.decisions.models import Option, Room
from thegither.capabilities.decisions.queries.ballots import voter_of
from thegither.capabilities.decisions.queries.reading import RULE, release_of
from thegither.capabilities.decisions.queries.rule import Rule
from thegither.spine.spaces.models import Record

QUESTION = "How do we use the old library?"
WORDS = ("A place for carers, open each day.", "A workshop for young people.")
VOTES = {"ailsa": "1", "bashir": "1", "effie": "2", "morag": "1", "catriona": "2"}
DRAFT = actions.Draft(
    question=QUESTION,
    outcome="Carers are less alone.",
    whose="Carers and young people in Kirkbrae",
    sign="Fewer carers say that they are lonely.",
    horizon="five",
    mandate="The board's plan for 2026",
    clause="4.2",
    level="The board",
)


def in_days(days: int):
    return timezone.localdate() + timedelta(days=days)


def draft_room(world: World, draft: actions.Draft = DRAFT) -> Room:
    return actions.create_room(
        viewer=world.viewer("ailsa"), partnership=world.partnership, draft=draft
    )


def with_options(
    world: World, words=WORDS, costs=(None, None), audience: str = Record.Audience.PUBLIC
) -> Room:
    room = draft_room(world)
    actions.open_options(viewer=world.viewer("ailsa"), room=room, audience=audience)
    room.refresh_from_db()
    movers = ("morag", "catriona", "bashir", "effie")
    for mover, said, cost in zip(movers, words, costs, strict=False):
        actions.propose_option(viewer=world.viewer(mover), room=room, words=said, cost=cost)
    return Room.objects.select_related("record__partnership", "activity__record").get(pk=room.pk)


def seal(world: World, rule: Rule | None = None, room: Room | None = None, **more) -> Room:
    """Write the rule and seal it: the room is open for votes."""
    ailsa, room = world.viewer("ailsa"), room or with_options(world, **more)
    actions.write_rule(viewer=ailsa, room=room, rule=rule or Rule())
    return actions.seal_rule(viewer=ailsa, room=room)


def vote(world: World, room: Room, name: str, marks: dict) -> None:
    sealed = release_of(room, RULE)
    voter = voter_of(room, Rule.of(sealed["rule"]), world.people[name].pk)
    actions.cast_ballot(voter=voter, sealed=sealed, marks=marks)


def close(world: World, room: Room) -> Room:
    return actions.close_vote(viewer=world.viewer("ailsa"), room=room)


def decide(world: World, rule: Rule | None = None, votes: dict[str, str] | None = None) -> Room:
    room = seal(world, rule)
    for name, option in (votes or VOTES).items():
        vote(world, room, name, {option: 1})
    return close(world, room)


def told(world: World, **more) -> actions.Told:
    """A record with one promise, and a report of the minority."""
    promise = actions.Promised(
        "The library opens as a place for carers.",
        world.people["bashir"],
        in_days(60),
        "Two hours a week of a handyman",
    )
    said = {"text": "The old library becomes a place for carers.", "review_on": in_days(90)}
    return actions.Told(
        **said | {"promises": [promise], "minority_report": "Young people have nowhere."} | more
    )


def record(world: World, room: Room | None = None) -> Room:
    room = room or decide(world)
    actions.write_record(viewer=world.viewer("ailsa"), room=room, told=told(world))
    return Room.objects.select_related("record__partnership", "activity", "decision__record").get(
        pk=room.pk
    )


def first_option(room: Room) -> Option:
    return room.options.get(number=1)


@pytest.fixture
def drafted(world: World) -> Room:
    return draft_room(world)


@pytest.fixture
def optioned(world: World) -> Room:
    return with_options(world)


@pytest.fixture
def voting(world: World, keys) -> Room:
    return seal(world)


@pytest.fixture
def decided(world: World, keys) -> Room:
    return decide(world)


@pytest.fixture
def recorded(world: World, decided: Room) -> Room:
    return record(world, decided)
