"""Gaps and contradictions: all that are planted are found, and every example shows what it says."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from hypothesis import given

from thegither.methods.authority import Clause, Scheme, contradictions, gaps
from thegither.methods.authority.scheme import UNLIMITED, Answer, rule_on
from thegither.methods.authority.tests.test_scheme import AMOUNTS, POSTS, TYPES, clauses

DAYS = [date(2026, 1, 1) + timedelta(days=40 * step) for step in range(14)]


@given(clauses())
def test_a_matter_lies_in_a_gap_exactly_when_no_clause_reaches_it(found):
    holes, begun = gaps(Scheme(found)), {}
    for kind in TYPES:
        starts = [c.valid_from or date.min for c in found if c.decision_type == kind]
        begun[kind] = min(starts, default=date.max)
    for kind in TYPES:
        for day in DAYS:
            for amount in AMOUNTS:
                inside = any(covers(hole, kind, day, amount) for hole in holes)
                reached = any(
                    c.limit >= amount and c.stands_on(day) for c in found if c.decision_type == kind
                )
                assert inside == (not reached and day >= begun[kind])


def covers(hole, kind, day, amount):
    first, last = hole.first_day or date.min, hole.last_day or date.max
    above = hole.above is None or amount > hole.above
    return hole.decision_type == kind and first <= day <= last and above


@given(clauses())
def test_in_the_example_of_a_gap_everybody_is_told_no_and_nobody_can_be_asked(found):
    scheme = Scheme(found)
    for hole in gaps(scheme):
        day, amount = hole.example
        for post in POSTS:
            ruling = scheme.ask(hole.decision_type, post, amount, day or date.min)
            assert (ruling.answer, ruling.ask) == (Answer.NO, ())


@given(clauses())
def test_in_the_example_of_a_contradiction_the_two_clauses_alone_disagree(found):
    of = {clause.id: clause for clause in found}
    for clash in contradictions(Scheme(found)):
        day, amount = clash.example
        day = day or date.min
        pair = [of[name] for name in clash.clauses]
        assert all(clause.stands_on(day) for clause in pair)
        alone = [rule_on([clause], amount, day) for clause in pair]
        said = [(ruling.answer, ruling.condition) if ruling else None for ruling in alone]
        assert said[0] != said[1]


@given(clauses())
def test_clauses_that_are_not_said_to_contradict_never_disagree(found):
    """Steps aside, which `rule_on` reads together, two clauses of one post give one answer."""
    clashing = {clash.clauses for clash in contradictions(Scheme(found))}
    for a, b in combinations(sorted(found, key=lambda c: c.id), 2):
        together = (a.post, a.decision_type) == (b.post, b.decision_type)
        if together and (a.id, b.id) not in clashing:
            for day in filter(lambda d: a.stands_on(d) and b.stands_on(d), DAYS):
                for amount in AMOUNTS:
                    ruling = rule_on([a, b], amount, day)
                    assert ruling is None or ruling.also == ()


def test_a_planted_gap_in_time_and_amount_is_found_with_its_smallest_example():
    scheme = Scheme(
        [
            Clause("1", "respite", "worker", UNLIMITED, "", None, date(2026, 3, 31)),
            Clause("2", "respite", "worker", Decimal(500), "", date(2026, 4, 10)),
        ]
    )
    found = [(hole.above, hole.first_day, hole.last_day, hole.example) for hole in gaps(scheme)]
    april = date(2026, 4, 1)
    assert found == [
        (None, april, date(2026, 4, 9), (april, Decimal(0))),
        (Decimal(500), date(2026, 4, 10), None, (date(2026, 4, 10), Decimal("500.01"))),
    ]


def test_a_scheme_that_runs_out_leaves_a_gap_and_one_that_has_not_begun_does_not():
    scheme = Scheme([Clause("1", "a", "p", UNLIMITED, "", date(2026, 1, 1), date(2026, 12, 31))])
    (hole,) = gaps(scheme)
    assert (hole.first_day, hole.last_day) == (date(2027, 1, 1), None)


def test_steps_are_no_contradiction():
    steps = [
        Clause("1", "a", "p", Decimal(500)),
        Clause("2", "a", "p", Decimal(2000), "the carer agrees"),
        Clause("3", "a", "p", Decimal(9000), "the carer and finance agree"),
    ]
    assert contradictions(Scheme(steps)) == ()


def test_clauses_of_different_times_are_no_contradiction():
    one = Clause("1", "a", "p", Decimal(500), "", None, date(2026, 3, 31))
    two = Clause("2", "a", "p", Decimal(900), "", date(2026, 4, 1))
    assert contradictions(Scheme([one, two])) == ()
