"""Does one person alone hold an organisation and a group of others together?

References
----------
R. S. Burt (1992), Structural Holes, Harvard University Press, chapter 1. DOI 10.4159/9780674029095
S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
Statistics 6, 65-70. https://www.jstor.org/stable/4615733
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import binom

from thegither.methods.networks.brokerage import check_groups
from thegither.methods.networks.network import Network
from thegither.methods.networks.sorting import Ints

LEVEL, MOST_OF_THEM, ENOUGH_PEOPLE = 0.001, 0.8, 5


@dataclass(frozen=True)
class LoneBridge:
    """One member of a unit holds `held` of the `ties` between that unit and a group."""

    unit: int
    group: int
    node: int
    held: int
    ties: int
    p: float


def lone_bridges(
    network: Network,
    units: npt.ArrayLike,
    groups: npt.ArrayLike,
    *,
    level: float = LEVEL,
    enough_people: int = ENOUGH_PEOPLE,
) -> list[LoneBridge]:
    """Every unit and other group whose ties run nearly all through one member of the unit.

    Of m ties between a unit of n people and a group, the busiest member holds x. Were ties spread over the
    members by lot, ``P(some member holds x or more) <= n P(Bin(m, 1/n) >= x)``. A bridge is told where that,
    times the number of pairs looked at (Bonferroni), is below `level`, and x is at least four fifths of m.
    Units with fewer than `enough_people` members are left out: there "one person" would name somebody.
    Ties count either way, once for each pair of people.

    >>> ties = [(0, other) for other in range(6, 16)]
    >>> network = Network.of([a for a, _ in ties], [b for _, b in ties], 16)
    >>> [found] = lone_bridges(network, [0] * 6 + [1] * 10, [0] * 6 + [1] * 10, enough_people=6)[:1]
    >>> found.unit, found.group, found.node, found.held, found.ties
    (0, 1, 0, 10, 10)
    """
    unit, group = check_groups(units, network.n), check_groups(groups, network.n)
    found = list(_candidates(network, unit, group, enough_people))
    sure = [one for one in found if one.p * len(found) < level]
    return [one for one in sure if one.held >= MOST_OF_THEM * one.ties]


def _candidates(
    network: Network, unit: npt.NDArray[np.int32], group: npt.NDArray[np.int32], enough: int
) -> Iterator[LoneBridge]:
    contacts = network.contacts
    owners = np.repeat(np.arange(network.n), np.diff(contacts.starts))
    sizes = np.bincount(unit, minlength=1)
    for here in np.flatnonzero(sizes >= enough):
        mine = owners[(unit[owners] == here)]
        theirs = contacts.nodes[(unit[owners] == here)]
        for other in np.unique(group):
            if np.any(group[unit == here] == other):
                continue
            held = np.bincount(mine[group[theirs] == other], minlength=network.n)
            if held.any():
                yield _busiest(int(here), int(other), held, int(sizes[here]))


def _busiest(unit: int, group: int, held: Ints, n: int) -> LoneBridge:
    node, ties = int(held.argmax()), int(held.sum())
    chance = min(1.0, n * float(binom.sf(held[node] - 1, ties, 1 / n)))
    return LoneBridge(unit, group, node, int(held[node]), ties, chance)
