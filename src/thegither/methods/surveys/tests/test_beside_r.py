"""Gaps, waves, cultures, pooling and resampling beside R (`r/compared.R` made `r/compared.json`)."""

import csv
import json

import numpy as np
import pytest

from thegither.methods.surveys import (
    Cells,
    Margin,
    Moments,
    between_waves,
    clouds,
    coverage,
    gaps,
    in_panel,
    pool,
    precedence,
    reach,
    reliabilities,
    replicates,
    scale_scores,
    shifts,
)
from thegither.methods.surveys.tests import outside

COMPARED = json.loads((outside.HERE / "compared.json").read_text())
SCORES = scale_scores(outside.ANSWERS, [outside.SCALE])
ODD = np.arange(len(SCORES)) % 2 == 0  # R counts from one


def table(name):
    return np.array(list(csv.reader((outside.HERE / name).open())))


def two_scores():
    items = np.where(outside.ANSWERS < 0, np.nan, outside.ANSWERS).astype(float)
    items[:, 4] = 6 - items[:, 4]
    return np.column_stack([items[:, :2].mean(axis=1), items[:, 2:].mean(axis=1)])


def test_hedges_g_and_equivalence():
    sums = Moments.of(SCORES, np.arange(len(SCORES)), len(SCORES))
    found = gaps(sums, 1 - outside.LEVEL, None, 0.5)
    assert found.hedges_g[0, 0] == pytest.approx(COMPARED["hedges_g"])
    assert found.hedges_g[0, 0] == pytest.approx(COMPARED["hedges_exact"], abs=1e-5)
    assert found.equivalence_p[0, 0] == pytest.approx(COMPARED["equivalence"])


def test_omegas_interval_with_organisations_resampled():
    found = reliabilities(
        outside.ANSWERS, [outside.SCALE], organizations=outside.ORGANIZATION, resamples=4000
    )[0]
    assert found.interval == pytest.approx(COMPARED["omega_interval"], abs=0.012)


def test_means_drawn_together():
    given = COMPARED["pool"]
    found = pool(np.array(given["mean"]), np.array(given["error"]))
    assert found.between == pytest.approx(given["between"], abs=1e-4)
    np.testing.assert_allclose(found.mean, given["pooled"], atol=1e-4)
    np.testing.assert_allclose((found.high - found.low) / 2 / 1.96, given["se"], atol=1e-4)


def test_two_waves_and_the_same_people():
    moved = between_waves(SCORES[ODD], SCORES[~ODD], None, 0.5)
    change, error = COMPARED["waves"]
    assert moved.change[0] == pytest.approx(change)
    assert (moved.high[0] - moved.low[0]) / 2 / 1.97 == pytest.approx(error, rel=0.02)
    items = np.where(outside.ANSWERS < 0, np.nan, outside.ANSWERS).astype(float)
    panel = in_panel(items[:, :1], items[:, 1:2], None, 0.5)
    assert [panel.change[0], panel.p[0]] == pytest.approx(
        [COMPARED["panel"][0], COMPARED["panel"][3]]
    )


def test_the_ellipse_of_a_culture_and_whether_it_moved():
    points = two_scores()
    known = np.isfinite(points).all(axis=1)
    n, x, y, longer, shorter = COMPARED["ellipse"]
    largest = np.bincount(outside.ORGANIZATION[known]).argmax()
    cloud = clouds(points, outside.ORGANIZATION)[largest]
    assert (cloud.n, *cloud.centre, *cloud.axes) == pytest.approx((n, x, y, longer, shorter))
    nowhere = np.zeros(len(points), dtype=int)
    moved = shifts((points[ODD], nowhere[ODD]), (points[~ODD], nowhere[~ODD]))[0]
    assert moved.p == pytest.approx(COMPARED["hotelling"])


def test_who_was_heard():
    found = [group.p for group in coverage([7, 60, 55, 3], [50, 80, 75, 9])]
    np.testing.assert_allclose(found, COMPARED["coverage"])


def test_what_few_people_could_show():
    assert reach(25, 120, tests=12).detectable == pytest.approx(COMPARED["detectable"], abs=1e-6)


def test_replicates_that_repeat_the_raking():
    """The same importance of each organisation: that of seed 5 stands in `importance.csv`."""
    margins = [
        Margin("level", outside.LEVELS, (300, 100)),
        Margin("sector", outside.SECTORS, (150, 150, 100)),
    ]
    cells = Cells.of([outside.ORGANIZATION, outside.LEVEL, outside.SECTOR])
    sums = Moments.of(SCORES, cells.index, len(cells.keys))
    drawn = replicates(
        cells.sizes.astype(float), cells.keys[:, 1:], cells.keys[:, 0], margins,
        most=1e6, count=20, seed=5,
    )  # fmt: skip
    means = (drawn @ sums.total / (drawn @ sums.n))[:, 0]
    mean, error = COMPARED["replicates"]
    assert np.sqrt(np.mean((means - mean) ** 2)) == pytest.approx(error, abs=1e-6)


def test_what_precedes_what():
    rows = table("panel.csv")[1:].astype(float)
    panel = rows[:, 2:].reshape(15, 6, 2)
    found = precedence(panel)
    assert found.slope[0, 1] == pytest.approx(COMPARED["precedes"])
