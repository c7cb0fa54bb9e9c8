"""What is wrong with a scheme of delegation: matters nobody may decide, and clauses that disagree.

Both are found before anybody trips over them, each with the smallest example that shows it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from heapq import heappop, heappush

from thegither.methods.authority.scheme import UNLIMITED, Clause, Scheme, contradict

PENNY = Decimal("0.01")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Gap:
    """From one day to another nobody may decide matters of a type above an amount.

    `above` is None where nobody may decide any at all; a day of None is without beginning or end.
    `example` is the first day and the least amount that nobody may decide on it.
    """

    decision_type: str
    above: Decimal | None
    first_day: date | None
    last_day: date | None
    example: tuple[date | None, Decimal]


@dataclass(frozen=True)
class Contradiction:
    """Two clauses of one post that answer one matter differently; `example` is the smallest such."""

    decision_type: str
    post: str
    clauses: tuple[str, str]
    first_day: date | None
    last_day: date | None
    example: tuple[date | None, Decimal]


@dataclass(frozen=True)
class _Stretch:
    """Days from `first` to the day before `until` on which the highest limit is the same."""

    first: date | None
    until: date | None
    ceiling: Decimal | None


def gaps(scheme: Scheme, types: Iterable[str] = ()) -> tuple[Gap, ...]:
    """Every matter that no clause reaches, by type and day.

    Days before the first clause of a type are no gap: the scheme had not begun. Days after the last
    are one. `types` may name types that must be covered though no clause speaks of them.

    >>> scheme = Scheme([Clause("1", "respite", "worker", Decimal(500))])
    >>> gaps(scheme, ["housing"])
    (Gap(decision_type='housing', above=None, ..., example=(None, Decimal('0'))),
     Gap(decision_type='respite', above=Decimal('500'), ..., example=(None, Decimal('500.01'))))
    """
    found = []
    for decision_type in sorted({*scheme.by_type, *types}):
        for stretch in _stretches(scheme.by_type.get(decision_type, [])):
            if stretch.ceiling != UNLIMITED:
                found.append(_gap(decision_type, stretch))
    return tuple(found)


def _gap(decision_type: str, stretch: _Stretch) -> Gap:
    least = Decimal(0) if stretch.ceiling is None else stretch.ceiling + PENNY
    last = None if stretch.until is None else stretch.until - DAY
    return Gap(decision_type, stretch.ceiling, stretch.first, last, (stretch.first, least))


def _stretches(clauses: Sequence[Clause]) -> list[_Stretch]:
    """The highest limit in force, day by day, with equal neighbours joined."""
    joined: list[_Stretch] = []
    for stretch in _pieces(clauses):
        if joined and joined[-1].ceiling == stretch.ceiling:
            stretch = _Stretch(joined.pop().first, stretch.until, stretch.ceiling)
        joined.append(stretch)
    if clauses and joined[0].ceiling is None and joined[0].first is None:
        joined = joined[1:]
    return joined


def _pieces(clauses: Sequence[Clause]) -> Iterator[_Stretch]:
    """Walk through the days on which anything begins or ends; a heap keeps the highest limit on top."""
    starts: dict[date, list[Clause]] = defaultdict(list)
    heap: list[tuple[Decimal, date]] = []
    for clause in clauses:
        if clause.valid_from is None:
            heappush(heap, (-clause.limit, _end(clause)))
        else:
            starts[clause.valid_from].append(clause)
    ends = {_end(clause) for clause in clauses} - {date.max}
    days: list[date | None] = [None, *sorted(ends | set(starts))]
    for here, until in zip(days, [*days[1:], None], strict=True):
        for clause in starts.get(here, ()) if here else ():
            heappush(heap, (-clause.limit, _end(clause)))
        while heap and here and heap[0][1] <= here:
            heappop(heap)
        yield _Stretch(here, until, -heap[0][0] if heap else None)


def _end(clause: Clause) -> date:
    """The first day on which the clause no longer stands."""
    return date.max if clause.valid_to in (None, date.max) else clause.valid_to + DAY


def contradictions(scheme: Scheme) -> tuple[Contradiction, ...]:
    """Every pair of clauses that stand on one day and disagree (see `scheme.contradict`).

    >>> scheme = Scheme([
    ...     Clause("1", "respite", "worker", Decimal(500)),
    ...     Clause("7", "respite", "worker", Decimal(300), "the carer agrees"),
    ... ])
    >>> contradictions(scheme)[0].clauses, contradictions(scheme)[0].example
    (('1', '7'), (None, Decimal('300')))
    """
    found = []
    for (decision_type, post), clauses in sorted(scheme.by_post.items()):
        for a, b in _disagreeing(clauses):
            begins = [day for day in (a.valid_from, b.valid_from) if day]
            ends = [day for day in (a.valid_to, b.valid_to) if day]
            first, last = max(begins, default=None), min(ends, default=None)
            amount = _where_they_differ(a, b, clauses)
            pair = (min(a.id, b.id), max(a.id, b.id))
            found.append(Contradiction(decision_type, post, pair, first, last, (first, amount)))
    return tuple(sorted(found, key=lambda c: (c.decision_type, c.post, c.clauses)))


def _disagreeing(clauses: Sequence[Clause]) -> Iterator[tuple[Clause, Clause]]:
    """Pairs that stand together: sorted by their first day, only clauses not yet ended are compared."""
    standing: list[Clause] = []
    for clause in sorted(clauses, key=lambda c: c.valid_from or date.min):
        begin = clause.valid_from or date.min
        standing = [c for c in standing if c.valid_to is None or c.valid_to >= begin]
        yield from ((other, clause) for other in standing if contradict(other, clause))
        standing.append(clause)


def _where_they_differ(a: Clause, b: Clause, clauses: Sequence[Clause]) -> Decimal:
    """An amount at which the two answer differently.

    Two free limits differ just above the lower. A condition shows at its own limit; one without a
    limit just above every limit of the same post and type.
    """
    if not a.condition and not b.condition:
        return min(a.limit, b.limit) + PENNY
    limit = a.limit if a.condition else b.limit
    if limit < UNLIMITED:
        return limit
    return max((c.limit for c in clauses if c.limit < UNLIMITED), default=-PENNY) + PENNY
