"""A partnership large enough for a mirror, on top of the shared world.

Eleven bodies, each with five people at the front line and three middle managers: eight public ones, and
three voluntary ones. Managers trust by 1.6 points more than the front line; everything else depends on the
person alone. Made once and put back, since 88 people take long to join.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from tests.made_once import MadeOnce, make_once
from tests.world import SINCE, World
from tests.world_assessments import open_wave

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.models import Wave
from thegither.spine.people import actions as people
from thegither.spine.people.models import Organization, Person

BODIES = {"public": 8, "voluntary": 3}
LEVELS = {"front_line": 5, "middle_manager": 3}
HIGHER = 1.6
# One person: who, where, in which sector, at which level.
Place = tuple[Person, Organization, str]
Given = tuple[str, str, str, dict[str, int]]


@dataclass
class Crowd:
    """The world, the eighty who joined it, and the waves they answered."""

    world: World
    places: list[Place]
    waves: list[Wave] = field(default_factory=list)

    def wave(self, instrument: str = "collaborative-practice", **fields: object) -> Wave:
        """A wave that is open, after the last one of this crowd."""
        before = self.waves[-1] if self.waves else None
        self.waves.append(open_wave(self.world, instrument, previous=before, **fields))
        return self.waves[-1]

    def answer(self, wave: Wave, seed: int = 0, silent: Collection[str] = ()) -> list[Given]:
        """Everybody answers but the silent sectors. Gives organisation, sector, level and sheet of each."""
        rng, sheets, given = np.random.default_rng(seed), {}, []
        for person, organization, level in self.places:
            sheet = _sheet(wave, level, rng)
            if organization.sector not in silent:
                sheets[person.pk] = sheet
                given.append((str(organization.pk), organization.sector, level, sheet))
        actions.save_sheets(wave=wave, sheets=sheets)
        return given

    def close(self, wave: Wave) -> Wave:
        """The mirror is worked out. In a test the key stays, as nothing is ever committed."""
        return actions.close_wave(viewer=self.world.viewer("ailsa"), wave=wave)


def _sheet(wave: Wave, level: str, rng: np.random.Generator) -> dict[str, int]:
    own, found = rng.normal(scale=0.6), {}
    for item in wave.instrument.closed:
        higher = HIGHER if item.scale == "trust" and level == "middle_manager" else 0.0
        value = 2.6 + own + higher + rng.normal(scale=0.7)
        found[item.id] = int(np.clip(round(6 - value if item.turned else value), 1, 5))
    return found


def join(world: World) -> Crowd:
    ailsa, places = world.viewer("ailsa"), []
    for sector, many in BODIES.items():
        for number in range(many):
            body = people.add_organization(
                viewer=ailsa,
                partnership=world.partnership,
                name=f"Kirkbrae {sector} {number + 1}",
                sector=sector,
            )
            for level, count in LEVELS.items():
                post = people.add_post(viewer=ailsa, organization=body, label=level, level=level)
                places += [
                    (_joins(world, f"{level} {n}", body, post), body, level) for n in range(count)
                ]
    return Crowd(world, places)


def _joins(world: World, name: str, body: Organization, post: Any) -> Person:
    ailsa = world.viewer("ailsa")
    person = people.add_person(viewer=ailsa, partnership=world.partnership, name=name)
    people.add_membership(
        viewer=ailsa, person=person, organization=body, post=post, valid_from=SINCE
    )
    return person


@pytest.fixture(scope="session")
def crowd_made_once(
    world_made_once: MadeOnce, django_db_setup: None, django_db_blocker: Any
) -> MadeOnce:
    with django_db_blocker.unblock():
        return make_once(lambda: join(world_made_once.put_back()))


@pytest.fixture
def crowd(db: None, keys: None, crowd_made_once: MadeOnce) -> Crowd:
    """Instead of `world`, which it holds."""
    return crowd_made_once.put_back()
