"""Plant the truths of two assessments, each asked twice: a gap by level, a culture that moves, a silent sector.

- The eight areas of collaborative practice: the front line sees every question of trust 0.7 points lower than
  everyone else, both times.
- Culture: between the two waves one large body moves, towards more cohesion and less regulation; and in the
  second wave one sector keeps silent, which is not that of the moving body.

Everything else depends on the person and a little on the organisation, and must not be flagged.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from thegither.demo.plan import Plan
from thegither.formats.instruments import Instrument, read_instrument, shipped_instruments

PRACTICE, CULTURE = "collaborative-practice", "culture"
TRUST, FRONT_LINE = "trust", "front_line"
GAP = 0.7
# How far the culture moves on its two scales, and how large a body it takes to tell.
SHIFT = {"cohesion": 0.9, "regulation": -0.9}
SMALLEST_MOVING_BODY = 30
SMALLEST_SILENT_SECTOR = 40
ANSWERING = 0.72
FEWEST_SILENT, MOST_SILENT = 5, 7
# Answers before rounding: where they lie, and how much organisations, people and single answers differ.
MIDDLE, ALIKE, OWN, SINGLE = 3.2, 0.03, 0.36, 0.33
SKIPPED = 0.02

Codes = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where somebody of the plan stands."""

    body: str
    sector: str
    level: str


@dataclass(frozen=True, slots=True)
class PlantedWave:
    """Who answered what: people by key, a row each, a column for each closed question; -1: left out."""

    people: tuple[str, ...]
    codes: Codes

    def sheets(self, instrument: Instrument) -> dict[str, dict[str, int]]:
        """Each person's answers by the questions' ids."""
        names = [item.id for item in instrument.closed]
        return {
            person: {name: code for name, code in zip(names, row, strict=True) if code > 0}
            for person, row in zip(self.people, self.codes.tolist(), strict=True)
        }


@dataclass(frozen=True, slots=True)
class PlantedWaves:
    """Both waves of each assessment, and what was planted: the silent sector, and the body that moved."""

    practice: tuple[PlantedWave, PlantedWave]
    culture: tuple[PlantedWave, PlantedWave]
    silent_sector: str
    moving_body: str


def plant_waves(planned: Plan, heard_elsewhere: str = "") -> PlantedWaves:
    """Draw both assessments. heard_elsewhere: a sector that is silent in another place, so not here too.

    >>> from thegither.demo.partnership import plan
    >>> one, other = plant_waves(plan(3)), plant_waves(plan(3))
    >>> bool((one.practice[0].codes == other.practice[0].codes).all()), one.moving_body
    (True, 'council')
    """
    rng = np.random.default_rng([planned.seed, 5])
    seats = seats_of(planned)
    moving = _moving_body(seats, rng)
    its_sector = next(seat.sector for seat in seats.values() if seat.body == moving)
    silent = _silent_sector(seats, {heard_elsewhere, its_sector}, rng)
    practice, culture = _instrument(PRACTICE), _instrument(CULTURE)
    waves = []
    for instrument, quiet, moves in (
        (practice, "", ""),
        (practice, "", ""),
        (culture, "", ""),
        (culture, silent, moving),
    ):
        people = _who_answers(seats, quiet, rng)
        waves.append(
            PlantedWave(people, _answers(instrument, [seats[p] for p in people], moves, rng))
        )
    return PlantedWaves((waves[0], waves[1]), (waves[2], waves[3]), silent, moving)


@cache
def _instrument(name: str) -> Instrument:
    return read_instrument(shipped_instruments()[name])


def seats_of(planned: Plan) -> dict[str, Seat]:
    """Everybody who is in office, at their first post by date."""
    sectors = {body.key: body.sector for body in planned.bodies}
    levels = {post.key: post.level for post in planned.posts}
    current = [m for m in planned.memberships if m.valid_to is None]
    latest_first = sorted(current, key=lambda m: m.valid_from, reverse=True)
    return {m.person: Seat(m.body, sectors[m.body], levels.get(m.post, "")) for m in latest_first}


def _silent_sector(seats: Mapping[str, Seat], others: set[str], rng: np.random.Generator) -> str:
    sizes = Counter(seat.sector for seat in seats.values())
    large = sorted(s for s, n in sizes.items() if n >= SMALLEST_SILENT_SECTOR and s not in others)
    return str(rng.choice(large))


def _moving_body(seats: Mapping[str, Seat], rng: np.random.Generator) -> str:
    sizes = Counter(seat.body for seat in seats.values())
    return str(rng.choice(sorted(b for b, n in sizes.items() if n >= SMALLEST_MOVING_BODY)))


def _who_answers(
    seats: Mapping[str, Seat], quiet: str, rng: np.random.Generator
) -> tuple[str, ...]:
    """The same share of every sector, but a handful of the quiet one."""
    found: list[str] = []
    for sector in sorted({seat.sector for seat in seats.values()}):
        people = sorted(person for person, seat in seats.items() if seat.sector == sector)
        few = int(rng.integers(FEWEST_SILENT, MOST_SILENT + 1))
        count = few if sector == quiet else round(ANSWERING * len(people))
        found += rng.permutation(people)[:count].tolist()
    return tuple(found)


def _answers(
    instrument: Instrument, seats: list[Seat], moving: str, rng: np.random.Generator
) -> Codes:
    """One to five for each question, or left out; who is alike in an organisation differs area by area."""
    scales = [scale.id for scale in instrument.scales]
    bodies = sorted({seat.body for seat in seats})
    place = np.array([bodies.index(seat.body) for seat in seats])
    areas = MIDDLE + ALIKE * rng.normal(size=(len(bodies), len(scales)))[place]
    areas += OWN * rng.normal(size=areas.shape)
    if TRUST in scales:
        low = np.array([seat.level == FRONT_LINE for seat in seats])
        areas[low, scales.index(TRUST)] -= GAP
    moved = np.array([seat.body == moving for seat in seats])
    for scale, step in SHIFT.items():
        if scale in scales:
            areas[moved, scales.index(scale)] += step
    column = [scales.index(item.scale) for item in instrument.closed]
    values = areas[:, column] + SINGLE * rng.normal(size=(len(seats), len(column)))
    turned = np.array([item.turned for item in instrument.closed])
    codes = np.clip(np.round(np.where(turned, 6 - values, values)), 1, 5).astype(np.int8)
    codes[rng.random(codes.shape) < SKIPPED] = -1
    return codes
