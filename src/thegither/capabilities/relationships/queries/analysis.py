"""What a wave comes to, worked out once: figures with their limits, the map, what each loss would do.

Everything here is plain data that can be stored as JSON. Of people there are figures of groups only; of
organisations there is the map, since whom an organisation works with is said in its name.
"""

from collections.abc import Callable
from math import isnan
from typing import Any

import numpy as np
import numpy.typing as npt

from thegither import __version__
from thegither.capabilities.relationships.queries.gathering import Gathered, Numbers, network_of
from thegither.capabilities.relationships.queries.groups import Groups, large_groups
from thegither.methods import networks
from thegither.methods.networks import Interval, Network

METHOD = f"relationships {__version__}"
IMPUTATIONS = 200
FEWEST_PEOPLE = 5
INTRODUCTIONS = 5
Result = dict[str, Any]
Measure = Callable[[Network], Any]


def analyse(found: Gathered, *, imputations: int = IMPUTATIONS) -> Result:
    """The result of one wave, as it is stored."""
    sectors = [body.sector for body in found.bodies]
    return {
        "response": {
            "people": [int(found.answered.sum()), len(found.people)],
            "bodies": [int(found.bodies_answered.sum()), int(found.bodies_asked.sum())],
        },
        "map": body_map([body.name for body in found.bodies], sectors, found.body_ties),
        "bodies": of_bodies(
            found.body_network, found.bodies_answered, sectors, imputations=imputations
        ),
        "people": of_people(found, imputations=imputations),
        "reasons": found.reasons if found.answered.sum() >= FEWEST_PEOPLE else {},
        **_ratings(found),
    }


def analyse_file(brought: dict[str, Any]) -> Result:
    """The result of ties that were read from a file: of organisations only, and nobody was asked."""
    names, sectors = brought["names"], brought["sectors"]
    ties = np.array(brought["ties"], dtype=np.int64).reshape(-1, 3)
    everybody = np.ones(len(names), dtype=bool)
    return {
        "response": {"people": [0, 0], "bodies": [len(names), len(names)]},
        "map": body_map(names, sectors, ties),
        "bodies": of_bodies(network_of(ties, len(names)), everybody, sectors),
        "people": {},
    }


# --- organisations -----------------------------------------------------------------------------


def either_way(ties: Numbers, n: int) -> Network:
    """Two bodies are tied if either says so; nothing says which of them did."""
    return network_of(pairs_of(ties), n, directed=False)


def pairs_of(ties: Numbers) -> Numbers:
    """Each pair once, lower place first, with the stronger word of the two."""
    best: dict[tuple[int, int], int] = {}
    for a, b, often in ties.tolist():
        pair = (min(a, b), max(a, b))
        best[pair] = max(best.get(pair, 0), often)
    rows = [(a, b, often) for (a, b), often in sorted(best.items())]
    return np.array(rows, dtype=np.int64).reshape(-1, 3)


def body_map(names: list[str], sectors: list[str], ties: Numbers) -> Result:
    """Where each body stands on the map, and the lines between them."""
    spots = networks.places(either_way(ties, len(names)))
    return {
        "names": names,
        "sectors": sectors,
        "spots": np.round(spots, 4).tolist(),
        "lines": pairs_of(ties).tolist(),
    }


def of_bodies(
    network: Network,
    answered: npt.NDArray[np.bool_],
    sectors: list[str],
    *,
    imputations: int = IMPUTATIONS,
) -> Result:
    """Density, returned ties, mixing of sectors, brokers, who stands between, and what a loss would do."""
    if network.n < 2 or not answered.any():
        return {}
    labels, has_groups = _numbered(sectors), len(set(sectors)) > 1
    known = networks.reported_by_either(network, np.ones(network.n, dtype=bool))
    measures: dict[str, Measure] = {
        "density": lambda drawn: networks.density(_either(drawn)),
        "reciprocity": networks.reciprocity,
        "ei_index": lambda drawn: networks.ei_index(_either(drawn), labels),
        "between": lambda drawn: networks.betweenness(_either(drawn)).values,
    }
    limits = _limits(network, answered, measures, labels, imputations)
    between = networks.betweenness(known).values
    return {
        "density": _triple(networks.density(known), limits["density"]),
        "reciprocity": _triple(networks.reciprocity(network), limits["reciprocity"]),
        "mixing": _mixing(known, labels, limits["ei_index"]) if has_groups else None,
        "between": np.round(between, 4).tolist(),
        "bands": networks.bands(limits["between"].low, limits["between"].high).tolist(),
        "partners": np.diff(known.contacts.starts).tolist(),
        "roles": networks.brokerage(known, labels).counts[:, :5].tolist(),
        "removals": _removals(known),
    }


def _either(network: Network) -> Network:
    return networks.reported_by_either(network, np.ones(network.n, dtype=bool))


def _numbered(labels: list[str]) -> npt.NDArray[np.int64]:
    names = sorted(set(labels))
    return np.array([names.index(label) for label in labels], dtype=np.int64)


def _limits(
    network: Network,
    answered: npt.NDArray[np.bool_],
    measures: dict[str, Measure],
    labels: npt.NDArray[np.int64],
    imputations: int,
) -> dict[str, Interval]:
    found = networks.missing_answer_intervals(
        network, answered, list(measures.values()), labels, imputations=imputations
    )
    return dict(zip(measures, found, strict=True))


def _triple(value: float, limits: Interval) -> list[float | None]:
    """A value and its ends; what those who answered say lies inside, whatever the draws held."""
    if isnan(value):
        return [None, None, None]
    low, high = float(limits.low), float(limits.high)
    return [round(value, 6), round(min(low, value), 6), round(max(high, value), 6)]


def _mixing(
    network: Network,
    labels: npt.NDArray[np.int64],
    limits: Interval,
    units: npt.NDArray[np.int64] | None = None,
) -> Result:
    test = networks.mixing(network, labels, units=units)
    return {
        "index": _triple(test.index, limits),
        "expected": None if isnan(test.expected) else round(test.expected, 6),
        "p": None if isnan(test.p) else test.p,
    }


def _removals(network: Network) -> list[Result]:
    """For each body: pairs of others that lose touch, parts, who is left alone, whom to introduce."""
    lost = networks.removals(network)
    return [
        {
            "reach_lost": int(lost.reach_lost[i]),
            "parts": int(lost.parts[i]),
            "left_alone": int(lost.only_contact_of[i]),
            "plan": _plan(network, i) if lost.parts[i] > 1 else [],
        }
        for i in range(network.n)
    ]


def _plan(network: Network, leaver: int) -> list[list[int]]:
    steps = networks.handover_plan(network, leaver, INTRODUCTIONS)
    return [[step.first, step.second, step.pairs_kept] for step in steps]


# --- people: groups only -----------------------------------------------------------------------


def of_people(found: Gathered, *, imputations: int = IMPUTATIONS) -> Result:
    """Figures of groups among people; empty where fewer than five answered."""
    if int(found.answered.sum()) < FEWEST_PEOPLE:
        return {}
    network = found.network
    sectors = large_groups([entry.sector for entry in found.people], found.answered)
    levels = large_groups([entry.level for entry in found.people], found.answered)
    units = units_of(found)
    measures: dict[str, Measure] = {
        "density": networks.density,
        "reciprocity": networks.reciprocity,
        "ei_index": lambda drawn: networks.ei_index(drawn, units),
        "mix": lambda drawn: networks.tie_mix(drawn, units, sector_of_units(found)),
        "sectors": lambda drawn: _cells(drawn, sectors),
        "levels": lambda drawn: _cells(drawn, levels),
        "between": lambda drawn: networks.betweenness(_either(drawn)).values,
    }
    limits = _limits(network, found.answered, measures, units, imputations)
    known = networks.reported_by_either(network, found.answered)
    bands = networks.bands(limits["between"].low, limits["between"].high)
    mix = networks.tie_mix(network, units, sector_of_units(found))
    return {
        "density": _triple(_density_of_answers(network, found.answered), limits["density"]),
        "reciprocity": _triple(networks.reciprocity(network), limits["reciprocity"]),
        "mixing": _mixing(network, units, limits["ei_index"]),
        "mix": _triples(mix, limits["mix"]),
        "sectors": _table(network, found.answered, sectors, limits["sectors"]),
        "levels": _table(network, found.answered, levels, limits["levels"]),
        "links": links(known, units),
        "spanners": int((bands == 0).sum()) if known.ties else 0,
        "ties": known.ties,
        # Who stands in which band is kept from everybody but that person: it is taken out before storing.
        "bands": bands.tolist(),
    }


def units_of(found: Gathered) -> npt.NDArray[np.int64]:
    """The organisation of each person as a number; those of none on the list share one."""
    return np.where(found.body_of < 0, len(found.bodies), found.body_of)


def sector_of_units(found: Gathered) -> npt.NDArray[np.int64]:
    return _numbered([entry.sector for entry in found.people])


def links(network: Network, units: npt.NDArray[np.int64]) -> list[int]:
    """How many pairs of organisations are in touch through people, and how many through one person alone."""
    owners, others = network.out.owners, network.out.nodes
    crossing = units[owners] < units[others]
    pairs = np.column_stack([units[owners][crossing], units[others][crossing]])
    _, counts = np.unique(pairs, axis=0, return_counts=True)
    return [len(counts), int((counts == 1).sum())]


def _density_of_answers(network: Network, answered: npt.NDArray[np.bool_]) -> float:
    """Of the ties that those who answered could have named, how many they named."""
    possible = int(answered.sum()) * (network.n - 1)
    return network.ties / possible if possible else float("nan")


def _cells(network: Network, groups: Groups) -> npt.NDArray[np.float64]:
    return networks.group_density(network, groups.labels, len(groups.names)).reshape(-1)


def _table(
    network: Network, answered: npt.NDArray[np.bool_], groups: Groups, limits: Interval
) -> Result:
    """Density from each group to each, of the ties that those who answered could have named."""
    heard = np.bincount(groups.labels[answered], minlength=len(groups.names))
    sizes = np.bincount(groups.labels, minlength=len(groups.names))
    cells = groups.labels[network.out.owners] * len(sizes) + groups.labels[network.out.nodes]
    named = np.bincount(cells, minlength=len(sizes) ** 2).reshape(len(sizes), len(sizes))
    possible = heard[:, None] * (sizes[None, :] - np.eye(len(sizes), dtype=int))
    values = np.where(possible > 0, named / np.maximum(possible, 1), np.nan)
    return {
        "names": list(groups.names),
        "answered": heard.tolist(),
        "asked": sizes.tolist(),
        "cells": _triples(values.reshape(-1), limits),
    }


def _triples(values: npt.NDArray[np.float64], limits: Interval) -> list[list[float | None]]:
    ends = zip(values, limits.low, limits.high, strict=True)
    return [_triple(value, Interval(low, high)) for value, low, high in ends]


# --- trust and value ---------------------------------------------------------------------------


def _ratings(found: Gathered) -> Result:
    """The level over all raters, and the means of each body that three or more have rated."""
    told: Result = {}
    rated: dict[str, dict[str, list[float]]] = {}
    for name, is_trust in (("trust", 1), ("value", 0)):
        rows = found.ratings[found.ratings[:, 2] == is_trust]
        level = networks.rating_level(rows[:, 0], rows[:, 3])
        told[name] = _level(level)
        means, counts = networks.means_of_rated(
            rows[:, 0], rows[:, 1], rows[:, 3], len(found.bodies)
        )
        for place in np.flatnonzero(~np.isnan(means)):
            body = rated.setdefault(str(found.bodies[place].id), {})
            body[name] = [_blurred(float(means[place])), int(counts[place])]
    return told | {"rated": rated}


def _blurred(mean: float) -> float:
    """To a quarter, and never the very ends: a mean of 4 would say that each rater gave a 4."""
    return min(max(round(mean * 4) / 4, 1.25), 3.75)


def _level(level: networks.Level) -> list[float | None]:
    """Mean, standard error and raters; nothing below five raters."""
    if level.raters < FEWEST_PEOPLE or isnan(level.error):
        return [None, None, level.raters]
    return [level.mean, level.error, level.raters]
