"""Do decisions drift upwards, and which escalations only ever confirm what was proposed?

Each decision records the level it was taken at, 0 at the front line. For a split after decision k
of n, with R_i the rank of level i (ties share their mean rank), Pettitt's statistic is::

    U_k = k (n + 1) - 2 * sum of R_1..R_k

large when later decisions were taken higher up. The change is put where U_k is largest. Its
p-value comes from shuffling the levels, which keeps their ties, so the chance of an alarm in a
history without change is what it says. Over several decision types p-values are adjusted together
(Benjamini and Hochberg), so that watching many types does not raise alarms by itself.

References
----------
A. N. Pettitt (1979), A non-parametric approach to the change-point problem, Journal of the Royal
Statistical Society C 28, 126-135. DOI 10.2307/2346729
Y. Benjamini and Y. Hochberg (1995), Controlling the false discovery rate, Journal of the Royal
Statistical Society B 57, 289-300. DOI 10.1111/j.2517-6161.1995.tb02031.x
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.shared.intervals import wilson

Floats = npt.NDArray[np.float64]

SHUFFLES = 1_999
LEAST_DECISIONS = 10
LEAST_ESCALATIONS = 5


@dataclass(frozen=True)
class Drift:
    """One decision type: decisions before and after the likeliest change, and how likely by chance.

    `change` is the position of the first decision after it. `p` is the chance of so high a peak
    without change; `q` the same with all types watched taken into account. With fewer than ten
    decisions nothing is looked for, and `p` and `q` are 1.
    """

    decision_type: str
    decisions: int
    change: int | None
    level_before: float
    level_after: float
    p: float
    q: float = 1.0

    @property
    def upward(self) -> bool:
        return self.q <= 0.05


@dataclass(frozen=True)
class Escalation:
    """A matter sent upwards: by which post, how many days it waited, and whether the answer was what
    the sender had proposed."""

    decision_type: str
    sender: str
    days: float
    confirmed: bool


@dataclass(frozen=True)
class Widening:
    """A proposal, no more: a type whose escalations by one post mostly came back as proposed.

    `interval` is Wilson's for the share confirmed; `days` the median wait that could be saved.
    """

    decision_type: str
    sender: str
    escalations: int
    confirmed: int
    interval: tuple[float, float]
    days: float


def drift(levels: Mapping[str, Sequence[int]], *, seed: int = 0) -> tuple[Drift, ...]:
    """Upward drift of each decision type; `levels` are in the order in which decisions were taken.

    The result is in the order of types by name. The answer for a type depends on the seed and on its
    own name and levels, and through `q` on the other types.

    >>> history = {"respite": [0, 1, 0, 0, 1, 0, 0, 0, 2, 2, 1, 2, 2, 2, 1, 2]}
    >>> found = drift(history)[0]
    >>> found.upward, found.change
    (True, 8)
    """
    names = sorted(levels)
    found = [_one(name, np.asarray(levels[name], dtype=float), seed) for name in names]
    adjusted = _adjusted([each.p for each in found])
    return tuple(
        Drift(d.decision_type, d.decisions, d.change, d.level_before, d.level_after, d.p, q)
        for d, q in zip(found, adjusted, strict=True)
    )


def _one(name: str, levels: Floats, seed: int) -> Drift:
    n = len(levels)
    if n < LEAST_DECISIONS or np.ptp(levels) == 0:
        mean = float(levels.mean()) if n else float("nan")
        return Drift(name, n, None, mean, mean, 1.0)
    rng = np.random.default_rng([seed, *name.encode()])
    ranks = _ranks(levels)
    path = _path(ranks[None, :])[0]
    shuffled = rng.permuted(np.tile(ranks, (SHUFFLES, 1)), axis=1)
    peaks = _path(shuffled).max(axis=1)
    change = int(path.argmax()) + 1
    p = (1 + int((peaks >= path.max() - 1e-9).sum())) / (1 + SHUFFLES)
    return Drift(name, n, change, float(levels[:change].mean()), float(levels[change:].mean()), p)


def _ranks(levels: Floats) -> Floats:
    """Ranks from 1, equal levels sharing their mean rank.

    >>> _ranks(np.array([0.0, 2.0, 0.0])).tolist()
    [1.5, 3.0, 1.5]
    """
    _, place, counts = np.unique(levels, return_inverse=True, return_counts=True)
    means: Floats = np.cumsum(counts) - (counts - 1) / 2
    return means[place]


def _path(ranks: Floats) -> Floats:
    """U_k for k = 1 .. n - 1, for each row of ranks."""
    n = ranks.shape[1]
    k = np.arange(1, n)
    path: Floats = k * (n + 1) - 2 * np.cumsum(ranks, axis=1)[:, :-1]
    return path


def _adjusted(p: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's adjusted p-values, in the order given."""
    order = sorted(range(len(p)), key=lambda i: p[i], reverse=True)
    adjusted, least = [1.0] * len(p), 1.0
    for above, i in enumerate(order):
        least = min(least, p[i] * len(p) / (len(p) - above))
        adjusted[i] = least
    return adjusted


def widenings(escalations: Iterable[Escalation], *, at_least: float = 0.5) -> tuple[Widening, ...]:
    """Which delegations could be widened: most surely confirmed first.

    Proposed is what was escalated five times or more and confirmed in a share whose interval lies
    wholly above `at_least`. They are ordered by the lower end of that interval, so that ten of ten
    come before five of five. Nothing applies itself: a proposal is decided like any other.

    >>> log = [Escalation("respite", "worker", 9.0, True)] * 8
    >>> log += [Escalation("housing", "worker", 9.0, day % 2 == 0) for day in range(8)]
    >>> [(w.decision_type, w.confirmed) for w in widenings(log)]
    [('respite', 8)]
    """
    groups: dict[tuple[str, str], list[Escalation]] = defaultdict(list)
    for escalation in escalations:
        groups[escalation.decision_type, escalation.sender].append(escalation)
    proposed = [
        _widening(*key, log) for key, log in groups.items() if len(log) >= LEAST_ESCALATIONS
    ]
    sure = [widening for widening in proposed if widening.interval[0] > at_least]
    return tuple(sorted(sure, key=lambda w: (-w.interval[0], w.decision_type, w.sender)))


def _widening(decision_type: str, sender: str, log: Sequence[Escalation]) -> Widening:
    confirmed = sum(escalation.confirmed for escalation in log)
    days = float(np.median([escalation.days for escalation in log]))
    return Widening(decision_type, sender, len(log), confirmed, wilson(confirmed, len(log)), days)
