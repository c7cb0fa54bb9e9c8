"""A weighted share beside the unweighted one: two equations, from which votes of small groups might be solved.

Whoever knows each person's group and its weight w_g, and reads that A people agree, knows sum(a_g) = A. The
weighted share adds sum(w_g a_g) = share * sum(w_g n_g), and with two groups that is all there is to know. So
the weighted share goes out rounded to a step, and only where this holds: **each count under `minimum`, of those
who agree or of the others in a group, could as well be any other number under `minimum`** that the unweighted
count leaves possible. What the unweighted count tells alone, it tells anyway.
"""

from collections.abc import Iterator
from itertools import permutations
from math import floor
from operator import mul

import numpy as np
import numpy.typing as npt

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)


def rounding_step(sizes: npt.ArrayLike, weights: npt.ArrayLike, minimum: int = 5) -> float | None:
    """How coarsely weighted shares have to be rounded; None where no step up to a fifth would do.

    Moving `minimum` - 1 votes between the groups that differ most moves the share by
    (minimum - 1) * (largest - least weight) / sum of weights. The step is half as much again. It depends on
    groups and weights alone, never on a vote, so the step itself tells nothing.

    >>> rounding_step([200, 300], [1.5, 0.67]), rounding_step([4, 6], [2.0, 0.33])
    (0.01, None)
    """
    size, weight = np.asarray(sizes, dtype=float), np.asarray(weights, dtype=float)
    moved = (minimum - 1) * float(np.ptp(weight)) / float(size @ weight)
    return next((step for step in STEPS if step >= 1.5 * moved), None)


def rounded(share: float, step: float) -> float:
    """The nearest multiple of the step, halves up.

    >>> rounded(0.63, 0.05), rounded(0.625, 0.05)
    (0.65, 0.65)
    """
    return round(_bucket(share, step) * step, 6)


def hides_small_counts(
    agree: npt.ArrayLike,
    seen: npt.ArrayLike,
    weights: npt.ArrayLike,
    step: float,
    minimum: int = 5,
) -> bool:
    """Whether the rounded weighted share leaves every small count open, as said above.

    agree, seen: whole numbers, one a group; weights: that of each person in the group. For each other number
    that a small count might be, other votes are looked for that give the same total and the same rounded
    share, moving votes to one or two other groups. What is found is a proof; where nothing is found the
    answer is no, though a proof with more groups might exist.

    >>> hides_small_counts([3, 16], [10, 30], [2.0, 2 / 3], 0.01)  # 3 of 10 could be solved
    False
    >>> hides_small_counts([3, 16], [10, 30], [2.0, 2 / 3], 0.2)
    True
    """
    groups = sorted(
        zip(
            np.asarray(weights).tolist(),
            np.asarray(agree).tolist(),
            np.asarray(seen).tolist(),
            strict=True,
        )
    )
    hits, n = [hit for _, hit, _ in groups], [size for _, _, size in groups]
    weight = [one for one, _, _ in groups]
    return all(
        _could_be(group, value, hits, n, weight, step)
        for group in range(len(n))
        for value in _to_keep_open(group, hits, n, minimum)
    )


def _to_keep_open(group: int, hits: list[int], n: list[int], minimum: int) -> set[int]:
    """The numbers agreeing in one group that must stay possible, as far as the total allows them."""
    few = range(min(minimum, n[group] + 1))
    values: set[int] = set()
    if hits[group] < minimum:
        values |= set(few)
    if n[group] - hits[group] < minimum:
        values |= {n[group] - value for value in few}
    total, others = sum(hits), sum(n) - n[group]
    return {value for value in values if 0 <= total - value <= others} - {hits[group]}


def _could_be(
    group: int, value: int, hits: list[int], n: list[int], weight: list[float], step: float
) -> bool:
    """Whether the group's count could be `value`, with the same total and the same rounded share."""
    away = hits[group] - value
    whole = sum(map(mul, n, weight))
    before = sum(map(mul, hits, weight))
    shown = _bucket(before / whole, step)
    return any(
        _bucket((before - weight[group] * away + gained) / whole, step) == shown
        for gained in _gains(group, away, hits, n, weight)
    )


def _gains(
    group: int, away: int, hits: list[int], n: list[int], weight: list[float]
) -> Iterator[float]:
    """The weight that arrives when the votes go to one or two other groups, of like weight first."""
    others = [place for place in range(len(n)) if place != group]
    others.sort(key=lambda place: abs(weight[place] - weight[group]))
    for one in others:
        if 0 <= hits[one] + away <= n[one]:
            yield weight[one] * away
    for one, other in permutations(others, 2):
        for part in range(0, away, 1 if away > 0 else -1):
            rest = away - part
            if 0 <= hits[one] + part <= n[one] and 0 <= hits[other] + rest <= n[other]:
                yield weight[one] * part + weight[other] * rest


def _bucket(share: float, step: float) -> int:
    return floor(share / step + 0.5 + 1e-9)
