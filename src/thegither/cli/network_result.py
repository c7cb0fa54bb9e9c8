"""The result of `thegither network` as plain data, in the keys of docs/reference/command-line.md."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

import numpy as np

from thegither import __version__
from thegither.formats.networks import NetworkTable
from thegither.methods import networks
from thegither.methods.networks import Interval, Network

Progress = Callable[[int, int], None]
WHOLE = ("density", "reciprocity", "ei_index")
NODES = ("betweenness", "constraint", "effective_size", "degree_in", "degree_out")


@dataclass(frozen=True)
class Question:
    """A network, and what is asked of it. `groups` are positions in `group_names`."""

    table: NetworkTable
    network: Network
    group_names: tuple[str, ...]
    groups: Sequence[int] | None
    answered: Sequence[bool]
    parameters: dict[str, Any]
    seed: int = 0
    imputations: int = 200

    @property
    def complete(self) -> bool:
        return all(self.answered)


def result_of(question: Question, progress: Progress | None = None) -> dict[str, Any]:
    """Everything about one network; `progress` is called while missing answers are filled in."""
    table, network = question.table, question.network
    intervals = _intervals(question, progress)
    return {
        "method": {
            "name": "network",
            "version": __version__,
            "parameters": question.parameters,
        },
        "input": {"ties": table.file.name, "nodes": table.nodes_file.name},
        "nodes": network.n,
        "ties": network.ties,
        "self_ties": network.self_ties,
        "mirrored_ties": table.mirrored,
        "directed": network.directed,
        "answered": sum(question.answered),
        "density": _number(networks.density(network)),
        "reciprocity": _number(networks.reciprocity(network)),
        "centralization": {
            way: _number(networks.centralization(network, way)) for way in ("in", "out")
        },
        **_mixing(question),
        "intervals": {name: _ends(intervals[name]) for name in WHOLE if name in intervals},
        "brokerage": _brokerage(question),
        **_positions(question, intervals),
        **_fragility(question),
        **_communities(question),
    }


def _number(value: float) -> float | None:
    """JSON has no word for undefined but null."""
    return None if isnan(value) else float(value)


def _ends(interval: Interval) -> list[float | None]:
    return [_number(float(interval.low)), _number(float(interval.high))]


def _mixing(question: Question) -> dict[str, Any]:
    if question.groups is None:
        return {"ei_index": None, "ei_test": None}
    test = networks.mixing(question.network, question.groups, seed=question.seed)
    return {
        "ei_index": _number(test.index),
        "ei_test": {
            "expected": _number(test.expected),
            "p": _number(test.p),
            "p_closed": _number(test.p_closed),
            "p_open": _number(test.p_open),
            "permutations": test.permutations,
        },
    }


def _brokerage(question: Question) -> list[dict[str, Any]]:
    if question.groups is None:
        return []
    found = networks.brokerage(question.network, question.groups)
    names = (*networks.ROLES, "total")
    return [
        {
            "id": name,
            **dict(zip(names, found.counts[i].tolist(), strict=True)),
            "z": {role: _number(z) for role, z in zip(names, found.z[i], strict=True)},
        }
        for i, name in enumerate(question.table.ids)
    ]


def node_measures(network: Network, seed: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    """One row for each of `NODES`."""
    holes = networks.structural_holes(network)
    between = networks.betweenness(network, seed=seed).values
    degrees = network.into.counts, network.out.counts
    return np.vstack([between, holes.constraint, holes.effective_size, *degrees]).astype(float)


def _intervals(question: Question, progress: Progress | None) -> dict[str, Interval]:
    groups = question.groups
    measures: list[networks.missing.Measure] = [
        networks.density,
        networks.reciprocity,
        lambda network: networks.ei_index(network, groups) if groups is not None else np.nan,
        lambda network: node_measures(network, question.seed),
    ]
    found = networks.missing_answer_intervals(
        question.network,
        question.answered,
        measures,
        groups,
        imputations=question.imputations,
        seed=question.seed,
        progress=None if question.complete else progress,
    )
    by_node = {name: Interval(found[-1].low[i], found[-1].high[i]) for i, name in enumerate(NODES)}
    return dict(zip(WHOLE, found, strict=False)) | by_node


def _positions(question: Question, intervals: dict[str, Interval]) -> dict[str, Any]:
    values = node_measures(question.network, question.seed)
    between = networks.betweenness(question.network, seed=question.seed)
    reach = intervals["betweenness"]
    bands = networks.bands(reach.low - between.error, reach.high + between.error)
    rows = [
        {
            "id": name,
            **{key: _number(values[k, i]) for k, key in enumerate(NODES[:3])},
            **{key: int(values[k, i]) for k, key in enumerate(NODES[3:], start=3)},
            "band": int(bands[i]),
            "interval": {
                key: [_number(intervals[key].low[i]), _number(intervals[key].high[i])]
                for key in NODES
            },
        }
        for i, name in enumerate(question.table.ids)
    ]
    sampling = {"error": between.error, "samples": between.samples, "by_steps": between.by_steps}
    return {"positions": rows, "betweenness_sampling": sampling}


def _fragility(question: Question) -> dict[str, Any]:
    ids, lost = question.table.ids, networks.removals(question.network)
    return {
        "articulation_points": [ids[i] for i in lost.articulation_points],
        "removals": [
            {
                "id": name,
                "reach_lost": int(lost.reach_lost[i]),
                "parts": int(lost.parts[i]),
                "only_contact_of": int(lost.only_contact_of[i]),
                "introductions": [
                    {"between": [ids[step.first], ids[step.second]], "pairs": step.pairs_kept}
                    for step in (
                        networks.handover_plan(question.network, i) if lost.parts[i] > 1 else []
                    )
                ],
            }
            for i, name in enumerate(ids)
        ],
    }


def _communities(question: Question) -> dict[str, Any]:
    found = networks.communities(question.network, seed=question.seed)
    members: list[list[str]] = [[] for _ in range(int(found.labels.max(initial=-1)) + 1)]
    for name, label in zip(question.table.ids, found.labels, strict=True):
        members[label].append(name)
    return {
        "communities": [{"id": i, "members": names} for i, names in enumerate(members)],
        "modularity": _number(found.modularity),
    }
