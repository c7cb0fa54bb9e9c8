"""Answers that R gave to the same questions (`r/answers.R` made `r/expected.json` from `r/answers.csv`)."""

import csv
import json
from pathlib import Path

import numpy as np

from thegither.methods.surveys import Scale

HERE = Path(__file__).resolve().parent / "r"
EXPECTED = json.loads((HERE / "expected.json").read_text())
ROWS = list(csv.DictReader((HERE / "answers.csv").open()))
ITEMS = "abcde"

ANSWERS = np.array([[int(row[item] or -1) for item in ITEMS] for row in ROWS], dtype=np.int8)
SCALE = Scale((0, 1, 2, 3, 4), 1, 5, turned=(4,), minimum=3)
LEVELS, SECTORS = ("junior", "senior"), ("council", "health", "voluntary")


def numbered(column):
    names = sorted({row[column] for row in ROWS})
    return np.array([names.index(row[column]) for row in ROWS])


LEVEL, SECTOR, ORGANIZATION = (numbered(name) for name in ("level", "sector", "organization"))
