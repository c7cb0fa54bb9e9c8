"""Waves of Kirkbrae Together in each phase, on top of the shared world.

Eight neighbours of the hospice and eight of the housing office join the five of the world. Within each of the
two everybody works with everybody; Bashir of the council alone works with both::

    hospice (8, voluntary)  ---  Bashir (council)  ---  housing office (8, public)

Catriona is the one who never answers.
"""

from itertools import permutations
from uuid import UUID

import pytest
from django.utils import timezone
from tests.world import SINCE, World

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.queries.reaching import UP, Place, things
from thegither.capabilities.relationships.queries.reading import APART
from thegither.capabilities.relationships.queries.roster import roster_of
from thegither.capabilities.relationships.queries.sheets import Voice, voice_of_person
from thegither.spine.people import actions as people
from thegither.spine.people.models import Organization, Person, Post
from thegither.spine.promises.actions import raise_issue
from thegither.spine.spaces.visibility import HOUSE

TEAMS = {"Hospice": "voluntary", "Housing": "public"}
EACH = 8
TITLE = "Who works with whom"
TRUSTED = {"reliable": 4, "open": 3, "shares_mission": 3}
VALUED = {"resources": 2, "influence": 3, "takes_part": 4}


def prepare_wave(world: World) -> Wave:
    for team, sector in TEAMS.items():
        if team.lower() not in world.organizations:
            _found_team(world, team, sector)
    return actions.create_wave(
        viewer=world.viewer("ailsa"), partnership=world.partnership, title=TITLE
    )


def _found_team(world: World, team: str, sector: str) -> None:
    body = people.add_organization(
        viewer=HOUSE, partnership=world.partnership, name=f"Kirkbrae {team}", sector=sector
    )
    world.organizations[team.lower()] = body
    workers = _staff(world, body, f"{team} worker", "front_line", EACH)
    for number, person in enumerate(workers, start=1):
        world.people[f"{team.lower()}{number}"] = person


def _staff(world: World, body: Organization, label: str, level: str, count: int) -> list[Person]:
    """So many new people who hold one post."""
    post = people.add_post(viewer=HOUSE, organization=body, label=label, level=level)
    return [_hire(world, body, post, f"{label} {number}") for number in range(1, count + 1)]


def _hire(world: World, body: Organization, post: Post, name: str) -> Person:
    person = people.add_person(viewer=HOUSE, partnership=world.partnership, name=name, email="")
    people.add_membership(
        viewer=HOUSE, person=person, organization=body, post=post, valid_from=SINCE
    )
    return person


def open_wave(world: World) -> Wave:
    return actions.open_wave(viewer=world.viewer("ailsa"), wave=prepare_wave(world))


def voice(world: World, wave: Wave, name: str) -> Voice:
    return voice_of_person(world.people[name].pk, wave)


def key_of(wave: Wave, thing: Person) -> str:
    """The number of a person or a body on the list of this wave."""
    return next(entry.key for entry in roster_of(wave).entries.values() if entry.id == thing.pk)


def answer(world: World, wave: Wave, name: str, ties: dict[str, dict]) -> None:
    """Hand a whole sheet in."""
    actions.hand_in(voice=voice(world, wave, name), ties=ties)


def often(how: int = 3) -> dict:
    return {"often": how, "for": ["joint_work"]}


def rated(trust: dict[str, int] = TRUSTED, value: dict[str, int] = VALUED) -> dict:
    return often() | {"trust": trust, "value": value}


def answer_all(world: World, wave: Wave) -> None:
    """Everybody but Catriona answers as the picture above tells."""
    names = {key: key_of(wave, person) for key, person in world.people.items() if key != "duncan"}
    body = {key: key_of(wave, one) for key, one in world.organizations.items()}
    said: dict[str, dict[str, dict]] = {name: {} for name in names if name != "catriona"}
    for team in ("hospice", "housing"):
        for a, b in permutations(range(1, EACH + 1), 2):
            said[f"{team}{a}"][names[f"{team}{b}"]] = often(4)
        for number in range(1, EACH + 1):
            said["bashir"][names[f"{team}{number}"]] = often(2)
        said[f"{team}1"][body["council"]] = rated()
    for name in ("effie", "morag"):
        said[name][body["council"]] = rated()
    said["ailsa"] |= {body["health"]: rated(), body["hospice"]: rated()}
    for name, ties in said.items():
        answer(world, wave, name, ties)


def count(world: World, wave: Wave) -> Wave:
    """Close and count, with few draws: what the limits are is the methods' own test."""
    closed = actions.close_wave(viewer=world.viewer("ailsa"), wave=wave)
    # Long enough ago for another one to open.
    long_ago = timezone.now() - APART
    actions.count_wave(wave=closed, imputations=5, as_of=long_ago)
    return Wave.objects.select_related("record__partnership", "activity__record").get(pk=wave.pk)


def counted_wave(world: World) -> Wave:
    wave = open_wave(world)
    answer_all(world, wave)
    return count(world, wave)


LAYERS = ("front_line", "first_line_manager", "middle_manager", "senior_manager")
IDEAS = 12


def layered_hospice(world: World) -> Organization:
    """Eight on the front line, five in each of three layers above, one executive. Bashir's layer is large."""
    _found_team(world, "Hospice", "voluntary")
    body = world.organizations["hospice"]
    for level, count in (*((level, 5) for level in LAYERS[1:]), ("executive", 1)):
        _staff(world, body, f"Hospice {level}", level, count)
    _staff(world, world.organizations["council"], "Helper", "front_line", 5)
    return body


def twelve_ideas(world: World) -> list[UUID]:
    ailsa = world.viewer("ailsa")
    for number in range(1, IDEAS + 1):
        raise_issue(viewer=ailsa, partnership=world.partnership, title=f"Idea {number}")
    return [record.pk for record in things(world.partnership, UP)]


def say(
    world: World, body: Organization, level: str, shown: list[UUID], reached: list[UUID]
) -> None:
    place = Place(body.pk, level)
    actions.say_what_reached(
        partnership=world.partnership, place=place, shown=shown, reached=reached
    )


def block_the_middle(world: World, body: Organization, ideas: list[UUID]) -> None:
    """Every idea comes up to the middle managers, and one goes on."""
    for level in LAYERS[:3]:
        say(world, body, level, ideas, ideas)
    say(world, body, LAYERS[3], ideas, ideas[:1])


@pytest.fixture
def own_keys(settings, tmp_path):
    """The folder of keys, of this test alone."""
    settings.SEAL_DIR = tmp_path / "seals"
    return settings.SEAL_DIR


@pytest.fixture
def opened_wave(world: World, own_keys) -> Wave:
    return open_wave(world)


@pytest.fixture
def counted(world: World, own_keys, django_capture_on_commit_callbacks) -> Wave:
    """Closed and counted as outside a test: the key goes when all is stored."""
    with django_capture_on_commit_callbacks(execute=True):
        return counted_wave(world)
