"""Two waves of who works with whom among leaders; one person alone ties health to the voluntary sector."""

from datetime import timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.queries.roster import Entry, Roster, roster_of
from thegither.capabilities.relationships.queries.sheets import (
    PURPOSES,
    TRUST,
    VALUE,
    voice_of_person,
)
from thegither.demo.conversations import Truth
from thegither.demo.plan import Plan
from thegither.demo.register import Register
from thegither.spine.people.models import Organization
from thegither.spine.spaces.models import Partnership

TITLES = ("Who works with whom, last year", "Who works with whom, this year")
LEVELS = ("executive", "senior_manager")
# How long ago each was counted.
AGO = (timedelta(days=380), timedelta(days=15))
# Everybody answers the first time; then some are silent, so that limits have a width. Few draws do here.
ANSWERS, DRAWS = (1.0, 0.85), 10
COLLEAGUES, OTHERS, BODIES = 0.6, 0.16, 4
# How many of the voluntary sector's leaders the bridge person works with.
BRIDGED = 10
BRIDGE, ACROSS = "health", "voluntary"

Ties = dict[str, dict]


def ask_who_works_with_whom(
    partnership: Partnership, register: Register, planned: Plan
) -> tuple[Truth, ...]:
    """Ask twice, count both, and say what was planted."""
    source = Random(f"thegither-relationships-{planned.seed}")
    body = register.bodies[BRIDGE]
    bridge: UUID | None = None
    for title, share, ago in zip(TITLES, ANSWERS, AGO, strict=True):
        wave = _open(partnership, register, title)
        people = People(roster_of(wave), body, source, bridge)
        bridge = people.bridge.id
        for entry in people.people:
            if entry.id == bridge or source.random() < share:
                voice = voice_of_person(entry.id, wave)
                actions.hand_in(voice=voice, ties=people.ties_of(entry))
        closed = actions.close_wave(viewer=register.on_duty["coordinator"], wave=wave)
        actions.count_wave(wave=closed, imputations=DRAWS, as_of=timezone.now() - ago)
    about = [f"organization:{body.pk}", f"sector:{ACROSS}"]
    return ({"kind": "lone_bridge", "about": about},)


def _open(partnership: Partnership, register: Register, title: str) -> Wave:
    coordinator = register.on_duty["coordinator"]
    wave = actions.create_wave(
        viewer=coordinator, partnership=partnership, title=title, levels=LEVELS
    )
    return actions.open_wave(viewer=coordinator, wave=wave)


class People:
    """Who may work with whom: everybody by chance, but health and the voluntary sector by one person only."""

    def __init__(
        self, roster: Roster, body: Organization, source: Random, bridge: UUID | None
    ) -> None:
        self.body, self.source = body, source
        self.people, self.organizations = roster.people, roster.organizations
        mine = [entry for entry in self.people if entry.organization == body.pk]
        self.bridge = roster.of_person(bridge) or source.choice(mine)
        across = [entry.key for entry in self.people if entry.sector == ACROSS]
        self.bridged = set(source.sample(across, BRIDGED))

    def ties_of(self, own: Entry) -> Ties:
        people = [other for other in self.people if self._works_with(own, other)]
        ties: Ties = {other.key: self._often() for other in people}
        return ties | {other.key: self._rated() for other in self._bodies(own)}

    def _works_with(self, own: Entry, other: Entry) -> bool:
        if own.key == other.key:
            return False
        if own.organization == other.organization:
            return self.source.random() < COLLEAGUES
        pair = {own.key, other.key}
        if self.bridge.key in pair and ACROSS in (own.sector, other.sector):
            return bool(pair & self.bridged)
        if self._are_parted(own, other):
            return False
        return self.source.random() < OTHERS

    def _are_parted(self, own: Entry, other: Entry) -> bool:
        ends = {own.organization, other.organization}
        return self.body.pk in ends and ACROSS in (own.sector, other.sector)

    def _bodies(self, own: Entry) -> list[Entry]:
        free = [each for each in self.organizations if each.id != own.organization]
        return self.source.sample(free, BODIES)

    def _often(self) -> dict:
        reasons = [code for code, _label in PURPOSES if self.source.random() < 0.4]
        return {"often": self.source.choice((1, 2, 2, 3, 3, 4)), "for": reasons}

    def _rated(self) -> dict:
        return self._often() | {
            what: {code: self.source.choice((2, 3, 3, 4)) for code, _label in items}
            for what, items in (("trust", TRUST), ("value", VALUE))
        }
