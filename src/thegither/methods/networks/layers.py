"""Where news stops on its way through the layers of an organisation, downwards or upwards.

Counted by item and layer, never by person: how many of the notices, ideas or delegated powers that
reached one layer reached the next.

References
----------
R. A. Fisher (1922), On the interpretation of chi-square from contingency tables, and the calculation
of P, Journal of the Royal Statistical Society 85, 87-94. DOI 10.2307/2340521
S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
Statistics 6, 65-70. https://www.jstor.org/stable/4615733
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import fisher_exact

from thegither.methods.shared.intervals import wilson

ENOUGH_ITEMS = 10


class ImpossibleCascade(ValueError):
    """Receipts that no item can have. The message can be shown to a person."""


@dataclass(frozen=True)
class Step:
    """From one layer to the next: of `arrived` items `passed` went on.

    `interval` is Wilson's; `p` (after Holm's correction over the steps) answers whether less goes on
    here than at the other steps together. `known` is False below the least number of items: then
    share, interval and p say nothing and must not be shown.
    """

    source: int
    target: int
    arrived: int
    passed: int
    share: float
    interval: tuple[float, float]
    p: float
    known: bool


@dataclass(frozen=True)
class LayerFunnel:
    """All steps in the order of the way, and the position of the one that blocks, if one does."""

    steps: tuple[Step, ...]
    blocked: int | None


def layer_funnel(
    reached: npt.ArrayLike, *, enough: int = ENOUGH_ITEMS, level: float = 0.05
) -> LayerFunnel:
    """Shares that pass each layer, and whether one layer passes less than the others do.

    Parameters
    ----------
    reached: items x layers of true and false, layers in the order of the way (turn them round for
        what goes upwards). An item has reached a layer only if it reached the one before.
    enough: below so many arrived items a step is not spoken of.
    level: the chance of naming a layer when all pass equally much.

    The blocking step is the one with the smallest p below `level`, by Fisher's exact test, one-sided.

    Raises ImpossibleCascade for anything but a table.

    >>> news = [[1, 1, 1]] * 6 + [[1, 1, 0]] * 14
    >>> funnel = layer_funnel(news)
    >>> [step.passed for step in funnel.steps], funnel.blocked
    ([20, 6], 1)
    """
    table = np.asarray(reached, dtype=bool)
    if table.ndim != 2:
        raise ImpossibleCascade("Receipts are a table of items by layers.")
    through = np.logical_and.accumulate(table, axis=1).sum(axis=0)
    arrived, passed = [int(n) for n in through[:-1]], [int(n) for n in through[1:]]
    known = [n >= enough for n in arrived]
    p = _holm([_p(arrived, passed, i, known) for i in range(len(arrived))])
    steps = tuple(
        Step(i, i + 1, a, b, b / a if a else 0.0, wilson(b, a), p[i], known[i])
        for i, (a, b) in enumerate(zip(arrived, passed, strict=True))
    )
    lowest = min(range(len(p)), key=p.__getitem__, default=None)
    return LayerFunnel(steps, lowest if lowest is not None and p[lowest] < level else None)


def _p(arrived: Sequence[int], passed: Sequence[int], step: int, known: Sequence[bool]) -> float:
    others = [i for i in range(len(arrived)) if i != step and known[i]]
    if not known[step] or not others:
        return 1.0
    rest_in, rest_on = sum(arrived[i] for i in others), sum(passed[i] for i in others)
    here = [passed[step], arrived[step] - passed[step]]
    result = fisher_exact([here, [rest_on, rest_in - rest_on]], alternative="less")
    return float(result.pvalue)


def _holm(p: Sequence[float]) -> list[float]:
    corrected, highest = [1.0] * len(p), 0.0
    for place, i in enumerate(sorted(range(len(p)), key=p.__getitem__)):
        highest = max(highest, min(1.0, (len(p) - place) * p[i]))
        corrected[i] = highest
    return corrected
