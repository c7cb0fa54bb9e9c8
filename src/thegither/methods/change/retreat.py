"""Who is drifting away: falls in many short series whose usual level nobody knows.

Each partner is compared with its own past only. At every meeting, and for every meeting at which a
fall may have begun, the counts since then are set against the counts before. If nothing changed, the
same attendances might have been dealt out to the meetings by lot, whatever the partner's level is (the
watch is self-starting); so few after that day is then as likely as the lot says. Attendance that comes
in clumps varies more than by lot, and evidence is drawn in by as much as it has varied so far. An alarm
rings when evidence passes a limit that all series together pass in no more than 5% of quiet years.

References
----------
C. P. Quesenberry (1991), SPC Q charts for a Poisson parameter: short or long runs, Journal of Quality
Technology 23, 296-303. DOI 10.1080/00224065.1991.11979345
D. M. Hawkins, P. Qiu and C. W. Kang (2003), The changepoint model for statistical process control,
Journal of Quality Technology 35, 355-366. DOI 10.1080/00224065.2003.11980233
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy.stats import binom, chi2, hypergeom, norm

from thegither.methods.change.cusum import Floats, ImpossibleWatch, Ints

ENOUGH_BEFORE = 4  # meetings before a fall, or nothing can be said of what was usual
SHORTEST, LONGEST = 2, 12  # meetings since a fall; one empty meeting never rings alone
OWN_WEIGHT = 6.0  # how many scores of its own outweigh what is known of all series together
CAUTION = 0.9  # sure to this degree that series vary no more than allowed for
CLUMPED = 1.5  # where all others together vary so much, none is believed to vary less
PATHS = 40_000  # quiet years drawn for the limit
UNHEARD = -99.0  # evidence where there is not enough to look at


@dataclass(frozen=True, eq=False)
class Retreats:
    """What the watch saw. `alarms` is the meeting of each series' first alarm, -1 if none.

    `since` is the meeting at which that fall most likely began. `evidence` (series x meetings, in
    standard deviations) may be drawn beside `limit`; nan where there is not enough to look at.
    """

    alarms: Ints
    since: Ints
    evidence: Floats
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
    limit = alarm_limit(max(len(table), 1), looks or max(table.shape[1], 1), false_alarms)
    spread = spread_so_far(scores_by_lot(table, room))
    evidence, begun = evidence_of_falls(table, room, spread)
    over = evidence > limit
    first = over.argmax(axis=1) if over.size else np.zeros(len(table), dtype=np.int64)
    rang = over.any(axis=1)
    since = np.where(rang, begun[np.arange(len(table)), first] if over.size else -1, -1)
    heard = np.where(evidence == UNHEARD, np.nan, evidence)
    return Retreats(np.where(rang, first, -1), since, heard, limit)


def _check(table: Floats, room: Floats | None) -> None:
    if room is not None and room.shape != table.shape:
        raise ImpossibleWatch("Seats and counts differ in shape.")
    given = ~np.isnan(table)
    if np.any(table[given] < 0) or np.any(table[given] % 1):
        raise ImpossibleWatch("A count is a whole number, nought or more.")
    if room is not None and np.any(table[given] > room[given]):
        raise ImpossibleWatch("More came than there were seats.")


def evidence_of_falls(table: Floats, room: Floats | None, spread: Floats) -> tuple[Floats, Ints]:
    """The strongest evidence, at each meeting, of a fall that began 2 to 12 meetings ago; and when.

    With a attendances since and s in all, a is by lot binomial(s, share of meetings since), or with
    seats hypergeometric. The chance of a or fewer becomes a normal score, turned so that much is much, and
    drawn in by the `spread` that scores have shown so far.
    """
    given = ~np.isnan(table)
    counts = _sums(np.where(given, table, 0))
    offered = _sums(given.astype(float) if room is None else np.where(given, room, 0))
    meetings = _sums(given.astype(float))
    best = np.full(table.shape, UNHEARD)
    begun = np.full(table.shape, -1, dtype=np.int64)
    for length in range(SHORTEST, min(LONGEST, table.shape[1] - 1) + 1):
        now, then = slice(length, None), slice(None, -length)
        chance = _chance_of_so_few(
            counts[:, now] - counts[:, then],
            counts[:, now],
            offered[:, now] - offered[:, then],
            offered[:, now],
            room is not None,
        )
        enough = (meetings[:, then] >= ENOUGH_BEFORE) & (
            meetings[:, now] - meetings[:, then] >= SHORTEST
        )
        score = -norm.ppf(np.clip(chance, 1e-15, 1 - 1e-15))
        score /= np.sqrt(spread[:, length - 1 :])
        evidence = np.where(enough, score, UNHEARD)
        ends = slice(length - 1, None)
        better = evidence > best[:, ends]
        best[:, ends] = np.where(better, evidence, best[:, ends])
        starts = np.arange(table.shape[1] - length + 1)
        begun[:, ends] = np.where(better, starts, begun[:, ends])
    return best, begun


def _sums(values: Floats) -> Floats:
    """Running sums with a nought in front: those before meeting t stand at t."""
    return np.concatenate([np.zeros((len(values), 1)), np.cumsum(values, axis=1)], axis=1)


def _chance_of_so_few(
    since: Floats, total: Floats, places: Floats, all_places: Floats, seated: bool
) -> Floats:
    if seated:
        chance: Floats = hypergeom.cdf(since, all_places, total, places)
    else:
        chance = binom.cdf(since, total, places / np.maximum(all_places, 1))
    return chance


def scores_by_lot(table: Floats, room: Floats | None) -> Floats:
    """z-scores of each count among all deals of the series' counts so far, to see how they vary.

    Mid-p: half of the chance of the count itself, so that counts with few values stay centred. nan for
    the first meeting, 0 where nothing can vary.
    """
    given = ~np.isnan(table)
    count = np.where(given, table, 0)
    offered = given.astype(float) if room is None else np.where(given, room, 0)
    total, all_places = np.cumsum(count, axis=1), np.cumsum(offered, axis=1)
    seated = room is not None
    below = _chance_of_so_few(count - 1, total, offered, all_places, seated)
    upto = _chance_of_so_few(count, total, offered, all_places, seated)
    z = norm.ppf(np.clip((below + upto) / 2, 1e-12, 1 - 1e-12))
    stuck = (total == 0) | ((total == all_places) & seated)
    known = given & (np.cumsum(given, axis=1) > 1)
    return np.where(known, np.where(stuck, 0.0, z), np.nan)


def spread_so_far(scores: Floats) -> Floats:
    """How much more than by lot scores have varied, in all others and in each series' own, up to now.

    Never below 1 (the lot itself), and on the careful side while little has been seen: the upper end
    of the chi-square interval of all other series, towards which each series' own is drawn. Where low
    scores vary more than high ones, in all others together (groups that come whole or not at all),
    the low ones decide.
    """
    count = np.cumsum(~np.isnan(scores), axis=1).astype(float)
    squares = np.nan_to_num(scores) ** 2
    total, low = np.cumsum(squares, axis=1), np.cumsum(squares * (scores < 0), axis=1)
    widest = np.maximum(_of_others(total), 2 * _of_others(low))
    seen = _of_others(count)
    sure = np.maximum(chi2.ppf(1 - CAUTION, np.maximum(seen, 1)), 1e-9)
    pooled = np.where(seen > 0, widest / sure, 1.0)
    own = (total + OWN_WEIGHT * pooled) / (count + OWN_WEIGHT)
    return np.maximum(np.maximum(1.0, own), np.where(pooled > CLUMPED, pooled, 1.0))


def _of_others(values: Floats) -> Floats:
    """For each series the sum over all others, so that a fall does not speak for its own defence."""
    others: Floats = values.sum(axis=0) - values
    return others


@lru_cache(maxsize=64)
def alarm_limit(series: int, looks: int, false_alarms: float) -> float:
    """The limit that the evidence of `series` quiet series together passes with the given chance.

    Of 40,000 quiet years of one normal series, each looked at as above, the limit is the quantile
    that lets all series together ring in `false_alarms` of years.

    Raises ImpossibleWatch without series or meetings, or for a share outside 0 to 1.
    """
    if series < 1 or looks < 1 or not 0 < false_alarms < 1:
        raise ImpossibleWatch("A watch needs series, meetings, and a share of false alarms.")
    goal = 1 - (1 - false_alarms) ** (1 / series)
    return float(np.quantile(quiet_years(looks), 1 - goal, method="higher"))


@lru_cache(maxsize=8)
def quiet_years(looks: int) -> Floats:
    """The strongest evidence in each of many years in which nothing changed.

    A year of so many looks comes after `ENOUGH_BEFORE` meetings, as every second year does.
    """
    rng = np.random.default_rng(0)
    meetings = looks + ENOUGH_BEFORE
    sums = np.zeros((PATHS, meetings + 1))
    np.cumsum(rng.normal(size=(PATHS, meetings)), axis=1, out=sums[:, 1:])
    best = np.full(PATHS, UNHEARD)
    for length in range(SHORTEST, min(LONGEST, looks) + 1):
        before = np.arange(ENOUGH_BEFORE, meetings - length + 1)
        since = sums[:, before + length] - sums[:, before]
        gap = sums[:, before] / before - since / length
        best = np.maximum(best, (gap / np.sqrt(1 / before + 1 / length)).max(axis=1))
    return best
