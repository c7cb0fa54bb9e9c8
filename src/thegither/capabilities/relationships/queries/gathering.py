"""All sheets of a wave as arrays: read with its key, once, when it is counted."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.capabilities.relationships.models import Wave
from thegither.capabilities.relationships.queries.roster import Entry, Roster, roster_of
from thegither.capabilities.relationships.queries.sheets import Said, open_sheet
from thegither.methods.networks import Network, read_weights
from thegither.spine.evidence.seals import pseudonym

Numbers = npt.NDArray[np.int64]
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class Gathered:
    """What all sheets say together. Positions are places in `people` and `bodies`.

    `ties` and `body_ties` hold (from, to, how often); of a body's people the one who says most often counts.
    `ratings` holds (rater, rated body, trust?, value), where trust? is 1 for trust and 0 for value.
    `body_of` is the body of each person, -1 where it is not on the list. `reasons` counts what ties are for.
    """

    people: list[Entry]
    bodies: list[Entry]
    body_of: Numbers
    answered: npt.NDArray[np.bool_]
    ties: Numbers
    body_ties: Numbers
    ratings: Numbers
    reasons: dict[str, int]

    @property
    def bodies_asked(self) -> npt.NDArray[np.bool_]:
        """Bodies that somebody on the list can speak for."""
        return self._has_one(self.body_of)

    @property
    def bodies_answered(self) -> npt.NDArray[np.bool_]:
        return self._has_one(self.body_of[self.answered])

    def _has_one(self, places: Numbers) -> npt.NDArray[np.bool_]:
        return np.isin(np.arange(len(self.bodies)), places)

    @property
    def network(self) -> Network:
        return network_of(self.ties, len(self.people))

    @property
    def body_network(self) -> Network:
        return network_of(self.body_ties, len(self.bodies))


def network_of(ties: Numbers, n: int, *, directed: bool = True) -> Network:
    """Ties as a network in which more often is closer."""
    strengths, lengths = read_weights(ties[:, 2], "frequency")
    return Network.of(
        ties[:, 0], ties[:, 1], n, strengths=strengths, lengths=lengths, directed=directed
    )


def gather(wave: Wave) -> Gathered:
    """Read every finished sheet. Raises SealLost where the key is gone."""
    roster = roster_of(wave)
    people, bodies = roster.people, roster.organizations
    place = {entry.key: i for entries in (people, bodies) for i, entry in enumerate(entries)}
    body_place = {entry.id: i for i, entry in enumerate(bodies)}
    body_of = np.array([body_place.get(p.organization, NOWHERE) for p in people], dtype=np.int64)
    said = finished_sheets(wave, roster)
    rows = [(place[key], *row) for key, sheet in said.items() for row in _ties(sheet, place)]
    ties = _table([(a, b, often) for a, b, often, is_person in rows if is_person], 3)
    to_bodies = [
        (int(body_of[a]), b, often)
        for a, b, often, is_person in rows
        if not is_person and body_of[a] != NOWHERE
    ]
    return Gathered(
        people=people,
        bodies=bodies,
        body_of=body_of,
        answered=np.array([entry.key in said for entry in people], dtype=bool),
        ties=ties,
        body_ties=_strongest(_table(to_bodies, 3)),
        ratings=_of_others(
            _table([r for key, sheet in said.items() for r in _ratings(sheet, key, place)], 4),
            body_of,
        ),
        reasons=_reasons(said.values()),
    )


def finished_sheets(wave: Wave, roster: Roster) -> dict[str, Said]:
    """The sheets that were handed in, by the number of the person who did."""
    names = {
        pseudonym(wave.activity_id, "person", str(entry.id)): entry.key for entry in roster.people
    }
    sheets = wave.sheets.filter(pseudonym__in=names).select_related("wave")
    opened = {names[sheet.pseudonym]: open_sheet(sheet) for sheet in sheets}
    return {key: said for key, said in opened.items() if said.finished}


def _ties(said: Said, place: dict[str, int]) -> Iterator[tuple[int, int, bool]]:
    for key, row in said.ties.items():
        if row.get("often") and key in place:
            yield place[key], int(row["often"]), key.startswith("P")


def _ratings(said: Said, key: str, place: dict[str, int]) -> Iterator[tuple[int, int, int, int]]:
    for other, row in said.ties.items():
        for what, is_trust in (("trust", 1), ("value", 0)):
            for value in row.get(what, {}).values() if other in place else ():
                yield place[key], place[other], is_trust, int(value)


def _of_others(ratings: Numbers, body_of: Numbers) -> Numbers:
    """Nobody rates their own body."""
    return ratings[ratings[:, 1] != body_of[ratings[:, 0]]]


def _reasons(sheets) -> dict[str, int]:
    counts: dict[str, int] = {}
    for row in (row for said in sheets for row in said.ties.values()):
        for reason in row.get("for", []):
            counts[reason] = counts.get(reason, 0) + 1
    return counts


def _table(rows: list, width: int) -> Numbers:
    return np.array(rows, dtype=np.int64).reshape(-1, width)


def _strongest(ties: Numbers) -> Numbers:
    """One row for each pair of bodies, the strongest; a body's word about itself is left out."""
    best: dict[tuple[int, int], int] = {}
    for a, b, often in ties[ties[:, 0] != ties[:, 1]].tolist():
        best[a, b] = max(best.get((a, b), 0), often)
    return _table([(a, b, often) for (a, b), often in sorted(best.items())], 3)
