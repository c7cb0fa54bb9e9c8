""" "Can I decide this?" has one answer for every combination, and it stays what it was."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thegither.methods.authority import Clause, Scheme
from thegither.methods.authority.scheme import MOST_ASKED, UNLIMITED, Answer, ImpossibleClause

TODAY = date(2026, 11, 21)
POSTS, TYPES = ["worker", "leader", "director"], ["respite", "housing"]
LIMITS = [Decimal(0), Decimal(100), Decimal(500), UNLIMITED]
AMOUNTS = [Decimal(a) for a in ("0", "99", "100", "100.01", "500", "501", "100000")]
DAYS = [None, date(2026, 4, 1), TODAY, date(2027, 3, 31)]


@st.composite
def clauses(draw):
    number = draw(st.integers(0, 8))
    found = []
    for i in range(number):
        begin, end = draw(st.sampled_from(DAYS)), draw(st.sampled_from(DAYS))
        if begin and end and end < begin:
            begin, end = end, begin
        condition = draw(st.sampled_from(["", "", "the carer agrees", "a second opinion"]))
        where = draw(st.sampled_from(TYPES)), draw(st.sampled_from(POSTS))
        found.append(Clause(str(i), *where, draw(st.sampled_from(LIMITS)), condition, begin, end))
    return found


def by_hand(found, amount):
    """The answer from the clauses of one post and type: the free limit, then the conditions."""
    free = min((c.limit for c in found if not c.condition), default=None)
    bound = [c for c in found if c.condition and c.limit >= amount]
    if free is not None and amount <= free:
        stricter = [c for c in bound if c.limit <= free]
        return Answer.YES_IF if stricter else Answer.YES
    return Answer.YES_IF if bound else Answer.NO


@given(clauses())
def test_every_combination_has_one_answer_with_a_clause_that_says_so(found):
    scheme, of = Scheme(found), {c.id: c for c in found}
    for post, kind, amount in product(POSTS, TYPES, AMOUNTS):
        ruling = scheme.ask(kind, post, amount, TODAY)
        mine = [
            c for c in found if (c.post, c.decision_type) == (post, kind) and c.stands_on(TODAY)
        ]
        assert ruling.answer == by_hand(mine, amount)
        if ruling.answer == Answer.NO:
            assert (ruling.clause is None) == (ruling.ask == ())
        else:
            clause = of[ruling.clause]
            assert (clause.post, clause.decision_type) == (post, kind)
            assert clause.limit >= amount
            assert clause.stands_on(TODAY)
            assert clause.condition == ruling.condition


@given(clauses())
def test_whoever_is_named_to_ask_may_decide(found):
    scheme = Scheme(found)
    for post, kind, amount in product(POSTS, TYPES, AMOUNTS):
        ruling = scheme.ask(kind, post, amount, TODAY)
        able = [p for p in POSTS if scheme.ask(kind, p, amount, TODAY).answer != Answer.NO]
        expected = set(able) if ruling.answer == Answer.NO else set()
        assert set(ruling.ask) == expected


@given(clauses(), st.randoms())
def test_the_order_of_the_file_changes_no_answer(found, shuffler):
    other = list(found)
    shuffler.shuffle(other)
    one, two = Scheme(found), Scheme(other)
    for post, kind, amount in product(POSTS, TYPES, AMOUNTS):
        assert one.ask(kind, post, amount, TODAY) == two.ask(kind, post, amount, TODAY)


@given(clauses())
def test_a_clause_that_begins_tomorrow_rewrites_no_answer_of_today(found):
    later = Clause("new", "respite", "worker", UNLIMITED, "", TODAY + timedelta(days=1))
    before, after = Scheme(found), Scheme([*found, later])
    for post, kind, amount in product(POSTS, TYPES, AMOUNTS):
        assert before.ask(kind, post, amount, TODAY) == after.ask(kind, post, amount, TODAY)


def test_the_first_and_the_last_day_are_included():
    scheme = Scheme([Clause("1", "respite", "worker", UNLIMITED, "", TODAY, TODAY)])
    answers = [
        scheme.ask("respite", "worker", Decimal(1), TODAY + timedelta(days=days)).answer.value
        for days in (-1, 0, 1)
    ]
    assert answers == ["no", "yes", "no"]


def test_the_nearest_who_may_alone_is_asked_first():
    scheme = Scheme(
        [
            Clause("1", "respite", "finance", Decimal(5000)),
            Clause("2", "respite", "leader", Decimal(9000)),
            Clause("3", "respite", "buddy", Decimal(9000), "a second opinion"),
        ]
    )
    near = {"leader": 1, "buddy": 1, "finance": 3}
    ruling = scheme.ask("respite", "worker", Decimal(10), TODAY, distance=near)
    assert ruling.ask == ("leader", "finance", "buddy")
    assert ruling.clause == "2"
    assert scheme.ask("respite", "worker", Decimal(10), TODAY).ask == ("finance", "leader", "buddy")


def test_of_two_that_contradict_the_careful_one_counts_and_the_other_is_named():
    scheme = Scheme(
        [
            Clause("1", "respite", "worker", Decimal(500)),
            Clause("2", "respite", "worker", Decimal(1000)),
            Clause("3", "housing", "worker", Decimal(500)),
            Clause("4", "housing", "worker", Decimal(300), "the carer agrees"),
        ]
    )
    stopped = scheme.ask("respite", "worker", Decimal(700), TODAY)
    assert (stopped.answer, stopped.also) == (Answer.NO, ("2",))
    bound = scheme.ask("housing", "worker", Decimal(200), TODAY)
    assert (bound.answer, bound.clause, bound.also) == (Answer.YES_IF, "4", ("3",))
    assert scheme.ask("housing", "worker", Decimal(400), TODAY).answer == Answer.YES


def test_a_card_shows_what_stands_on_the_day_by_type_and_limit():
    kept = [Clause("1", "b", "worker", Decimal(5)), Clause("2", "a", "worker", UNLIMITED, "if")]
    gone = Clause("3", "a", "worker", valid_to=TODAY - timedelta(days=1))
    other = Clause("4", "a", "leader")
    card = Scheme([*kept, gone, other]).card("worker", TODAY)
    assert [clause.id for clause in card] == ["2", "1"]


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ([Clause("1", "a", "b"), Clause("1", "c", "d")], "two clauses 1"),
        ([Clause("1", "a", "b", Decimal(-1))], "below zero"),
        ([Clause("1", "a", "b", Decimal("NaN"))], "below zero"),
        ([Clause("1", "a", "b", valid_from=TODAY, valid_to=TODAY - timedelta(1))], "ends before"),
    ],
)
def test_what_no_scheme_can_hold_is_refused(bad, message):
    with pytest.raises(ImpossibleClause, match=message):
        Scheme(bad)


@given(st.randoms(use_true_random=False))
def test_of_many_who_may_the_five_most_suitable_are_named(rng):
    posts = [f"post {place}" for place in range(30)]
    found = [
        Clause(
            str(place),
            "respite",
            rng.choice(posts),
            rng.choice(LIMITS),
            rng.choice(["", "", "if"]),
            *rng.choice([(None, None), (None, TODAY), (TODAY + timedelta(1), None)]),
        )
        for place in range(60)
    ]
    near = {post: rng.randint(1, 3) for post in rng.sample(posts, 4)}
    scheme, amount = Scheme(found), Decimal(100)
    order = []
    for post in posts:
        ruling = scheme.ask("respite", post, amount, TODAY)
        if ruling.answer != Answer.NO:
            limit = next(c.limit for c in found if c.id == ruling.clause)
            bound = ruling.answer == Answer.YES_IF
            order.append((bound, near.get(post, 99), limit, post))
    asked = scheme.ask("respite", "somebody else", amount, TODAY, distance=near)
    assert asked.ask == tuple(post for *_, post in sorted(order)[:MOST_ASKED])
