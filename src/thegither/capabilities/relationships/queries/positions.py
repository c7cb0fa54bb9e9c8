"""Where each person stands: worked out while sheets can be read, locked at once, seen by that person alone."""

import json
from uuid import UUID

from thegither.capabilities.relationships.models import NamedSpanner, Position, Wave
from thegither.capabilities.relationships.queries.analysis import (
    Result,
    sector_of_units,
    units_of,
)
from thegither.capabilities.relationships.queries.gathering import Gathered
from thegither.methods import networks
from thegither.methods.networks import Network
from thegither.spine.evidence.seals import SealLost, pseudonym, unlock_words

FIRST = 0


def positions_of(found: Gathered, bands: list[int]) -> list[Result]:
    """One for each person on the list, in their order; `bands` as the analysis found them."""
    network = networks.reported_by_either(found.network, found.answered)
    lost, units = networks.removals(network), units_of(found)
    alone = networks.links_held_alone(network, units)
    sectors = sector_of_units(found)
    return [
        {
            "band": bands[i] if network.ties else -1,
            "together": bands.count(bands[i]),
            "mix": _own_mix(found.network, i, units, sectors),
            "reach_lost": int(lost.reach_lost[i]),
            "parts": int(lost.parts[i]),
            "left_alone": int(lost.only_contact_of[i]),
            "links_alone": int(alone[i]),
            "plan": _plan(found, network, i) if lost.parts[i] > 1 else [],
        }
        for i in range(network.n)
    ]


def _own_mix(network: Network, i: int, units, sectors) -> list[int]:
    """How many of this person's own ties stay within, go between and go beyond: what they said themselves."""
    rows = network.out
    mine = rows.nodes[rows.starts[i] : rows.starts[i + 1]]
    same_unit, same_sector = units[mine] == units[i], sectors[mine] == sectors[i]
    within, between = int(same_unit.sum()), int((same_sector & ~same_unit).sum())
    return [within, between, len(mine) - within - between]


def _plan(found: Gathered, network: Network, i: int) -> list[list[str]]:
    """Whom to introduce, by organisation, and only where this person named somebody on both sides:
    nothing in it comes from what somebody else said of them."""
    rows = found.network.out
    named = set(rows.nodes[rows.starts[i] : rows.starts[i + 1]].tolist())
    steps = networks.handover_plan(network, i)
    own = [step for step in steps if {step.first, step.second} <= named]
    return [
        [found.people[end].organization_name for end in (step.first, step.second)]
        for step in own[:5]
    ]


def position_name(wave: Wave, person: UUID) -> str:
    """The pseudonym of somebody's page about themselves. Raises SealLost where its key is gone."""
    return pseudonym(wave.own_seal, "person", str(person))


def own_position(wave: Wave, person: UUID) -> Result | None:
    """What this person may see of themselves; None where they were on no list, or its key is gone."""
    try:
        name = position_name(wave, person)
        row = Position.objects.filter(wave=wave, pseudonym=name).first()
        return None if row is None else json.loads(unlock_words(wave.own_seal, name, row.locked))
    except SealLost:
        return None


def named_people(wave: Wave) -> list[NamedSpanner]:
    """Those who agreed to be named, and have not changed their mind."""
    standing = wave.named.filter(withdrawn_at=None).select_related("person")
    return list(standing.order_by("person__name", "pk"))


def has_agreed(wave: Wave, person: UUID) -> bool:
    return wave.named.filter(person=person, withdrawn_at=None).exists()
