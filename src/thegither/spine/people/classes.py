"""The four classes of partner between which a decision has to be fair."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from thegither.spine.people.models import Organization, Post
from thegither.spine.people.queries import frame
from thegither.spine.spaces.models import Partnership

STATUTORY, VOLUNTARY, PRIVATE, PEOPLE = "statutory", "voluntary", "private", "people"
CLASSES = {
    STATUTORY: _("statutory partners"),
    VOLUNTARY: _("voluntary partners"),
    PRIVATE: _("private partners"),
    PEOPLE: _("people who use services, and communities"),
}
SECTORS = Organization.Sector
OF_SECTOR = {
    SECTORS.PUBLIC: STATUTORY,
    SECTORS.VOLUNTARY: VOLUNTARY,
    SECTORS.PRIVATE: PRIVATE,
    SECTORS.COMMUNITY: PEOPLE,
}


def class_of(sector: str, level: str) -> str:
    """A citizen leader stands for people who use services, whichever body it is; else the sector decides.

    >>> class_of("public", "front_line"), class_of("public", "citizen_leader")
    ('statutory', 'people')
    """
    if level == Post.Level.CITIZEN_LEADER:
        return PEOPLE
    return OF_SECTOR[SECTORS(sector)]


def classes_on(partnership: Partnership, day: date) -> dict[UUID, str]:
    """The class of everybody of the register on a day."""
    return {row.person: class_of(row.sector, row.level) for row in frame(partnership, day)}
