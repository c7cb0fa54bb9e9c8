"""What is planted in the made-up assessments is strong: all of it is found in 99.7% of 2,000 seeds.

By the method alone: no database, as in `test_power`; the plan and the methods are pure. Each wave counts on its
own. The seeds are fresh: while the effects were being chosen only seeds below 4,000 were looked at. At most 6
of these 2,000 may miss anything, which is 99.7% as observed; it does not prove a power of 99.7% (a true 99.5%
would pass one time in eight), and nothing more is claimed.
"""

import multiprocessing
import os
from collections import Counter

import numpy as np
import pytest

from thegither.capabilities.assessments.queries.told.question import scales_of
from thegither.capabilities.assessments.queries.told.sure import SURE_OF_CULTURE, SURE_OF_GAP
from thegither.demo.mirror_answers import CULTURE, PRACTICE, TRUST, plant_waves, seats_of
from thegither.demo.partnership import plan
from thegither.formats.instruments import read_instrument, shipped_instruments
from thegither.methods.surveys import Cells, Moments, gaps, scale_scores, shifts, silent_groups

pytestmark = pytest.mark.proof
RUNS, PROCESSES, FIRST_SEED, MISSED = 2_000, 2, 50_000, 0.003
INSTRUMENTS = {name: read_instrument(shipped_instruments()[name]) for name in (PRACTICE, CULTURE)}


def test_all_is_found_in_997_of_1000_seeds_and_little_else_is_flagged():
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    seeds = range(FIRST_SEED, FIRST_SEED + RUNS)
    with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
        outcomes = dict(zip(seeds, pool.imap(try_seed, seeds, chunksize=50), strict=True))
    missed = {
        seed: planted - found for seed, (planted, found) in outcomes.items() if planted - found
    }
    flagged = {
        seed: found - planted for seed, (planted, found) in outcomes.items() if found - planted
    }
    assert len(missed) <= MISSED * RUNS, missed
    assert len(flagged) <= 0.03 * RUNS, flagged


def try_seed(seed):
    """What was planted, and what the method finds: two sets."""
    planned = plan(seed)
    seats, planted = seats_of(planned), plant_waves(planned)
    truths = {("gap", PRACTICE, wave, "level", TRUST) for wave in (0, 1)}
    truths |= {("moved", planted.moving_body), ("silent", CULTURE, 1, planted.silent_sector)}
    found = set(moved_bodies(planted.culture, seats))
    for name, waves in ((PRACTICE, planted.practice), (CULTURE, planted.culture)):
        for number, wave in enumerate(waves):
            found |= {("silent", name, number, sector) for sector in silence(wave, seats)}
            for by in ("level", "sector"):
                found |= {("gap", name, number, by, area) for area in seen(name, wave, seats, by)}
    return truths, found


def seen(name, wave, seats, by):
    """The areas in which a gap would be told of unasked."""
    body, group = (
        numbered([getattr(seats[p], part) for p in wave.people]) for part in ("body", by)
    )
    cells = Cells.of([body, group])
    sums = Moments.of(scores(name, wave), cells.index, len(cells.keys))
    found = gaps(sums, cells.keys[:, 1], cells.keys[:, 0], INSTRUMENTS[name].margin)
    clear = ((found.verdict == "difference") & (found.q <= SURE_OF_GAP)).any(axis=0)
    return [scale.id for scale, hit in zip(INSTRUMENTS[name].scales, clear, strict=True) if hit]


def moved_bodies(waves, seats):
    bodies = sorted({seat.body for seat in seats.values()})
    points = [
        (scores(CULTURE, wave), np.array([bodies.index(seats[p].body) for p in wave.people]))
        for wave in waves
    ]
    steps = zip(bodies, shifts(*points), strict=True)
    return [("moved", body) for body, step in steps if step.is_clear and step.q <= SURE_OF_CULTURE]


def silence(wave, seats):
    asked = Counter(seat.sector for seat in seats.values())
    answered = Counter(seats[person].sector for person in wave.people)
    sectors = sorted(asked)
    places = silent_groups([answered[s] for s in sectors], [asked[s] for s in sectors])
    return [sectors[place] for place in places]


def scores(name, wave):
    return scale_scores(wave.codes, scales_of(INSTRUMENTS[name]))


def numbered(texts):
    names = sorted(set(texts))
    return np.array([names.index(text) for text in texts])
