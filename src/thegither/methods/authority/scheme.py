"""A scheme of delegation as data, and its one question: can I decide this?

A clause says that a post may decide matters of one type up to a limit, maybe on a condition, from
one day to another. For every post, type, amount and day there is exactly one answer:

- **yes**, with the clause;
- **yes, if**, with the clause and its condition;
- **no, ask**, with whoever may, and the clause that says so; with nobody, where the scheme has a gap.

Clauses of one post and type are read as steps: up to the limit without a condition the answer is
yes; above it the clause with the least limit that is enough gives the condition. Where clauses
contradict one another the more careful one counts, and the answer names the other.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

UNLIMITED = Decimal("Infinity")
# More than these are no help to whoever has to ask, and naming all of a thousand would take too long.
MOST_ASKED = 5


class ImpossibleClause(ValueError):
    """A clause that cannot stand in any scheme. The message can be shown to a person."""


class Answer(StrEnum):
    YES = "yes"
    YES_IF = "yes-if"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Clause:
    """One line of the scheme. `limit` is included; `valid_to` is the last day."""

    id: str
    decision_type: str
    post: str
    limit: Decimal = UNLIMITED
    condition: str = ""
    valid_from: date | None = None
    valid_to: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether the clause is in force on a day; both of its ends are included."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Ruling:
    """The answer, dated: `clause` is the one that says so (for a no: what the one to ask may do).

    `also` names clauses that say something else about the same matter (a contradiction), `ask` the
    posts to ask, the most suitable first, at most five.
    """

    answer: Answer
    on: date
    clause: str | None
    condition: str = ""
    ask: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


class Scheme:
    """Clauses, laid out so that an answer looks only at those of one type.

    Raises ImpossibleClause for a doubled id, a limit below zero, or a clause that ends before it begins.

    >>> scheme = Scheme([
    ...     Clause("2.1", "respite", "support worker", Decimal(500)),
    ...     Clause("2.2", "respite", "support worker", Decimal(2000), "the carer agrees"),
    ...     Clause("2.3", "respite", "team leader"),
    ... ])
    >>> today = date(2026, 11, 21)
    >>> scheme.ask("respite", "support worker", Decimal(500), today).answer.value
    'yes'
    >>> scheme.ask("respite", "support worker", Decimal(501), today).condition
    'the carer agrees'
    >>> scheme.ask("respite", "support worker", Decimal(2001), today).ask
    ('team leader',)
    """

    def __init__(self, clauses: Iterable[Clause]) -> None:
        self.clauses = tuple(clauses)
        check(self.clauses)
        self.by_post: dict[tuple[str, str], list[Clause]] = defaultdict(list)
        self.by_type: dict[str, list[Clause]] = defaultdict(list)
        # By type, and whether they carry a condition: the least limits first, to find whom to ask.
        self.ladders: dict[tuple[str, bool], list[Clause]] = defaultdict(list)
        for clause in sorted(self.clauses, key=_reading_order):
            self.by_post[clause.decision_type, clause.post].append(clause)
            self.by_type[clause.decision_type].append(clause)
        for clause in sorted(self.clauses, key=lambda c: (c.limit, c.post, c.id)):
            self.ladders[clause.decision_type, bool(clause.condition)].append(clause)

    def ask(
        self,
        decision_type: str,
        post: str,
        amount: Decimal,
        on: date,
        *,
        distance: Mapping[str, int] | None = None,
    ) -> Ruling:
        """The one answer. `distance` says how many lines up each post stands from the one who asks;
        where it is given, whoever is nearest is named first among those to ask."""
        mine = self.clauses_of(decision_type, post, on)
        ruling = _rule(mine, amount, on)
        if ruling is not None:
            return ruling
        # A clause of one's own that reaches the amount, and yet the answer is no: a contradiction.
        also = tuple(sorted(c.id for c in mine if c.limit >= amount))
        return replace(self._refer(decision_type, post, amount, on, distance or {}), also=also)

    def _refer(
        self, decision_type: str, post: str, amount: Decimal, on: date, distance: Mapping[str, int]
    ) -> Ruling:
        """No; whom to ask: posts that may alone before posts that may if, near before far, and of these
        the least limit that is enough, so that a matter goes no higher than it must."""
        near = self._near(decision_type, amount, on, distance)
        known, named = {post, *distance}, [clause for clause in near if clause.post != post]
        for bound in (False, True):
            if sum(not clause.condition for clause in named) < MOST_ASKED:
                named += self._far(decision_type, bound, amount, on, known)

        def suitable(clause: Clause) -> tuple[bool, float, Decimal, str]:
            far = distance.get(clause.post, float("inf"))
            return bool(clause.condition), far, clause.limit, clause.post

        named = sorted(named, key=suitable)[:MOST_ASKED]
        first = named[0].id if named else None
        return Ruling(Answer.NO, on, first, ask=tuple(clause.post for clause in named))

    def _near(
        self, decision_type: str, amount: Decimal, on: date, distance: Mapping[str, int]
    ) -> list[Clause]:
        """By which clause each of the posts above may decide, of those that may."""
        own = (self.clauses_of(decision_type, other, on) for other in distance)
        found = (deciding(clauses, amount) for clauses in own)
        return [clause for clause in found if clause is not None]

    def _far(
        self, decision_type: str, bound: bool, amount: Decimal, on: date, known: set[str]
    ) -> list[Clause]:
        """The first few others who may: it climbs from the least limit that is enough and then stops."""
        found: list[Clause] = []
        for clause in self._reaching(decision_type, bound, amount):
            if clause.post not in known and clause.stands_on(on):
                if deciding(self.clauses_of(decision_type, clause.post, on), amount) is clause:
                    found.append(clause)
                    if len(found) == MOST_ASKED:
                        break
        return found

    def _reaching(self, decision_type: str, bound: bool, amount: Decimal) -> Iterator[Clause]:
        """Clauses of a type that reach an amount, the least limit first."""
        ladder = self.ladders.get((decision_type, bound), [])
        first = bisect_left(ladder, amount, key=lambda clause: clause.limit)
        return (ladder[place] for place in range(first, len(ladder)))

    def clauses_of(self, decision_type: str, post: str, on: date) -> list[Clause]:
        """What one post may decide of one type on a day, in reading order."""
        return [c for c in self.by_post.get((decision_type, post), ()) if c.stands_on(on)]

    def card(self, post: str, on: date) -> tuple[Clause, ...]:
        """Everything one post may decide on a day, by type and limit: what a printed card shows."""
        mine = [c for c in self.clauses if c.post == post and c.stands_on(on)]
        return tuple(sorted(mine, key=lambda c: (c.decision_type, *_reading_order(c))))


def rule_on(clauses: Sequence[Clause], amount: Decimal, on: date) -> Ruling | None:
    """What clauses of one post and one type, all in force, say of an amount; None for no.

    The free limit is the least limit of the clauses without a condition. A condition counts above
    it, and below it where its own limit lies there too, which contradicts the free clause. Of
    several conditions the one with the least limit that reaches the amount counts.
    """
    return _rule(sorted(clauses, key=_reading_order), amount, on)


def _rule(clauses: Sequence[Clause], amount: Decimal, on: date) -> Ruling | None:
    """`rule_on` for clauses that are in reading order already."""
    found = deciding(clauses, amount)
    if found is None:
        return None
    if not found.condition:
        return Ruling(Answer.YES, on, found.id)
    also = _others(clauses, found, amount)
    return Ruling(Answer.YES_IF, on, found.id, found.condition, also=also)


def deciding(clauses: Sequence[Clause], amount: Decimal) -> Clause | None:
    """The clause that gives the answer: the first condition that counts, else the free limit."""
    free = next((clause for clause in clauses if not clause.condition), None)
    for clause in clauses:
        if clause.condition and clause.limit >= amount and _counts(clause, free, amount):
            return clause
    return free if free is not None and amount <= free.limit else None


def _counts(bound: Clause, free: Clause | None, amount: Decimal) -> bool:
    return free is None or amount > free.limit or bound.limit <= free.limit


def _others(clauses: Sequence[Clause], first: Clause, amount: Decimal) -> tuple[str, ...]:
    """Clauses that reach the amount too and say something else: yes, or another condition."""
    reaching = [c for c in clauses if c.limit >= amount]
    other = [c.id for c in reaching if not c.condition or c.limit == first.limit]
    same = {c.id for c in reaching if c.condition == first.condition}
    return tuple(sorted(set(other) - same))


def contradict(a: Clause, b: Clause) -> bool:
    """Whether two clauses of one post and type can answer one matter differently.

    - Both without a condition, but up to different limits: between them one says yes, the other
      stops.
    - One with a condition, up to no more than the other allows freely: the condition is idle.
    - Both with a condition up to one limit, but not the same condition.

    A free limit below a conditional one is no contradiction, nor are conditions that grow with the
    limit: these are steps.
    """
    if not a.condition and not b.condition:
        return a.limit != b.limit
    if a.condition and b.condition:
        return a.limit == b.limit and a.condition != b.condition
    free, bound = (b, a) if a.condition else (a, b)
    return bound.limit <= free.limit


def check(clauses: Sequence[Clause]) -> None:
    """Refuse what no scheme can hold."""
    seen: set[str] = set()
    for clause in clauses:
        if clause.id in seen:
            raise ImpossibleClause(f"There are two clauses {clause.id}.")
        seen.add(clause.id)
        if clause.limit.is_nan() or clause.limit < 0:
            raise ImpossibleClause(f"Clause {clause.id} has a limit below zero.")
        if clause.valid_from and clause.valid_to and clause.valid_to < clause.valid_from:
            raise ImpossibleClause(f"Clause {clause.id} ends before it begins.")


def _reading_order(clause: Clause) -> tuple[Decimal, bool, str]:
    return clause.limit, not clause.condition, clause.id
