"""Conversations of Kirkbrae Together in each phase, on top of the shared world.

The question has eight statements. Thirty-six neighbours took part through the link, in two camps::

                     statements 1-4     5 and 6        7 and 8
    camp 0 (18)      agree              agree          disagree
    camp 1 (18)      agree              disagree       agree

So 1-4 are what everyone can support, and 5-8 set the camps apart.
"""

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.test import TestCase, override_settings
from tests.made_once import MadeOnce, make_once
from tests.world import World

from thegither.capabilities.conversations import actions, tasks
from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries.taking_part import guest_of, voter_of

QUESTION = "How do we look after carers?"
STATEMENTS = tuple(
    f"{what} would help carers most."
    for what in ("A break", "A phone line", "Good advice", "A kind word", "One big centre",
                 "More managers", "Small local groups", "Volunteers")
)  # fmt: skip
NEIGHBOURS = 36


@pytest.fixture
def keys(settings, tmp_path):
    """The folder of keys, of this test alone."""
    settings.SEAL_DIR = tmp_path / "seals"
    return settings.SEAL_DIR


@pytest.fixture
def prepared(world: World, keys) -> Conversation:
    """Written down by Ailsa, seen by members, not open yet."""
    return prepare(world)


@pytest.fixture
def opened(world: World, prepared: Conversation) -> Conversation:
    return open_in(world, prepared)


@pytest.fixture
def busy(world: World, opened: Conversation) -> Conversation:
    """Open, with everybody's votes in it: thirty-six neighbours, and Bashir."""
    return vote_in(world, opened)


@pytest.fixture
def close(
    world: World, django_capture_on_commit_callbacks
) -> Callable[[Conversation], Conversation]:
    """Closes a conversation as it happens outside a test: the key goes when all is stored."""

    def closing(conversation: Conversation) -> Conversation:
        with django_capture_on_commit_callbacks(execute=True):
            return close_in(world, conversation)

    return closing


@pytest.fixture(scope="session")
def closed_made_once(
    world_made_once: MadeOnce, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> MadeOnce:
    """`closed` as it is made before any test: working out its results takes longer than most tests."""
    seals = tmp_path_factory.mktemp("seals")
    with django_db_blocker.unblock(), override_settings(SEAL_DIR=seals), transaction.atomic():
        world = world_made_once.put_back()
        once = make_once(lambda: _work_out(world))
        transaction.set_rollback(True)
    return once


@pytest.fixture
def closed(world: World, keys, closed_made_once: MadeOnce) -> Conversation:
    """Closed, with its results worked out. Its key is gone, so nothing of it stands outside the database."""
    return closed_made_once.put_back()


def count() -> None:
    """What the worker does every half second: bring votes into the totals."""
    for work in tasks.prompt():
        work()


def open_in(world: World, conversation: Conversation) -> Conversation:
    return actions.open_conversation(viewer=world.viewer("ailsa"), conversation=conversation)


def vote_in(world: World, conversation: Conversation) -> Conversation:
    fill(conversation)
    first = conversation.statements.get(number=1)
    voter = voter_of(world.viewer("bashir"), conversation)
    actions.cast_vote(voter=voter, statement=first.pk, choice=1)
    count()
    return conversation


def close_in(world: World, conversation: Conversation) -> Conversation:
    return actions.close_conversation(viewer=world.viewer("ailsa"), conversation=conversation)


def _work_out(world: World) -> Conversation:
    busy = vote_in(world, open_in(world, prepare(world)))
    with TestCase.captureOnCommitCallbacks(execute=True):
        conversation = close_in(world, busy)
    tasks.tick()
    return conversation


def prepare(world: World, *, open_to_link: bool = True) -> Conversation:
    draft = actions.Draft(question=QUESTION, seeds=STATEMENTS, open_to_link=open_to_link)
    return actions.create_conversation(
        viewer=world.viewer("ailsa"), partnership=world.partnership, draft=draft
    )


def fill(conversation: Conversation, neighbours: int = NEIGHBOURS) -> None:
    """Let the two camps vote; one vote in twelve is a pass, so that nobody votes quite like another."""
    source = Random(1)
    statements = list(conversation.statements.order_by("number"))
    for neighbour in range(neighbours):
        camp = neighbour % 2
        choices = {
            one.pk: 0 if source.random() < 1 / 12 else _side(one.number, camp) for one in statements
        }
        actions.cast_votes(voter=guest_of(conversation, f"neighbour {neighbour}"), choices=choices)


def _side(number: int, camp: int) -> int:
    agrees = number <= 4 or (number <= 6) == (camp == 0)
    return 1 if agrees else -1
