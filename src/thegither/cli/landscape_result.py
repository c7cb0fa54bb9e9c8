"""A landscape as plain data for JSON: snake_case keys, ids as text, numbers unrounded."""

from dataclasses import asdict, dataclass, field
from math import isnan
from typing import Any

import numpy as np
import numpy.typing as npt

from thegither.formats.polis import PolisFolder
from thegither.methods.opinion import VERSION, Landscape

Json = dict[str, Any]

SENTENCES = {
    "too_few": "Too few people gave enough votes to look for groups; only counts are shown.",
    "no_structure": "People vote as if by lot: knowing one answer tells nothing about the next.",
    "spectrum": "People differ by degree; the groups below are a cut through one spectrum.",
    "groups": "People form groups that are more than a cut through one spectrum.",
}


@dataclass(frozen=True, eq=False)
class Read:
    """What a file tells of a conversation besides its votes; texts and `kept_out` a statement each."""

    name: str
    statement_ids: npt.NDArray[np.int64]
    texts: list[str]
    kept_out: npt.NDArray[np.bool_]
    without_votes: list[str] = field(default_factory=list)
    superseded: int = 0
    repairs: dict[str, int] = field(default_factory=dict)
    # How many votes the verdict is told from, where not from all.
    tested: int | None = None

    @classmethod
    def of_folder(cls, name: str, folder: PolisFolder) -> "Read":
        rows = [folder.statements[at] for at in folder.voted_on]
        voted = {row.id for row in rows}
        return cls(
            name=name,
            statement_ids=np.array([row.id for row in rows], dtype=np.int64),
            texts=[row.text for row in rows],
            kept_out=folder.kept_out(),
            without_votes=[str(row.id) for row in folder.statements if row.id not in voted],
            superseded=folder.superseded,
            repairs=folder.repairs,
        )


def result_of(read: Read, found: Landscape, names: list[str], parameters: Json) -> Json:
    """Everything `thegither landscape` writes. People, statements and groups by ascending id, but
    groups that were found by size; ranked lists best first."""
    ids = [str(number) for number in read.statement_ids]
    return {
        "method": {"name": "opinion landscape", "version": VERSION, "parameters": parameters},
        "input": {
            "folder": read.name,
            "repairs": read.repairs,
            "statements_without_votes": read.without_votes,
        },
        "participants": len(found.participant_ids),
        "statements": len(ids),
        "votes": found.n_votes,
        "superseded_votes": read.superseded,
        "verdict": found.verdict,
        "verdict_sentence": SENTENCES[found.verdict],
        "verdict_votes": found.n_votes if read.tested is None else read.tested,
        "structure": asdict(found.structure) if found.structure else None,
        "separation": asdict(found.separation) if found.separation else None,
        "silhouettes": {str(k): value for k, value in found.silhouettes.items()},
        "groups": _groups(found, names),
        "statements_table": _statements(read, ids, found, names),
        "representative": _representative(ids, found, names),
        "consensus": _consensus(ids, found),
        "common_ground": _common_ground(ids, found, names),
        "coordinates": _coordinates(found, names),
        "components": found.axes.components.tolist(),
        "scatter": {"axes": found.axes.scatter.tolist(), "total": found.axes.total},
    }


def _groups(found: Landscape, names: list[str]) -> list[Json]:
    members = [found.participant_ids[found.labels == row] for row in range(len(names))]
    return [
        {"id": name, "size": len(ids), "members": [str(number) for number in ids]}
        for name, ids in zip(names, members, strict=True)
    ]


def _statements(read: Read, ids: list[str], found: Landscape, names: list[str]) -> list[Json]:
    everyone, extremity = found.everyone, found.axes.extremity
    return [
        {
            "id": number,
            "text": read.texts[at],
            "kept_out": bool(read.kept_out[at]),
            "agree": int(everyone.agree[0, at]),
            "disagree": int(everyone.disagree[0, at]),
            "pass": int(everyone.passed[0, at]),
            "mean": float(found.axes.means[at]),
            "extremity": float(extremity[at]),
            "priority": float(found.priorities[at]),
            "group_aware_consensus": float(found.group_aware_consensus[at]),
            "by_group": [_by_group(found, name, row, at) for row, name in enumerate(names)],
        }
        for at, number in enumerate(ids)
    ]


def _by_group(found: Landscape, name: str, row: int, at: int) -> Json:
    """One group's votes on one statement. `representativeness` is that of the more telling side."""
    tables, agree, disagree = found.tables, found.tables.agreeing, found.tables.disagreeing
    seen = int(tables.seen[row, at])
    agrees = bool(agree.ratio_z[row, at] > disagree.ratio_z[row, at])
    return {
        "group": name,
        "agree": int(tables.agree[row, at]),
        "disagree": int(tables.disagree[row, at]),
        "pass": int(tables.passed[row, at]),
        "agree_share": int(tables.agree[row, at]) / seen if seen else None,
        "direction": "agree" if agrees else "disagree",
        "representativeness": float((agree if agrees else disagree).ratio[row, at]),
        "agree_smoothed": float(agree.share[row, at]),
        "agree_z": float(agree.share_z[row, at]),
        "agree_ratio": float(agree.ratio[row, at]),
        "agree_ratio_z": float(agree.ratio_z[row, at]),
        "disagree_smoothed": float(disagree.share[row, at]),
        "disagree_z": float(disagree.share_z[row, at]),
        "disagree_ratio": float(disagree.ratio[row, at]),
        "disagree_ratio_z": float(disagree.ratio_z[row, at]),
    }


def _with_id(ids: list[str], one: Any) -> Json:
    """A ranked statement, its position replaced by its id."""
    fields = asdict(one)
    return {"id": ids[fields.pop("statement")], **fields}


def _representative(ids: list[str], found: Landscape, names: list[str]) -> Json:
    chosen = zip(names, found.representative, strict=True)
    return {name: [_with_id(ids, one) for one in ones] for name, ones in chosen}


def _consensus(ids: list[str], found: Landscape) -> Json:
    sides = {"agree": found.consensus.agree, "disagree": found.consensus.disagree}
    return {side: [_with_id(ids, one) for one in ones] for side, ones in sides.items()}


def _common_ground(ids: list[str], found: Landscape, names: list[str]) -> list[Json]:
    rows = [_with_id(ids, one) for one in found.common_ground]
    for row in rows:
        counts = zip(names or ["everybody"], row.pop("groups"), strict=True)
        row["by_group"] = [{"group": name, "agree": a, "seen": s} for name, (a, s) in counts]
    return rows


def _coordinates(found: Landscape, names: list[str]) -> list[Json]:
    """Everyone's place; group and certainty are null for people not grouped."""
    order = np.argsort(found.participant_ids, kind="stable")
    people = found.participant_ids[order].tolist(), found.places[order].tolist()
    rows = zip(*people, found.labels[order].tolist(), found.certainty[order].tolist(), strict=True)
    return [
        {
            "participant": str(number),
            "x": x,
            "y": y,
            "group": names[row] if names and row >= 0 else None,
            "certainty": None if isnan(certainty) else certainty,
        }
        for number, (x, y), row, certainty in rows
    ]
