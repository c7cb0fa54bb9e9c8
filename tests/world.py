"""The people every test knows, reached only through actions.

Kirkbrae Together is a small partnership of a council, a carers' group and a health board::

    Kirkbrae Council    (public)     Ailsa   chief officer           coordinator
                                     Bashir  support worker
    Kirkbrae Health     (public)     Effie   nurse consultant        safeguarding lead
    Kirkbrae Carers     (voluntary)  Morag   volunteer organizer     moderator
                                     Catriona  carer, no e-mail

    Elsewhere Together               Duncan  an outsider to Kirkbrae, with an account
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.made_once import MadeOnce, make_once

from thegither.spine.people import actions as people
from thegither.spine.people.models import Account, Organization, Person
from thegither.spine.people.queries import viewer_for
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.models import Partnership, Record
from thegither.spine.spaces.visibility import HOUSE, Viewer

SINCE = date(2024, 1, 1)
KIRKBRAE = (
    # name, e-mail, organization, post, level, duty
    ("Ailsa", "ailsa@kirkbrae.example", "Council", "Chief officer", "executive", "coordinator"),
    ("Bashir", "bashir@kirkbrae.example", "Council", "Support worker", "front_line", ""),
    ("Effie", "effie@kirkbrae.example", "Health", "Nurse consultant", "middle_manager",
     "safeguarding_lead"),
    ("Morag", "morag@kirkbrae.example", "Carers", "Organizer", "first_line_manager", "moderator"),
    ("Catriona", "", "Carers", "Carer", "citizen_leader", ""),
)  # fmt: skip
SECTORS = {"Council": "public", "Health": "public", "Carers": "voluntary"}


@dataclass
class World:
    """A partnership, its people by first name in small letters, and a way to look through their eyes."""

    partnership: Partnership
    elsewhere: Partnership
    people: dict[str, Person] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)

    def account(self, name: str) -> Account:
        return people.open_account(person=self.people[name])

    def viewer(self, name: str) -> Viewer:
        """How somebody stands to Kirkbrae Together today; "nobody" is not signed in."""
        if name == "nobody":
            return Viewer(partnership=self.partnership.pk)
        return viewer_for(self.account(name), self.partnership)

    def client(self, name: str = "nobody", **options: object) -> Client:
        """A browser in which somebody is signed in."""
        client = Client(**options)
        if name != "nobody":
            client.force_login(self.account(name))
        return client

    def hide_from_everybody(self, record: Record) -> None:
        """Put a hiding on a record that spares nobody, until tomorrow."""
        spaces.hide_record(
            viewer=self.viewer("ailsa"),
            record=record,
            reason="Written down by mistake",
            until=timezone.now() + timedelta(days=1),
            seen_by_coordinator=False,
            seen_by_moderator=False,
        )


def build_world() -> World:
    world = World(partnership=_kirkbrae(), elsewhere=_elsewhere())
    for label, sector in SECTORS.items():
        world.organizations[label.lower()] = people.add_organization(
            viewer=HOUSE, partnership=world.partnership, name=f"Kirkbrae {label}", sector=sector
        )
    for name, email, organization, post, level, duty in KIRKBRAE:
        person = people.add_person(
            viewer=HOUSE, partnership=world.partnership, name=name, email=email
        )
        _seat(person, world.organizations[organization.lower()], post, level, duty)
        world.people[name.lower()] = person
    world.people["duncan"] = _duncan(world.elsewhere)
    return world


def _kirkbrae() -> Partnership:
    return spaces.create_partnership(
        slug="kirkbrae",
        name="Kirkbrae Together",
        purpose="Kirkbrae looks after its own, together.",
        is_made_up=True,
        safeguarding_name="Effie",
        safeguarding_email="effie@kirkbrae.example",
        safeguarding_phone="01632 960001",
        safeguarding_hours=24,
    )


def _elsewhere() -> Partnership:
    return spaces.create_partnership(
        slug="elsewhere", name="Elsewhere Together", purpose="Another place."
    )


def _seat(person: Person, organization: Organization, post: str, level: str, duty: str) -> None:
    place = people.add_post(viewer=HOUSE, organization=organization, label=post, level=level)
    people.add_membership(
        viewer=HOUSE, person=person, organization=organization, post=place, valid_from=SINCE
    )
    if duty:
        people.give_seat(viewer=HOUSE, person=person, duty=duty, valid_from=SINCE)


def _duncan(elsewhere: Partnership) -> Person:
    council = people.add_organization(
        viewer=HOUSE, partnership=elsewhere, name="Elsewhere Council", sector="public"
    )
    duncan = people.add_person(
        viewer=HOUSE, partnership=elsewhere, name="Duncan", email="duncan@elsewhere.example"
    )
    _seat(duncan, council, "Planner", "senior_manager", "coordinator")
    return duncan


@pytest.fixture(scope="session")
def world_made_once(django_db_setup: None, django_db_blocker: Any) -> MadeOnce:
    with django_db_blocker.unblock():
        return make_once(build_world)


@pytest.fixture
def world(db: None, world_made_once: MadeOnce) -> World:
    return world_made_once.put_back()
