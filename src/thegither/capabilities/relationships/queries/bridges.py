"""Where one person alone holds an organisation and another sector together: told without the person."""

from dataclasses import dataclass

from thegither.capabilities.relationships.queries.analysis import units_of
from thegither.capabilities.relationships.queries.gathering import Gathered
from thegither.capabilities.relationships.queries.roster import Entry
from thegither.methods import networks


@dataclass(frozen=True, slots=True)
class Bridge:
    """An organisation, another sector, and how many of the ties between them run through one person."""

    body: Entry
    sector: str
    held: int
    ties: int


def bridges_in(found: Gathered) -> list[Bridge]:
    """Never of an organisation with fewer than five people on the list: there it would name somebody."""
    known = networks.reported_by_either(found.network, found.answered)
    names = sorted({entry.sector for entry in found.people})
    groups = [names.index(entry.sector) for entry in found.people]
    told = networks.lone_bridges(known, units_of(found), groups)
    return [
        Bridge(found.bodies[one.unit], names[one.group], one.held, one.ties)
        for one in told
        if one.unit < len(found.bodies)
    ]
