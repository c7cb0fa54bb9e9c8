import numpy as np
import pytest

from thegither.methods.surveys import CannotWeight, Margin, Wave, mirror, scale_scores
from thegither.methods.surveys.tests import outside


def wave(**changes):
    given = {
        "answers": outside.ANSWERS,
        "scales": (outside.SCALE,),
        "attributes": {"level": outside.LEVEL, "sector": outside.SECTOR},
        "organizations": outside.ORGANIZATION,
        "reliable": (0,),
    }
    return Wave(**{**given, **changes})


def test_the_mirror_says_what_its_parts_say():
    found = mirror(wave(), by=["level", "sector"])
    scores = scale_scores(outside.ANSWERS, [outside.SCALE])
    np.testing.assert_array_equal(found.scores, scores)
    assert found.mean.value[0] == pytest.approx(np.nanmean(scores))
    difference, *_ = outside.EXPECTED["cr2"]
    assert found.by["level"][1].difference[0, 0] == pytest.approx(-difference)
    assert found.by["sector"][1].groups == (0, 1, 2)
    assert found.reliability[0].alpha == pytest.approx(outside.EXPECTED["alpha"])


def test_the_order_of_respondents_does_not_matter():
    order = np.random.default_rng(0).permutation(len(outside.ANSWERS))
    shuffled = wave(
        answers=outside.ANSWERS[order],
        attributes={"level": outside.LEVEL[order], "sector": outside.SECTOR[order]},
        organizations=outside.ORGANIZATION[order],
    )
    one, other = mirror(wave(), by=["level"]), mirror(shuffled, by=["level"])
    np.testing.assert_allclose(one.mean.error, other.mean.error)
    np.testing.assert_allclose(one.by["level"][2].q, other.by["level"][2].q)
    assert one.reliability[0].interval == pytest.approx(other.reliability[0].interval)


def test_without_organisations_groups_of_respondents_are_resampled():
    margins = (Margin("level", outside.LEVELS, (300, 100)),)
    found = mirror(wave(organizations=None, margins=margins))
    plain = found.mean.error[0]
    assert 0.5 * plain < found.weighted.mean.error[0] < 2 * plain


def test_the_weighted_interval_holds_the_truth_at_about_its_rate():
    rng, inside, organization = np.random.default_rng(0), 0, np.repeat(np.arange(20), 10)
    for _ in range(120):
        level = (rng.random(200) < 0.4).astype(int)
        own = 0.5 * rng.normal(size=20)[organization]
        answers = np.round(50 + 10 * (level + own + rng.normal(size=200))).astype(np.int8)[:, None]
        margins = (Margin("level", ("0", "1"), (50, 50)),)
        one = Wave(answers, (), {"level": level}, organization, margins)
        low, high = mirror(one, replicate_count=100).weighted.mean.interval()
        inside += low[0] < 55 < high[0]
    assert inside / 120 > 0.88


def test_margins_that_nobody_fills_are_refused():
    margins = (Margin("level", (*outside.LEVELS, "carer"), (300, 100, 20)),)
    with pytest.raises(CannotWeight, match="carer"):
        mirror(wave(margins=margins))
