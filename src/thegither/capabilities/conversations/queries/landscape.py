"""From all votes of a conversation to one dated result, as plain JSON. Nothing in it points at a person."""

from typing import Any

import numpy as np
import numpy.typing as npt

from thegither.capabilities.conversations.queries.sureness import (
    how_sure,
    place_sentence,
    region,
)
from thegither.formats.polis import PolisFolder
from thegither.methods.disclosure import MINIMUM, crowd
from thegither.methods.opinion import VERSION, Landscape, Votes, landscape
from thegither.methods.opinion.axes import Axes, place_people

METHOD = f"opinion landscape {VERSION}"
GROUPS, SPECTRUM = "groups", "spectrum"
LETTERS = "ABCDE"
Result = dict[str, Any]
Floats = npt.NDArray[np.float64]


def analyse(folder: PolisFolder) -> Result:
    """The opinion method's answer. Statements are named by their number, groups by a letter.

    A spectrum is cut into parts too, which the page calls parts and not groups. Else, and where a part
    would hold fewer than five people, everybody counts as one.
    """
    votes, kept_out = folder.to_votes(), folder.kept_out()
    found = landscape(votes, kept_out=kept_out, meta=folder.meta())
    said: Result = {
        "verdict": found.verdict,
        "counts": _counts(folder, votes),
        "statements": _statements(folder, votes, found),
        "groups": [],
    }
    if _of(found):
        sure, certainty = how_sure(votes, kept_out, found)
        said |= _groups(votes, found, certainty) | {"sure": sure}
    return said


def _counts(folder: PolisFolder, votes: Votes) -> dict[str, int]:
    """How much there is. Statements count where somebody voted on them, as in Polis."""
    return {
        "people": votes.n_participants,
        "statements": votes.n_statements,
        "votes": votes.n_votes,
        "superseded": folder.superseded,
        "repaired": sum(folder.repairs.values()),
    }


def _statements(folder: PolisFolder, votes: Votes, found: Landscape) -> list[Result]:
    """Every statement, also those nobody has seen: overall counts, and those of each group."""
    column = {number: place for place, number in enumerate(votes.statement_ids.tolist())}
    return [
        {
            "number": row.id,
            "is_accepted": row.moderated != -1,
            "is_meta": row.is_meta,
            "all": _three(found.everyone, 0, column.get(row.id)),
            "groups": [_three(found.tables, group, column.get(row.id)) for group in _of(found)],
            "consensus": _consensus(found, column.get(row.id)),
        }
        for row in folder.statements
    ]


def _of(found: Landscape) -> range:
    """The groups, or the parts of a spectrum, that may be told of."""
    every = range(len(found.group_names) if found.verdict in {GROUPS, SPECTRUM} else 0)
    large_enough = all((found.labels == group).sum() >= MINIMUM for group in every)
    return every if large_enough else range(0)


def _three(tables: Any, group: int, column: int | None) -> list[int]:
    """How many agree, disagree and pass."""
    if column is None:
        return [0, 0, 0]
    parts = (tables.agree, tables.disagree, tables.passed)
    return [int(part[group, column]) for part in parts]


def _consensus(found: Landscape, column: int | None) -> float | None:
    return None if column is None else float(found.group_aware_consensus[column])


def _groups(votes: Votes, found: Landscape, certainty: Floats) -> Result:
    numbers = votes.statement_ids.tolist()
    members = [found.labels == group for group in _of(found)]
    return {
        "groups": [
            {
                "name": LETTERS[group],
                "size": int(inside.sum()),
                "centre": found.places[inside].mean(axis=0).tolist(),
                "region": region(found.places[inside]),
            }
            for group, inside in enumerate(members)
        ],
        "common_ground": [
            {"number": numbers[one.statement], "score": one.score, "lowest": one.lowest}
            for one in found.common_ground
        ],
        "apart": [
            [
                {"number": numbers[one.statement], "direction": one.shown[0]}
                | {"hits": one.shown[1], "seen": one.seen}
                for one in chosen
            ]
            for chosen in found.representative
        ],
        "spots": [
            spot
            for group, inside in enumerate(members)
            for spot in _spots(LETTERS[group], found.places[inside], certainty[inside])
        ],
        "axes": {
            "numbers": numbers,
            "means": found.axes.means.tolist(),
            "components": found.axes.components.tolist(),
        },
    }


def _spots(name: str, places: Floats, certainty: Floats) -> list[Result]:
    """The group's people as clusters of five or more: nobody stands alone on the map."""
    clusters = crowd(places, minimum=MINIMUM)
    return [
        {
            "x": float(x),
            "y": float(y),
            "group": name,
            "size": int(size),
            "certainty": round(float(certainty[clusters.of_person == number].mean()), 2),
        }
        for number, ((x, y), size) in enumerate(zip(clusters.centres, clusters.sizes, strict=True))
    ]


def nearest_group(result: Result, answers: dict[int, int]) -> str | None:
    """The group in whose middle somebody with these answers would stand; None without an answer."""
    place = place_of(result, answers)
    if place is None or not result["groups"]:
        return None
    distances = [np.hypot(*np.subtract(place, group["centre"])) for group in result["groups"]]
    return result["groups"][int(np.argmin(distances))]["name"]


def where(result: Result, answers: dict[int, int]) -> tuple[str | None, str]:
    """The nearest group, and how sure somebody there can be of it, in words."""
    name, place = nearest_group(result, answers), place_of(result, answers)
    return name, place_sentence(result, place, name) if name and place else ""


def place_of(result: Result, answers: dict[int, int]) -> tuple[float, float] | None:
    """Where somebody with these answers would stand, from the stored axes exactly as everybody else."""
    axes = result["axes"]
    column = {number: place for place, number in enumerate(axes["numbers"])}
    given = {column[number]: choice for number, choice in answers.items() if number in column}
    if not given:
        return None
    votes = Votes.of([0] * len(given), list(given), list(given.values()), 1, len(column))
    kept_out = [not _counts_for_axes(result, number) for number in axes["numbers"]]
    x, y = place_people(votes, _axes(axes), np.array(kept_out))[0].tolist()
    return x, y


def _counts_for_axes(result: Result, number: int) -> bool:
    row = next(row for row in result["statements"] if row["number"] == number)
    return row["is_accepted"] and not row["is_meta"]


def _axes(stored: Result) -> Axes:
    return Axes(
        components=np.array(stored["components"]),
        scatter=np.zeros(2),
        total=0.0,
        means=np.array(stored["means"]),
    )
