"""Who sets the agenda, proposes, chairs, holds the money: unequal, or no more so than chance?

Four classes never get exactly a quarter each. The question is whether the split is more uneven than
it would be if every act had fallen to a class by lot, under a null that is named: equal classes, by
seats, or by attendance.

The measure is Gini's coefficient of acts per expected act. With classes sorted by that rate, e the
expected shares, s the shares of acts, and S their running sum (S_0 = 0)::

    G = 1 - sum_k  e_k (S_k + S_(k-1))

0 when every class has just its expected share, near 1 when all acts are with a class that expects
almost none. With equal expectations this is the usual Gini.

References
----------
C. Gini (1921), Measurement of inequality of incomes, The Economic Journal 31, 124-126.
DOI 10.2307/2223319
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

DRAWS = 9_999


class NoExpectation(ValueError):
    """A null that expects nothing of anybody. The message can be shown to a person."""


@dataclass(frozen=True)
class ClassShare:
    """One class: its acts, its share, the share expected, and the band that chance gives (95%)."""

    name: str
    acts: int
    share: float
    expected: float
    band: tuple[float, float]


@dataclass(frozen=True)
class Balance:
    """Gini's coefficient, the highest that chance gives in 95 of 100 (`band`), and the chance `p`.

    `uneven` is True when p <= 0.05. `null` names what was taken for even.
    """

    gini: float
    band: float
    p: float
    null: str
    classes: tuple[ClassShare, ...]

    @property
    def uneven(self) -> bool:
        return self.p <= 0.05


def gini(acts: Floats | Ints, expected: Floats) -> float | Floats:
    """Gini's coefficient of `acts` against `expected` (both along the last axis, any total).

    Undefined without acts: NaN. A class that expects nothing and has nothing is left out by its
    weight of zero; one that expects nothing and has something counts as infinitely favoured.

    >>> float(gini(np.array([1, 1, 1, 1]), np.ones(4)))
    0.0
    >>> round(float(gini(np.array([8, 0, 0, 0]), np.ones(4))), 2)
    0.75
    """
    share = np.asarray(acts, dtype=float)
    totals = share.sum(axis=-1, keepdims=True)
    share = np.divide(share, totals, out=np.full_like(share, np.nan), where=totals > 0)
    weight = np.broadcast_to(expected / expected.sum(), share.shape)
    rate = np.divide(share, weight, out=np.full_like(share, np.inf), where=weight > 0)
    order = np.argsort(rate, axis=-1, kind="stable")
    share, weight = np.take_along_axis(share, order, -1), np.take_along_axis(weight, order, -1)
    running = np.cumsum(share, axis=-1)
    area: Floats = 1 - (weight * (2 * running - share)).sum(axis=-1)
    return np.maximum(area, 0.0) if area.ndim else max(float(area), 0.0)


def balance(
    acts: Mapping[str, int],
    expected: Mapping[str, float] | None = None,
    *,
    null: str = "equal classes",
    seed: int = 0,
) -> Balance:
    """Compare the acts of each class with a named null.

    Parameters
    ----------
    acts: countable acts by class (items, turns, amendments), classes without any included. Minutes
        or money are no independent acts: count turns and grants instead.
    expected: seats or attendances by class; equal classes when not given.
    null: the name of that expectation, shown wherever the result is.

    The p-value is exact for random draws: (1 + draws at least as uneven) / (1 + draws), so an even
    process is called uneven in at most 5 of 100 (Davison and Hinkley 1997, section 4.2).

    Without acts nothing is uneven: Gini and band are NaN and p is 1.

    Raises NoExpectation when the expectations do not cover the classes or add up to nothing.

    >>> result = balance({"statutory": 18, "voluntary": 1, "private": 1, "people": 0}, seed=1)
    >>> result.uneven, round(result.gini, 2)
    (True, 0.68)
    """
    wanted = {name: 1.0 for name in acts} if expected is None else dict(expected)
    weights = np.array([wanted.get(name, 0.0) for name in acts], dtype=float)
    if np.any(weights < 0) or weights.sum() <= 0 or set(wanted) - set(acts):
        raise NoExpectation("The expectation must give something to the classes that are compared.")
    counts = np.array(list(acts.values()), dtype=np.int64)
    shares = weights / weights.sum()
    if counts.sum() == 0:
        return _nothing(list(acts), shares, null)
    draws = np.random.default_rng(seed).multinomial(int(counts.sum()), shares, size=DRAWS)
    observed, chance = float(gini(counts, weights)), np.asarray(gini(draws, weights))
    # Sums of floats in another order: equal splits must count as equally uneven.
    p = (1 + int((chance >= observed - 1e-12).sum())) / (1 + DRAWS)
    band = float(np.quantile(chance, 0.95, method="higher"))
    return Balance(observed, band, p, null, _classes(list(acts), counts, shares, draws))


def _nothing(names: list[str], shares: Floats, null: str) -> Balance:
    pairs = zip(names, shares, strict=True)
    classes = tuple(ClassShare(name, 0, 0.0, float(share), (0.0, 1.0)) for name, share in pairs)
    return Balance(float("nan"), float("nan"), 1.0, null, classes)


def _classes(names: list[str], counts: Ints, shares: Floats, draws: Ints) -> tuple[ClassShare, ...]:
    total = int(counts.sum())
    low, high = np.quantile(draws / total, [0.025, 0.975], axis=0)
    return tuple(
        ClassShare(
            name,
            int(counts[i]),
            float(counts[i] / total),
            float(shares[i]),
            (float(low[i]), float(high[i])),
        )
        for i, name in enumerate(names)
    )
