"""What moved between two waves.

Where answers may be linked, the same people's change is looked at (a *panel*). Where they may not, two
cross-sections are compared; some people answered both times, nobody knows who, and what they share makes the
difference steadier than its interval says: the interval is conservative.

References
----------
L. Kish (1965), Survey Sampling, Wiley, section 12.4 (change between overlapping samples).
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from thegither.methods.surveys.answers import Array, Ints
from thegither.methods.surveys.cells import Moments
from thegither.methods.surveys.estimates import Estimate, clustered, unclustered
from thegither.methods.surveys.families import benjamini_hochberg

ROSE, FELL, NO_CLEAR_MOVEMENT, STEADY = (
    "rose",
    "fell",
    "no_clear_movement",
    "no_movement_that_matters",
)


@dataclass(frozen=True, eq=False)
class Movement:
    """Change of each measure with its ends, p and q over all measures, and what it comes to.

    is_panel: the same people compared. n: how many answered before and now (in a panel: both times).
    """

    is_panel: bool
    n: tuple[Array, Array]
    change: Array
    low: Array
    high: Array
    p: Array
    q: Array
    verdict: npt.NDArray[np.str_]


def between_waves(
    before: Array,
    now: Array,
    organizations: tuple[Ints, Ints] | None,
    margin: float | Array,
    *,
    rate: float = 0.05,
) -> Movement:
    """Compare two cross-sections (respondents x measures, NaN for none).

    organizations: of each respondent before and now, numbered alike in both; an organisation in both waves is
    one cluster, so what stays the same about it does not count as error twice.

    >>> before, now = np.array([[1.0], [2], [2], [1]]), np.array([[4.0], [5], [5], [4]])
    >>> found = between_waves(before, now, None, 0.5)
    >>> float(found.change[0]), str(found.verdict[0])
    (3.0, 'rose')
    """
    both = np.vstack([now, before])
    wave = np.repeat([0, 1], [len(now), len(before)])
    signs = np.array([1.0, -1.0])
    sums = Moments.of(both, wave, 2)
    if organizations is None:
        change = unclustered(sums, signs)
    else:
        cluster = np.concatenate([organizations[1], organizations[0]])
        count = int(cluster.max(initial=-1)) + 1
        parts = Moments.of(both, cluster * 2 + wave, count * 2)
        shape = (count, 2, both.shape[1])
        change = clustered(parts.n.reshape(shape), parts.total.reshape(shape), signs)
    return _judged(change, (sums.n[1], sums.n[0]), margin, rate, is_panel=False)


def in_panel(
    before: Array,
    now: Array,
    organizations: Ints | None,
    margin: float | Array,
    *,
    rate: float = 0.05,
) -> Movement:
    """Compare the same people's answers (the same row is the same person in both).

    >>> before = np.array([[1.0], [2], [3], [4]])
    >>> found = in_panel(before, before + [[1.1], [0.9], [1.0], [1.0]], None, 0.5)
    >>> round(float(found.change[0]), 2), found.is_panel, str(found.verdict[0])
    (1.0, True, 'rose')
    """
    steps = now - before
    # A score may fall, and below nought means "no answer" to the sums: move all steps up, and back at the end.
    shift = float(np.nanmax(np.abs(steps), initial=0.0)) if np.isfinite(steps).any() else 0.0
    labels = np.arange(len(steps)) if organizations is None else organizations
    count = int(labels.max(initial=-1)) + 1
    parts = Moments.of(steps + shift, labels, count)
    whole = parts.by(np.zeros(count, dtype=np.int64), 1)
    if organizations is None:
        raised = unclustered(whole, np.ones(1))
    else:
        raised = clustered(parts.n[:, None, :], parts.total[:, None, :], np.ones(1))
    change = Estimate(raised.value - shift, raised.error, raised.df)
    return _judged(change, (whole.n[0], whole.n[0]), margin, rate, is_panel=True)


def _judged(
    change: Estimate, n: tuple[Array, Array], margin: float | Array, rate: float, *, is_panel: bool
) -> Movement:
    low, high = change.interval()
    q = benjamini_hochberg(change.p)
    too_small = benjamini_hochberg(change.p_beyond(margin)) <= rate
    moved = np.where(change.value > 0, ROSE, FELL)
    verdict = np.where(too_small, STEADY, np.where(q <= rate, moved, NO_CLEAR_MOVEMENT))
    return Movement(is_panel, n, change.value, low, high, change.p, q, verdict)
