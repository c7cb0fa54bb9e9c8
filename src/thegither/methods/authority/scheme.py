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

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

UNLIMITED = Decimal("Infinity")


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
    posts to ask, the most suitable first.
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
        for clause in sorted(self.clauses, key=_reading_order):
            self.by_post[clause.decision_type, clause.post].append(clause)
            self.by_type[clause.decision_type].append(clause)

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
        mine = [c for c in self.by_post.get((decision_type, post), ()) if c.stands_on(on)]
        ruling = rule_on(mine, amount, on)
        if ruling is not None:
            return ruling
        # A clause of one's own that reaches the amount, and yet the answer is no: a contradiction.
        also = tuple(sorted(c.id for c in mine if c.limit >= amount))
        return replace(self._refer(decision_type, post, amount, on, distance or {}), also=also)

    def _refer(
        self, decision_type: str, post: str, amount: Decimal, on: date, distance: Mapping[str, int]
    ) -> Ruling:
        """No; whom to ask: posts that may alone before posts that may if, near before far, and of
        these the least limit that is enough, so that a matter goes no higher than it must."""
        able: dict[str, Clause] = {}
        for clause in self.by_type.get(decision_type, ()):
            if clause.limit >= amount and clause.post != post and clause.stands_on(on):
                able.setdefault(clause.post, clause)
        rulings = {other: rule_on(self._of(decision_type, other, on), amount, on) for other in able}
        named = {other: ruling for other, ruling in rulings.items() if ruling is not None}

        def suitable(other: str) -> tuple[bool, int, Decimal, str]:
            far = distance.get(other, len(self.clauses) + len(distance))
            return named[other].answer != Answer.YES, far, able[other].limit, other

        order = sorted(named, key=suitable)
        first = named[order[0]].clause if order else None
        return Ruling(Answer.NO, on, first, ask=tuple(order))

    def _of(self, decision_type: str, post: str, on: date) -> list[Clause]:
        return [c for c in self.by_post[decision_type, post] if c.stands_on(on)]

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
    free = min((c for c in clauses if not c.condition), key=_reading_order, default=None)
    reaching = [c for c in clauses if c.limit >= amount]
    bound = [
        c for c in reaching
        if c.condition and (free is None or amount > free.limit or c.limit <= free.limit)
    ]  # fmt: skip
    if bound:
        first = min(bound, key=_reading_order)
        also = [c.id for c in reaching if not c.condition or c.limit == first.limit]
        others = tuple(sorted(i for i in also if i != first.id and not _same(clauses, i, first)))
        return Ruling(Answer.YES_IF, on, first.id, first.condition, also=others)
    if free is not None and amount <= free.limit:
        return Ruling(Answer.YES, on, free.id)
    return None


def _same(clauses: Sequence[Clause], id: str, first: Clause) -> bool:
    return any(c.id == id and c.condition == first.condition for c in clauses)


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
