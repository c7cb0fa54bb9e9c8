"""Assessments of Kirkbrae Together in each phase, on top of the shared world.

The wave asks the eight areas of collaborative practice. Twenty neighbours are in the register beside the five
of the world, ten at the council's front line and ten middle managers of the health board::

    front line        sees everything at 2
    middle managers   see everything at 4
"""

from collections.abc import Callable

import pytest
from tests.world import SINCE, World

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.respondents import respondent_of
from thegither.formats.instruments import read_content, shipped_instruments
from thegither.spine.people import actions as people
from thegither.spine.people.models import Person

EIGHT = "collaborative-practice"
FRONT_LINE, MANAGERS = "front_line", "middle_manager"
EACH = 10


def content_of(instrument: str = EIGHT) -> dict:
    return read_content(shipped_instruments()[instrument])


def plan_wave(world: World, instrument: str = EIGHT, **fields: object) -> Wave:
    """Written down by Ailsa, not open yet."""
    fields = {"title": "How do we work together?", "content": content_of(instrument), **fields}
    return actions.plan_wave(
        viewer=world.viewer("ailsa"), partnership=world.partnership, plan=actions.Plan(**fields)
    )


def open_wave(world: World, instrument: str = EIGHT, **fields: object) -> Wave:
    wave = plan_wave(world, instrument, **fields)
    return actions.open_wave(viewer=world.viewer("ailsa"), wave=wave)


def add_neighbours(world: World) -> dict[str, list[Person]]:
    """Ten at the front line of the council, ten middle managers of the health board."""
    places = {FRONT_LINE: "council", MANAGERS: "health"}
    return {
        level: [_neighbour(world, f"{level} {n}", body, level) for n in range(EACH)]
        for level, body in places.items()
    }


def _neighbour(world: World, name: str, body: str, level: str) -> Person:
    ailsa, organization = world.viewer("ailsa"), world.organizations[body]
    person = people.add_person(viewer=ailsa, partnership=world.partnership, name=name)
    post = people.add_post(viewer=ailsa, organization=organization, label=name, level=level)
    people.add_membership(
        viewer=ailsa, person=person, organization=organization, post=post, valid_from=SINCE
    )
    return person


def answer_all(wave: Wave, person: Person, value: int) -> None:
    """Every closed question of a wave with the same answer, and done."""
    respondent = respondent_of(wave, person.pk)
    answers = {item.id: value for item in wave.instrument.closed}
    actions.save_answers(respondent=respondent, answers=answers)
    actions.finish(respondent=respondent)


def fill(wave: Wave, neighbours: dict[str, list[Person]]) -> None:
    """The front line answers 2 throughout, the middle managers 4."""
    said = {FRONT_LINE: 2, MANAGERS: 4}
    sheets = {
        person.pk: {item.id: value for item in wave.instrument.closed}
        for level, value in said.items()
        for person in neighbours[level]
    }
    actions.save_sheets(wave=wave, sheets=sheets)


@pytest.fixture
def draft_wave(world: World, keys) -> Wave:
    return plan_wave(world)


@pytest.fixture
def wave(world: World, keys) -> Wave:
    """Open and anonymous; the five of the world could answer."""
    return open_wave(world)


@pytest.fixture
def busy_wave(world: World, keys) -> Wave:
    """Open and anonymous, with the answers of twenty neighbours in it."""
    neighbours = add_neighbours(world)
    wave = open_wave(world)
    fill(wave, neighbours)
    return wave


@pytest.fixture
def close_wave(world: World, django_capture_on_commit_callbacks) -> Callable[[Wave], Wave]:
    """Closes a wave as it happens outside a test: the key goes when all is stored."""

    def closing(wave: Wave) -> Wave:
        with django_capture_on_commit_callbacks(execute=True):
            return actions.close_wave(viewer=world.viewer("ailsa"), wave=wave)

    return closing
