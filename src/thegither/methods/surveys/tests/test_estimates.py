import numpy as np
import pytest
from scipy.stats import ttest_ind

from thegither.methods.shared.intervals import ImpossibleCounts, wilson
from thegither.methods.surveys import (
    Moments,
    clustered,
    frame_mean,
    frame_share,
    scale_scores,
    unclustered,
)
from thegither.methods.surveys.tests import outside

SCORES = scale_scores(outside.ANSWERS, [outside.SCALE])
SIDE = 1 - outside.LEVEL  # seniors first
SIGNS = np.array([1.0, -1.0])


def by_organization(scores, organization, side, organizations):
    sums = Moments.of(scores, organization * 2 + side, organizations * 2)
    shape = (organizations, 2, scores.shape[1])
    return clustered(sums.n.reshape(shape), sums.total.reshape(shape), SIGNS)


@pytest.mark.parametrize(("spread", "test"), [(3, "welch"), (0.1, "pooled")])
def test_without_organisations_the_error_is_the_larger_of_welchs_and_the_common_one_in_r(
    spread, test
):
    """Seniors spread three times as far, or a tenth as far, round 3."""
    scores = np.where(SIDE[:, None] == 0, 3 + spread * (SCORES - 3), SCORES)
    found = unclustered(Moments.of(scores, SIDE, 2), SIGNS)
    difference, error, df, p, low, high = outside.EXPECTED[test]
    assert found.value[0] == pytest.approx(difference)
    assert found.error[0] == pytest.approx(error)
    assert found.df[0] == pytest.approx(df)
    assert found.p[0] == pytest.approx(p)
    assert [float(end[0]) for end in found.interval()] == pytest.approx([low, high])


def test_errors_by_organisation_are_those_of_whole_matrices_in_r():
    found = by_organization(SCORES, outside.ORGANIZATION, SIDE, 14)
    difference, error, df = outside.EXPECTED["cr2"]
    assert found.value[0] == pytest.approx(difference)
    assert found.error[0] == pytest.approx(error)
    assert found.df[0] == pytest.approx(df)


def test_a_group_within_one_organisation_of_its_own_cannot_be_told_from_it():
    found = by_organization(np.ones((4, 1)), np.array([0, 0, 1, 2]), np.array([0, 0, 1, 1]), 3)
    assert np.isnan(found.p[0])


def test_the_mean_over_a_frame_has_the_error_that_survey_gives_in_r():
    found = frame_mean(Moments.of(SCORES, np.zeros(len(SCORES), dtype=int), 1), 400)
    assert [found.value[0], found.error[0]] == pytest.approx(outside.EXPECTED["frame"])


def test_when_all_answered_nothing_is_uncertain():
    sums = Moments.of(SCORES[:5], np.zeros(5, dtype=int), 1)
    low, high = frame_mean(sums, int(sums.n[0, 0])).interval()
    assert low[0] == high[0]
    low, high = frame_share(np.array([3.0]), np.array([5.0]), np.array([5.0]))
    assert low[0] == high[0] == 0.6


def test_more_answers_than_people_asked_are_refused():
    with pytest.raises(ImpossibleCounts):
        frame_mean(Moments.of(SCORES, np.zeros(len(SCORES), dtype=int), 1), 10)
    with pytest.raises(ImpossibleCounts):
        frame_share(np.array([1.0]), np.array([5.0]), np.array([4.0]))


def test_the_interval_of_29_per_cent_depends_on_how_many_answered():
    counts = [(14, 50), (29, 100), (58, 200), (116, 400)]
    found = [[round(100 * end, 1) for end in wilson(*one)] for one in counts]
    assert found == [[17.5, 41.7], [21.0, 38.5], [23.2, 35.6], [24.8, 33.6]]
    np.testing.assert_allclose([wilson(*one) for one in counts], outside.EXPECTED["wilson"])


def false_alarms(likeness, runs, *, between, seed=0):
    """The share of runs in which a gap of nought is called one (p < .05)."""
    rng, alarms = np.random.default_rng(seed), 0
    sizes = rng.integers(4, 25, size=14)
    organization = np.repeat(np.arange(14), sizes)
    for _ in range(runs):
        own = rng.normal(size=14)[organization] * np.sqrt(likeness)
        values = 10 + own + rng.normal(size=len(own)) * np.sqrt(1 - likeness)
        side = organization % 2 if between else (rng.random(len(own)) < 0.3).astype(int)
        alarms += by_organization(values[:, None], organization, side, 14).p[0] < 0.05
    return alarms / runs


@pytest.mark.parametrize("between", [True, False], ids=["sectors", "levels"])
@pytest.mark.parametrize("likeness", [0.0, 0.2])
def test_alarms_keep_near_their_rate_when_colleagues_answer_alike(likeness, between):
    assert false_alarms(likeness, 600, between=between) < 0.08


@pytest.mark.proof
@pytest.mark.parametrize("between", [True, False], ids=["sectors", "levels"])
@pytest.mark.parametrize("likeness", [0.0, 0.05, 0.1, 0.2])
def test_alarms_keep_their_rate_at_every_likeness(likeness, between):
    assert 0.03 < false_alarms(likeness, 5_000, between=between, seed=1) < 0.062


def test_welchs_test_alone_would_raise_many_false_alarms_between_sectors():
    rng, alarms = np.random.default_rng(0), 0
    organization = np.repeat(np.arange(14), 15)
    for _ in range(200):
        values = rng.normal(size=14)[organization] * 0.45 + rng.normal(size=210) * 0.9
        alarms += ttest_ind(*(values[organization % 2 == k] for k in (0, 1))).pvalue < 0.05
    assert alarms / 200 > 0.2
