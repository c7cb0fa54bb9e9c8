"""Waves of Kirkbrae Together in each phase, on top of the shared world.

Eight neighbours of the hospice and eight of the housing office join the five of the world. Within each of the
two everybody works with everybody; Bashir of the council alone works with both::

    hospice (8, voluntary)  ---  Bashir (council)  ---  housing office (8, public)

Catriona is the one who never answers.
"""

from itertools import permutations

import pytest
from tests.world import SINCE, World

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.queries.roster import roster_of
from thegither.capabilities.relationships.queries.sheets import Voice, voice_of_person
from thegither.spine.people import actions as people
from thegither.spine.people.models import Person
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
    post = people.add_post(viewer=HOUSE, organization=body, label="Worker", level="front_line")
    for number in range(1, EACH + 1):
        name = f"{team} worker {number}"
        person = people.add_person(viewer=HOUSE, partnership=world.partnership, name=name, email="")
        people.add_membership(
            viewer=HOUSE, person=person, organization=body, post=post, valid_from=SINCE
        )
        world.people[f"{team.lower()}{number}"] = person


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
    actions.count_wave(wave=closed, imputations=5)
    return Wave.objects.select_related("record__partnership", "activity__record").get(pk=wave.pk)


def counted_wave(world: World) -> Wave:
    wave = open_wave(world)
    answer_all(world, wave)
    return count(world, wave)


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
