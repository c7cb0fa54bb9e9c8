"""Weights that make those who answered add up to the frame, margin by margin, and what the weights cost.

Raking multiplies the weights of each category of each margin in turn until all margins hold (iterative
proportional fitting). Weights above `most` times the mean, or below the mean divided by it, are trimmed, and
the rest raked again, until neither moves anything. What error is then left in a margin is reported.

Weighting helps when who answers depends on the margins. It does not help when it depends on the answer itself,
and nothing here claims so.

Errors come from replicates: each gives every organisation a random importance (exponential, mean 1) and
**repeats the whole raking and trimming**. No organisation is ever quite left out, so a margin with few people
never empties.

References
----------
W. E. Deming and F. F. Stephan (1940), On a least squares adjustment of a sampled frequency table when the
expected marginal totals are known, Annals of Mathematical Statistics 11, 427-444. DOI 10.1214/aoms/1177731829
J.-F. Beaumont and Z. Patak (2012), On the generalized bootstrap for sample surveys, International Statistical
Review 80, 127-148. DOI 10.1111/j.1751-5823.2011.00166.x
L. Kish (1965), Survey Sampling, Wiley, section 11.7 (the design effect of weights).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from thegither.methods.shared.compiled import compiled
from thegither.methods.surveys.answers import Array, Ints
from thegither.methods.surveys.cells import gather

MOST, ROUNDS, TRIMS, CLOSE = 5.0, 200, 50, 1e-9
NOT_SAID = -1


class CannotWeight(ValueError):
    """No weights can make these answers stand for the frame; the message says why."""


@dataclass(frozen=True)
class Margin:
    """One attribute of the frame: its name, its categories, and how many were asked in each."""

    name: str
    categories: tuple[str, ...]
    asked: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Weights:
    """weights: one a cell, with mean 1 over the respondents. residual: the largest error left in a margin's
    share.

    trimmed: respondents whose weight stands at a bound. design_effect: n * sum(w^2) / sum(w)^2 over
    respondents; effective_n: n / design_effect: how many unweighted answers would tell as much.
    """

    weights: Array
    residual: float
    trimmed: int
    design_effect: float
    effective_n: float


def rake(people: Array, keys: Ints, margins: Sequence[Margin], *, most: float = MOST) -> Weights:
    """Weights of cells so that they add up to the frame's margins.

    people: respondents in each cell. keys: the category of each cell in each margin (cells x margins); NOT_SAID
    keeps the share that it has among the answers.

    Raises CannotWeight with a sentence when there is nobody to weight, or a category has nobody who answered.

    >>> level = [Margin("level", ("junior", "senior"), (50, 50))]
    >>> found = rake(np.array([30.0, 10.0]), np.array([[0], [1]]), level)
    >>> found.weights.round(2).tolist(), round(found.design_effect, 2), round(found.effective_n)
    ([0.67, 2.0], 1.33, 30)
    """
    tables = targets(people, keys, margins)
    weights = _balanced(people[None, :], tables, most)[0]
    n, total = people.sum(), (people * weights).sum()
    effect = float(n * (people * weights**2).sum() / total**2)
    at_bound = (weights >= most * (1 - 1e-6)) | (weights <= (1 + 1e-6) / most)
    left = max(
        float(np.abs((people * weights) @ member / total - target).max())
        for member, target in tables
    )
    return Weights(weights, left, int(people[at_bound].sum()), effect, float(n / effect))


def replicates(
    people: Array,
    keys: Ints,
    clusters: Ints,
    margins: Sequence[Margin],
    *,
    most: float = MOST,
    count: int = 200,
    seed: int = 0,
) -> Array:
    """Weights of each cell in each replicate (count x cells), every one raked and trimmed anew.

    clusters: the organisation of each cell. A replicate's weight holds the organisation's random importance.
    What few organisations and many margins do to the variance is for whoever uses them (see `mirror`).

    Raises CannotWeight as `rake` does.

    >>> level = [Margin("level", ("junior", "senior"), (50, 50))]
    >>> drawn = replicates(np.array([3.0, 1.0]), np.array([[0], [1]]), np.array([0, 1]), level, count=2)
    >>> (drawn * [3.0, 1.0]).round(6).tolist()  # the margin holds in each
    [[2.0, 2.0], [2.0, 2.0]]
    """
    tables = targets(people, keys, margins)
    rng = np.random.default_rng([seed, 3])
    importance = rng.exponential(size=(count, int(clusters.max(initial=0)) + 1))[:, clusters]
    factors = _balanced(people * importance, tables, most)
    weights = importance * factors
    return np.asarray(weights * people.sum() / (weights @ people)[:, None])


def targets(people: Array, keys: Ints, margins: Sequence[Margin]) -> list[tuple[Array, Array]]:
    """For each margin, which cell is in which category (cells x categories), and each category's share.

    Raises CannotWeight as `rake` does.
    """
    if people.sum() <= 0:
        raise CannotWeight("Nobody answered, so there is nothing to weight.")
    return [_table(people, keys[:, place], margin) for place, margin in enumerate(margins)]


def _table(people: Array, key: Ints, margin: Margin) -> tuple[Array, Array]:
    asked = np.array(margin.asked, dtype=float)
    heard = gather(people, key, len(asked))
    for place in np.flatnonzero((asked > 0) & (heard == 0)):
        raise CannotWeight(
            f"Nobody of {margin.name} “{margin.categories[place]}” answered, so no weights can speak for them."
        )
    unsaid = people[key == NOT_SAID].sum() / people.sum()
    labels = np.where(key == NOT_SAID, len(asked), key)
    member = (labels[:, None] == np.arange(len(asked) + 1)).astype(float)
    return member, np.append(asked / asked.sum() * (1 - unsaid), unsaid)


def _balanced(people: Array, tables: Sequence[tuple[Array, Array]], most: float) -> Array:
    """Rake and trim in turn until nothing moves (sets x cells); each set of people has factors of mean 1."""
    factors, moving = np.ones_like(people), np.arange(len(people))
    for _ in range(TRIMS):
        raked = _raked(people[moving], factors[moving], tables)
        factors[moving] = trimmed = _trimmed(people[moving], raked, most)
        moving = moving[np.abs(trimmed - raked).max(axis=1) >= CLOSE]
        if not moving.size:
            break
    return factors


def _trimmed(people: Array, factors: Array, most: float) -> Array:
    """Within the bounds and of mean 1: what is cut from some is given to the others."""
    whole = people.sum(axis=1)[:, None]
    for _ in range(ROUNDS):
        factors = np.clip(factors, 1 / most, most)
        mean = (people * factors).sum(axis=1)[:, None] / whole
        factors = factors / mean
        if np.abs(mean - 1).max() < CLOSE:
            break
    return factors


def _raked(people: Array, factors: Array, tables: Sequence[tuple[Array, Array]]) -> Array:
    """Each set of people raked until its factors stand still. No matrices: they are too small to pay."""
    starts = np.cumsum([0, *(len(target) for _, target in tables)])
    labels = [
        member.argmax(axis=1) + start for (member, _), start in zip(tables, starts, strict=False)
    ]
    wanted = np.concatenate([target for _, target in tables])
    raked = np.ascontiguousarray(factors)
    rake_rows(np.ascontiguousarray(people), raked, np.array(labels), wanted)
    return raked


@compiled
def rake_rows(people: Array, factors: Array, labels: Ints, wanted: Array) -> None:
    """Rake each row of factors in its place. labels (margins x cells): where in wanted each cell's share is."""
    now = np.empty(len(wanted))
    for row in range(len(people)):
        whole = people[row].sum()
        for _ in range(ROUNDS):
            before = factors[row].copy()
            for margin in labels:
                now[:] = 0.0
                for cell, category in enumerate(margin):
                    now[category] += people[row, cell] * factors[row, cell] / whole
                for cell, category in enumerate(margin):
                    factors[row, cell] *= wanted[category] / (
                        now[category] if now[category] > 0 else 1.0
                    )
            if np.abs(factors[row] - before).max() < CLOSE:
                break
