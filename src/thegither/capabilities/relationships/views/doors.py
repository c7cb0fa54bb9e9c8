"""How one comes to a wave, and to one's own sheet: signed in, by an invitation, or by a code on paper."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.phases import PHASES
from thegither.capabilities.relationships.queries.reading import find_wave
from thegither.capabilities.relationships.queries.roster import Entry, Roster, roster_of
from thegither.capabilities.relationships.queries.sheets import Voice, voice_of_person
from thegither.spine.contact.doors import Doors, Entrance
from thegither.spine.people.activity_pages import ActivityPages

WAVES = ActivityPages("relationships", "relationship_wave", find_wave, PHASES)
wave_page = WAVES.page


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody at their own sheet, and where the pages of it are for them."""

    voice: Voice
    roster: Roster
    own: Entry
    entrance: Entrance

    @property
    def wave(self) -> Wave:
        return self.voice.wave

    @property
    def choose_url(self) -> str:
        return self.entrance.url("choose")

    @property
    def describe_url(self) -> str:
        return self.entrance.url("describe")

    @property
    def helped_url(self) -> str:
        return self.entrance.url("helped")


def _door(wave: Wave, entrance: Entrance) -> Door:
    roster = roster_of(wave)
    own = roster.of_person(entrance.person)
    if own is None:
        raise PermissionDenied(_("This survey asks other members: you are not on its list."))
    return Door(voice_of_person(entrance.person, wave), roster, own, entrance)


DOORS = Doors(WAVES, _door)
answering = DOORS.any("answer")
kiosk = DOORS.code("answer", "choose")
