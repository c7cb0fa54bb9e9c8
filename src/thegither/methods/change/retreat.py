"""Who is drifting away: falls in many short series whose usual level nobody knows.

Each partner is compared with its own past only. At meeting t its count is set against all it had so
far, as if the counts had been dealt out to the meetings by lot: if nothing changed, every deal is as
likely as any other, whatever the partner's level (a self-starting chart). The place of the count among
the deals becomes a z-score; scores vary more than by lot where attendance comes in clumps, and are
drawn in by as much as they have varied so far. A running sum of low scores rings when it passes a limit
that all series together pass in no more than 5% of quiet years.

References
----------
D. M. Hawkins (1987), Self-starting CUSUM charts for location and scale, The Statistician 36,
299-315. DOI 10.2307/2348827
C. P. Quesenberry (1991), SPC Q charts for a Poisson parameter: short or long runs, Journal of Quality
Technology 23, 296-303. DOI 10.1080/00224065.1991.11979345
D. Brook and D. A. Evans (1972), An approach to the probability distribution of cusum run length,
Biometrika 59, 539-549. DOI 10.1093/biomet/59.3.539
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.stats import binom, chi2, hypergeom, norm

from thegither.methods.change.cusum import (
    Floats,
    ImpossibleWatch,
    Ints,
    first_alarms,
    running_sums,
)

ALLOWANCE = 0.5  # half the fall, in standard deviations, that the sum is tuned to
ENOUGH_BEFORE = 4  # meetings with a score before a series is judged
OWN_WEIGHT = 6.0  # how many scores of its own outweigh what is known of all series together
CAUTION = 0.9  # sure to this degree that series vary no more than allowed for
LOWEST = -2.0  # one empty meeting never rings alone, however long the tail of clumped counts
CELLS = 120


@dataclass(frozen=True, eq=False)
class Retreats:
    """What the watch saw. `alarms` is the meeting of each series' first alarm, -1 if none.

    `since` is the first meeting of the fall, as the sum has it: after it was last at nought. `sums`
    may be drawn beside `limit`. `scores` are nan where a series had no meeting or no past.
    """

    alarms: Ints
    since: Ints
    sums: Floats
    scores: Floats
    limit: float


def retreats(
    counts: npt.ArrayLike,
    seats: npt.ArrayLike | None = None,
    *,
    false_alarms: float = 0.05,
    looks: int | None = None,
) -> Retreats:
    """Watch many series for falls; at most `false_alarms` of quiet years ring at all.

    Parameters
    ----------
    counts: series x meetings: how many came (or promises kept, or replies in time); nan where the
        series had nothing that day.
    seats: of how many, in the same shape; without it counts have no ceiling.
    looks: meetings in a year, over which the share of false alarms is meant; all columns if not given.

    Raises ImpossibleWatch for a count below nought or above its seats, or tables of different shape.

    >>> board = [[2, 2, 1, 2, 2, 2, 2, 1, 2, 2, 2, 2], [2, 2, 2, 1, 2, 2, 2, 0, 0, 0, 0, 0]]
    >>> watch = retreats(board, seats=[[2] * 12] * 2)
    >>> bool(watch.alarms[0] == -1), bool(watch.alarms[1] > 7), int(watch.since[1])
    (True, True, 7)
    """
    table = np.atleast_2d(np.asarray(counts, dtype=np.float64))
    room = None if seats is None else np.atleast_2d(np.asarray(seats, dtype=np.float64))
    _check(table, room)
    raw = scores_by_lot(table, room)
    calm = drawn_in(raw)
    limit = alarm_limit(max(len(table), 1), looks or max(table.shape[1], 1), false_alarms)
    early = np.cumsum(~np.isnan(raw), axis=1) <= ENOUGH_BEFORE
    sums = running_sums(np.where(early, np.nan, -calm - ALLOWANCE))
    found = first_alarms(sums, limit)
    return Retreats(found.alarms, _since(sums, found.alarms), sums, calm, limit)


def _check(table: Floats, room: Floats | None) -> None:
    if room is not None and room.shape != table.shape:
        raise ImpossibleWatch("Seats and counts differ in shape.")
    given = ~np.isnan(table)
    if np.any(table[given] < 0) or np.any(table[given] % 1):
        raise ImpossibleWatch("A count is a whole number, nought or more.")
    if room is not None and np.any(table[given] > room[given]):
        raise ImpossibleWatch("More came than there were seats.")


def scores_by_lot(table: Floats, room: Floats | None) -> Floats:
    """z-scores of each count among all deals of the series' counts so far.

    With s the sum so far and T meetings, the count is binomial(s, 1/T) by lot; with m of M seats so
    far at this meeting it is hypergeometric. Mid-p: half of the chance of the count itself, so that
    counts with few values stay centred. nan for the first meeting and where nothing can vary.
    """
    given = ~np.isnan(table)
    count = np.where(given, table, 0)
    total = np.cumsum(count, axis=1)
    if room is None:
        times = np.maximum(np.cumsum(given, axis=1), 1)
        below = binom.cdf(count - 1, total, 1 / times)
        here = binom.pmf(count, total, 1 / times)
        stuck = total == 0
    else:
        offered = np.where(given, room, 0)
        all_seats = np.cumsum(offered, axis=1)
        below = hypergeom.cdf(count - 1, all_seats, total, offered)
        here = hypergeom.pmf(count, all_seats, total, offered)
        stuck = (total == 0) | (total == all_seats)
    z = norm.ppf(np.clip(below + here / 2, 1e-12, 1 - 1e-12))
    known = given & (np.cumsum(given, axis=1) > 1)
    return np.where(known, np.where(stuck, 0.0, z), np.nan)


def drawn_in(scores: Floats) -> Floats:
    """Scores over the spread that they have shown so far, in all series and in their own.

    The spread is never taken below what the lot gives (1), and on the careful side while little has
    been seen: the upper end of its chi-square interval.
    """
    seen = (~np.isnan(scores)).astype(float)
    squares = np.nan_to_num(scores) ** 2
    count, total = _before(seen), _before(squares)
    all_count, all_total = count.sum(axis=0), total.sum(axis=0)
    pooled = all_total / np.maximum(chi2.ppf(1 - CAUTION, np.maximum(all_count, 1)), 1e-9)
    own = (total + OWN_WEIGHT * pooled) / (count + OWN_WEIGHT)
    return np.maximum(scores / np.sqrt(np.maximum(1.0, own)), LOWEST)


def _before(values: Floats) -> Floats:
    sums: Floats = np.cumsum(values, axis=1) - values
    return sums


@lru_cache(maxsize=64)
def alarm_limit(series: int, looks: int, false_alarms: float) -> float:
    """The limit that the highest of `series` sums passes within `looks` with the given chance.

    Sums of independent normal scores form a Markov chain (Brook and Evans): its chance to stay below
    a limit is a product of matrices, and the limit is found by halving.
    """
    if series < 1 or looks < 1 or not 0 < false_alarms < 1:
        raise ImpossibleWatch("A watch needs series, meetings, and a share of false alarms.")
    goal = 1 - (1 - false_alarms) ** (1 / series)
    low, high = 0.0, 40.0
    while high - low > 1e-6:
        middle = (low + high) / 2
        if chance_of_alarm(middle, looks) > goal:
            low = middle
        else:
            high = middle
    return high


def chance_of_alarm(limit: float, looks: int) -> float:
    """The chance that one sum of normal scores passes `limit` within so many looks.

    >>> round(chance_of_alarm(0.0, 1), 4)  # one score below -0.5
    0.3085
    """
    width = 2 * max(limit, 1e-12) / (2 * CELLS - 1)
    centres = width * np.arange(CELLS)
    ends = centres[None, :] + width / 2 - centres[:, None] + ALLOWANCE
    below = norm.cdf(ends)
    moves = np.diff(below, axis=1, prepend=0.0)
    state = np.zeros(CELLS)
    state[0] = 1.0
    for _ in range(looks):
        state = state @ moves
    return float(1 - state.sum())


def _since(sums: Floats, alarms: Ints) -> Ints:
    at_nought = sums <= 0
    since = np.full(len(sums), -1, dtype=np.int64)
    for series in np.flatnonzero(alarms >= 0):
        before = np.flatnonzero(at_nought[series, : alarms[series]])
        since[series] = before[-1] + 1 if len(before) else 0
    return since
