"""Who was heard: how many answered of how many were asked, group by group, and who kept silent.

References
----------
R. A. Fisher (1935), The logic of inductive inference, Journal of the Royal Statistical Society 98,
39-82. DOI 10.2307/2342435
S. Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
Statistics 6, 65-70. https://www.jstor.org/stable/4615733
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import hypergeom

from thegither.methods.shared.intervals import ImpossibleCounts, wilson_many

Array = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

FALSE_ALARMS = 0.01
WELL_UNDER = 0.5


@dataclass(frozen=True)
class GroupCoverage:
    """How much of one group was heard.

    rate: answered / asked. others: the same in all other groups together. interval: Wilson, 95%.
    p: how likely so few or fewer would be if answering had nothing to do with this group, corrected
    for the number of groups looked at (Holm). Where nobody was asked, rate and p are None.
    """

    answered: int
    asked: int
    rate: float | None
    others: float | None
    interval: tuple[float, float]
    p: float | None
    is_silent: bool


def coverage(
    answered: Sequence[int],
    asked: Sequence[int],
    *,
    false_alarms: float = FALSE_ALARMS,
    well_under: float = WELL_UNDER,
) -> tuple[GroupCoverage, ...]:
    """Coverage of each group, in the order given; `is_silent` marks those that hardly took part.

    A group is silent when both hold:

    - so few answers would come by chance with a corrected probability under `false_alarms`. If
      answering has nothing to do with groups, the number who answer in a group of n out of N asked,
      A of whom answered, is hypergeometric, whatever the rate; the test is exact and looks to one
      side only. Holm's correction holds the chance of **any** false alarm among all groups under
      `false_alarms`, here one in a hundred;
    - its rate is under `well_under` times the rate of all others. A large group that answers a
      little less often is not called silent.

    Raises ImpossibleCounts when lengths differ or more answered than were asked.

    >>> [group.is_silent for group in coverage([7, 60, 55], [50, 80, 75])]
    [True, False, False]
    >>> round(coverage([7, 60, 55], [50, 80, 75])[0].rate, 2)
    0.14
    """
    heard, frame = _checked(answered, asked)
    p = holm(_chance_of_so_few(heard, frame))
    low, high = wilson_many(heard, frame)
    rate, others = _rate(heard, frame), _rate(heard.sum() - heard, frame.sum() - frame)
    silent = (p < false_alarms) & (rate < well_under * others)
    return tuple(
        GroupCoverage(
            answered=int(heard[i]),
            asked=int(frame[i]),
            rate=_known(rate[i]),
            others=_known(others[i]),
            interval=(float(low[i]), float(high[i])),
            p=float(p[i]) if frame[i] else None,
            is_silent=bool(silent[i]),
        )
        for i in range(len(heard))
    )


def silent_groups(answered: Sequence[int], asked: Sequence[int]) -> list[int]:
    """Positions of the groups that hardly took part; see `coverage` for what that means.

    >>> silent_groups([7, 60, 55], [50, 80, 75])
    [0]
    """
    return [place for place, group in enumerate(coverage(answered, asked)) if group.is_silent]


def holm(p: Array) -> Array:
    """Holm's corrected probabilities: they hold the chance of any false alarm, without assumptions.

    >>> holm(np.array([0.01, 0.04, 0.03])).round(2)
    array([0.03, 0.06, 0.06])
    """
    order = np.argsort(p, kind="stable")
    stepped = p[order] * np.arange(len(p), 0, -1)
    corrected = np.empty(len(p))
    corrected[order] = np.minimum(np.maximum.accumulate(stepped), 1.0)
    return corrected


def _checked(answered: Sequence[int], asked: Sequence[int]) -> tuple[Ints, Ints]:
    heard, frame = np.asarray(answered, dtype=np.int64), np.asarray(asked, dtype=np.int64)
    if heard.shape != frame.shape or np.any(heard < 0) or np.any(heard > frame):
        raise ImpossibleCounts("Each group needs between none and all of those asked to answer.")
    return heard, frame


def _chance_of_so_few(heard: Ints, frame: Ints) -> Array:
    """P(X <= answered) in each group, for X hypergeometric; 1 where there is nobody to compare."""
    return np.asarray(hypergeom.cdf(heard, frame.sum(), heard.sum(), frame), dtype=float)


def _rate(heard: Ints, frame: Ints) -> Array:
    return np.where(frame > 0, heard / np.maximum(frame, 1), np.nan)


def _known(rate: float) -> float | None:
    return None if np.isnan(rate) else float(rate)
