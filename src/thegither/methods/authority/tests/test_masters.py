"""Types with two masters: found when neither answers to the other, and only at the highest limit."""

from datetime import date
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.authority import Clause, Scheme, shared_last_words
from thegither.methods.authority.scheme import Answer
from thegither.methods.authority.tests.test_scheme import POSTS, TODAY, TYPES, clauses


@given(clauses(), st.lists(st.tuples(st.sampled_from(POSTS), st.sampled_from(POSTS)), max_size=3))
def test_two_masters_are_all_who_may_decide_the_most_and_answer_to_none_of_the_others(found, pairs):
    scheme = Scheme(found)
    superiors = {post: {above for below, above in pairs if below == post} for post in POSTS}
    said = {each.decision_type: each for each in shared_last_words(scheme, TODAY, superiors)}
    for kind in TYPES:
        limits = [c.limit for c in found if c.decision_type == kind and c.stands_on(TODAY)]
        top = max(limits, default=Decimal(-1))
        able = {p for p in POSTS if limits and scheme.ask(kind, p, top, TODAY).answer != Answer.NO}
        heads = {p for p in able if not superiors[p] & able - {p}} or able
        assert (set(said[kind].masters) if kind in said else set()) == (
            heads if len(heads) > 1 else set()
        )


def test_a_lower_limit_a_clause_that_ended_and_a_superior_are_no_second_master():
    one = Clause("1", "respite", "council", Decimal(9000))
    for other, superiors in product(
        (
            Clause("2", "respite", "health", Decimal(500)),
            Clause("3", "respite", "health", Decimal(9000), "", None, date(2026, 11, 20)),
        ),
        ({}, {"health": {"council"}}),
    ):
        assert not shared_last_words(Scheme([one, other]), TODAY, superiors)


def test_in_a_circle_nobody_stands_above_the_rest():
    scheme = Scheme([Clause("1", "respite", "council"), Clause("2", "respite", "health")])
    circle = {"council": {"health"}, "health": {"council"}}
    assert shared_last_words(scheme, TODAY, circle)[0].masters == ("council", "health")
