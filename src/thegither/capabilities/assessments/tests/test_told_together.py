"""Level and sector side by side: who is in both stands in the register, so both must not tell of a few."""

from pathlib import Path

import numpy as np
import pytest

from thegither.capabilities.assessments.queries.told import Question, result_of
from thegither.formats.instruments import read_instrument, shipped_instruments
from thegither.formats.responses import Responses

HEALTH = read_instrument(shipped_instruments()["partnership-health"])
PLACES = {
    ("front", "council"): 20, ("senior", "council"): 10, ("senior", "health"): 9, ("front", "health"): 12,
}  # fmt: skip


def told_of(carers, workers, silent_on_first=0):
    """All carers are in the voluntary sector, and some workers too."""
    sizes = PLACES | {("carer", "voluntary"): carers, ("front", "voluntary"): workers}
    level, sector = zip(*(pair for pair, n in sizes.items() for _ in range(n)), strict=True)
    codes = np.random.default_rng(1).integers(1, 6, (len(level), len(HEALTH.closed)))
    codes[len(level) - silent_on_first :, 0] = -1
    columns = {"level": level, "sector": sector}
    answers = Responses(Path("told"), np.arange(len(level)), codes.astype(np.int8), columns, 0)
    return result_of(Question(HEALTH, answers, by=("level", "sector")))


def shown(told, name, measure=-1):
    return {one["group"] for one in told["by"][name]["groups"][measure]}


@pytest.mark.parametrize(("workers", "both"), [(3, False), (5, True)])
def test_a_sector_less_its_carers_tells_of_nobody_or_of_five(workers, both):
    told = told_of(10, workers)
    assert ({"carer"} <= shown(told, "level") and {"voluntary"} <= shown(told, "sector")) is both
    assert shown(told, "sector") or shown(told, "level")


def test_a_question_that_some_of_them_passed_over_is_told_by_one_column_only():
    told = told_of(10, 6, silent_on_first=2)
    first = len(HEALTH.scales)
    assert shown(told, "level", first)
    assert not shown(told, "sector", first)
    assert shown(told, "sector")
