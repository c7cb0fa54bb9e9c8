"""The whole mirror from one walk through the answers: scores, reliability, means, weights and gaps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.surveys.answers import Array, Codes, Ints, Scale, as_codes, scale_scores
from thegither.methods.surveys.cells import Cells, Moments
from thegither.methods.surveys.estimates import Estimate, clustered, unclustered
from thegither.methods.surveys.gaps import Gaps, gaps
from thegither.methods.surveys.reliability import Reliability, clusters_of, reliabilities
from thegither.methods.surveys.weights import Margin, Weights, rake, replicates

NOBODY = -1


@dataclass(frozen=True, eq=False)
class Wave:
    """Everything that one wave's results are made of.

    answers: respondents x items (see `answers`). scales: how items make scores. margins: by attribute, how many
    were asked. attributes: by name, each respondent's category (NOBODY where not said). organizations: each
    respondent's, or None. reliable: the scales whose reliability is to be estimated (a checklist has none).
    """

    answers: Codes
    scales: tuple[Scale, ...]
    attributes: Mapping[str, Ints]
    organizations: Ints | None = None
    margins: tuple[Margin, ...] = ()
    reliable: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Weighted:
    """Weighted means of all measures (scales, then items), and the weights behind them."""

    weights: Weights
    mean: Estimate


@dataclass(frozen=True, eq=False)
class Mirror:
    """scores: respondents x scales. sums: over everybody (1 x measures: scales, then items). mean: over people
    like these. by: for each attribute asked for, sums by category and the gaps of scales and of items, a family
    each.
    """

    scores: Array
    sums: Moments
    mean: Estimate
    reliability: Mapping[int, Reliability]
    weighted: Weighted | None
    by: Mapping[str, tuple[Moments, Gaps, Gaps]]


def mirror(
    wave: Wave,
    *,
    by: Sequence[str] = (),
    margin: float = 0.5,
    replicate_count: int = 200,
    resamples: int = 1000,
    seed: int = 0,
) -> Mirror:
    """Everything a wave shows. With replicate_count = 0 weighted means have no error.

    Raises CannotWeight when margins are given that nobody can fill; NotAnswers for answers that are none.

    >>> answers = np.array([[4, 5], [5, 4], [4, 4], [2, 1], [1, 2], [2, 2]], dtype=np.int8)
    >>> wave = Wave(answers, (Scale((0, 1), 1, 5),), {"level": np.array([0, 0, 0, 1, 1, 1])})
    >>> found = mirror(wave, by=["level"])
    >>> float(found.mean.value[0]), round(float(found.by["level"][1].difference[0, 0]), 2)
    (3.0, 2.67)
    """
    codes = as_codes(wave.answers)
    scores = scale_scores(codes, wave.scales)
    names = [*dict.fromkeys([*by, *(margin.name for margin in wave.margins)])]
    clusters = clusters_of(len(codes), wave.organizations, seed) if _needs_groups(wave) else None
    cells = Cells.of([_shared(wave, clusters), *(wave.attributes[name] + 1 for name in names)])
    keys = cells.keys[:, 1:] - 1
    sums = Moments.of(scores, cells.index, len(cells.keys)).beside(
        Moments.of(codes, cells.index, len(cells.keys))
    )
    organization = None if wave.organizations is None else cells.keys[:, 0]
    columns = {name: keys[:, place] for place, name in enumerate(names)}
    return Mirror(
        scores,
        sums.by(np.zeros(len(keys), dtype=np.int64), 1),
        mean_of(sums, organization),
        _reliability(wave, codes, resamples, seed),
        _weighted(wave, cells, sums, columns, replicate_count, seed),
        {name: _by(sums, columns[name], organization, scores.shape[1], margin) for name in by},
    )


def mean_of(sums: Moments, organization: Ints | None) -> Estimate:
    """The mean of each measure over people like these, from sums of cells."""
    if organization is None:
        return unclustered(sums.by(np.zeros(len(sums.n), dtype=np.int64), 1), np.ones(1))
    parts = sums.by(organization, int(organization.max(initial=-1)) + 1)
    return clustered(parts.n[:, None, :], parts.total[:, None, :], np.ones(1))


def _needs_groups(wave: Wave) -> bool:
    """Replicates need something to resample; without organisations, groups of respondents."""
    return wave.organizations is None and bool(wave.margins)


def _shared(wave: Wave, clusters: Ints | None) -> Ints:
    if wave.organizations is not None:
        return wave.organizations
    return clusters if clusters is not None else np.zeros(len(wave.answers), dtype=np.int64)


def _reliability(wave: Wave, codes: Codes, resamples: int, seed: int) -> dict[int, Reliability]:
    wanted = [wave.scales[place] for place in wave.reliable]
    found = reliabilities(
        codes, wanted, organizations=wave.organizations, resamples=resamples, seed=seed
    )
    return dict(zip(wave.reliable, found, strict=True))


def _by(
    sums: Moments, group: Ints, organization: Ints | None, scales: int, margin: float
) -> tuple[Moments, Gaps, Gaps]:
    count = int(group.max(initial=-1)) + 1
    parts = [
        gaps(_measures(sums, piece), group, organization, margin)
        for piece in (slice(0, scales), slice(scales, None))
    ]
    return sums.by(group, count), parts[0], parts[1]


def _measures(sums: Moments, piece: slice) -> Moments:
    return Moments(sums.n[:, piece], sums.total[:, piece], sums.squares[:, piece])


def _weighted(
    wave: Wave, cells: Cells, sums: Moments, columns: Mapping[str, Ints], count: int, seed: int
) -> Weighted | None:
    if not wave.margins:
        return None
    margins = wave.margins
    keys = np.column_stack([columns[margin.name] for margin in margins])
    people, clusters = cells.sizes.astype(float), cells.keys[:, 0]
    found = rake(people, keys, margins)
    value = _weighted_mean(found.weights[None, :], sums)[0]
    if not count:
        unknown = np.full_like(value, np.nan)
        return Weighted(found, Estimate(value, unknown, unknown))
    drawn = replicates(people, keys, clusters, margins, count=count, seed=seed)
    spread = ((_weighted_mean(drawn, sums) - value) ** 2).mean(axis=0)
    return Weighted(found, _with_error(value, spread, clusters, margins))


def _with_error(value: Array, spread: Array, clusters: Ints, margins: Sequence[Margin]) -> Estimate:
    """Each margin that is held uses up what its categories could tell, as in a regression on them.

    With C organisations and p categories (less one a margin): variance times C / (C - 1 - p), and C - 1 - p
    degrees of freedom; NaN where none are left.
    """
    count = len(np.unique(clusters))
    free = count - 1 - sum(len(margin.categories) - 1 for margin in margins)
    error = np.sqrt(spread * count / free) if free > 0 else np.full_like(value, np.nan)
    return Estimate(value, error, np.full(value.shape, float(max(free, 1))))


def _weighted_mean(weights: npt.NDArray[np.float64], sums: Moments) -> Array:
    n = weights @ sums.n
    return np.asarray(weights @ sums.total / np.where(n > 0, n, np.nan))
