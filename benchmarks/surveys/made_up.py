"""Made-up answers of any size: 60 items in eight scales, 200 organisations, five in a hundred left out."""

import csv
from pathlib import Path

import numpy as np

from thegither.methods.surveys import Margin, Scale, Wave

ITEMS, SCALES, ORGANIZATIONS, SECTORS = 60, 8, 200, 5
LEVELS = ("front line", "manager", "senior")


def made_up(people: int, seed: int = 7) -> Wave:
    """Answers one to five; who answered differs from the frame in level and sector."""
    rng = np.random.default_rng(seed)
    organization = rng.integers(0, ORGANIZATIONS, people)
    level, sector = rng.choice(3, people, p=(0.5, 0.3, 0.2)), organization % SECTORS
    own = 0.3 * rng.normal(size=(ORGANIZATIONS, SCALES))
    answers = np.empty((people, ITEMS), dtype=np.int8)
    traits = rng.normal(size=(people, SCALES), scale=0.8)
    for item in range(ITEMS):
        scale = item % SCALES
        value = 3 + traits[:, scale] + own[organization, scale] + rng.normal(size=people, scale=0.8)
        answers[:, item] = np.clip(np.round(value), 1, 5)
        answers[rng.random(people) < 0.05, item] = -1
    margins = (
        Margin("level", LEVELS, (6 * people, 3 * people, people)),
        Margin("sector", tuple("abcde"), (2 * people,) * SECTORS),
    )
    scales = tuple(Scale(tuple(range(first, ITEMS, SCALES)), 1, 5) for first in range(SCALES))
    attributes = {"level": level, "sector": sector}
    return Wave(answers, scales, attributes, organization, margins, tuple(range(SCALES)))


def write(wave: Wave, path: Path) -> None:
    """The same answers as CSV, for R."""
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(["organization", "level", "sector", *(f"i{n}" for n in range(ITEMS))])
        for row, codes in enumerate(wave.answers.tolist()):
            told = [LEVELS[wave.attributes["level"][row]], "abcde"[wave.attributes["sector"][row]]]
            cells = ["" if code < 0 else code for code in codes]
            out.writerow([wave.organizations[row], *told, *cells])
