""" "Can I decide this?": one answer from the register, for a post or a person, then and now."""

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thegither.methods.authority import Scheme
from thegither.spine.authority import actions
from thegither.spine.authority.deciding import VERDICTS, as_clauses
from thegither.spine.authority.models import Delegation
from thegither.spine.authority.queries import NO, YES, YES_IF, can_decide, decision_types
from thegither.spine.authority.tests.made import DAY, TODAY, a_scheme, allow, post
from thegither.spine.people.models import Post


@pytest.fixture
def scheme(world):
    return a_scheme(world)


def ask(world, who="bashir", **more):
    known = {"partnership": world.partnership, "decision_type": "respite"}
    return can_decide(person=world.people[who], **known | more)


@pytest.mark.parametrize(
    ("amount", "verdict", "clause", "whom"),
    [
        (None, YES, "3.1", []),
        ("500", YES, "3.1", []),
        ("500.01", YES_IF, "3.2", []),
        ("2000.01", NO, "3.9", ["Chief officer", "Nurse consultant"]),
        ("5000.01", NO, "3.9", ["Chief officer"]),
    ],
)
def test_the_answer_names_its_clause_and_whom_to_ask_nearest_first(
    scheme, amount, verdict, clause, whom
):
    answer = ask(scheme, amount=amount and Decimal(amount))
    assert (answer.verdict, answer.clause.clause) == (verdict, clause)
    assert [one.label for one in answer.ask] == whom
    assert clause in answer.sentence
    assert bool(answer.mandate) is (verdict != NO)


def test_whoever_holds_no_post_and_whoever_has_no_clause_is_told_whom_to_ask(scheme):
    answer = ask(scheme, "morag", amount=Decimal(100))
    assert answer.verdict == NO
    assert answer.ask[0].label == "Chief officer"
    scheme.people["morag"].memberships.all().delete()
    answer = ask(scheme, "morag", amount=Decimal(100))
    assert (answer.verdict, answer.post) == (NO, None)
    assert [one.label for one in answer.ask] == [
        "Support worker",
        "Nurse consultant",
        "Chief officer",
    ]


def test_nobody_to_ask_is_a_gap_and_says_so(scheme):
    answer = ask(scheme, decision_type="parking")
    assert (answer.verdict, answer.clause, answer.ask) == (NO, None, ())
    assert "gap" in answer.sentence


def test_one_asks_for_a_person_or_a_post_and_not_for_both(scheme):
    for more in ({}, {"person": scheme.people["bashir"], "post": post("Organizer")}):
        with pytest.raises(TypeError):
            can_decide(partnership=scheme.partnership, decision_type="respite", **more)


def test_of_several_posts_the_best_answer_counts(scheme):
    other = post("Nurse consultant")
    scheme.people["bashir"].memberships.create(
        partnership=scheme.partnership, organization=other.organization, post=other
    )
    answer = ask(scheme, amount=Decimal(1500))
    assert (answer.verdict, answer.post, answer.clause.clause) == (YES, other, "3.3")


def test_a_deputy_may_decide_on_the_days_of_deputising_and_on_no_other(scheme):
    """Deputising is a dated membership in the post: its powers follow of themselves."""
    place = post("Chief officer")
    scheme.people["bashir"].memberships.create(
        partnership=scheme.partnership, organization=place.organization, post=place,
        valid_from=TODAY, valid_to=TODAY + 2 * DAY,
    )  # fmt: skip
    said = [
        ask(scheme, amount=Decimal(9000), on=TODAY + days * DAY).verdict for days in (-1, 0, 2, 3)
    ]
    assert said == [NO, YES, YES, NO]


def test_no_later_change_rewrites_an_answer(scheme):
    """Also not one that reaches back: a clause of last year written today, one ended, one struck."""
    amounts = [Decimal(100), Decimal(700), Decimal(3000)]
    before = [ask(scheme, amount=amount) for amount in amounts]
    moment = before[-1].known_at
    viewer = scheme.viewer("ailsa")
    of = {one.clause: one for one in Delegation.objects.all()}
    actions.strike_entry(viewer=viewer, entry=of["3.1"], because="A slip of the pen.")
    actions.end_entry(viewer=viewer, entry=of["3.9"], last_day=TODAY - DAY)
    actions.change_delegation(
        viewer=viewer, delegation=of["3.2"], from_day=TODAY, clause="3.2", limit=Decimal(50)
    )
    allow(scheme, "Support worker", "9", 9999, valid_from=TODAY - 400 * DAY)
    assert [ask(scheme, amount=amount).clause.clause for amount in amounts] != [
        one.clause.clause for one in before
    ]
    after = [ask(scheme, amount=amount, known_at=moment) for amount in amounts]
    for one, other in zip(before, after, strict=True):
        assert (one.verdict, one.clause, one.condition, one.ask) == (
            other.verdict, other.clause, other.condition, other.ask
        )  # fmt: skip


@settings(
    max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    rows=st.lists(
        st.tuples(
            st.integers(0, 4),
            st.sampled_from([None, 0, 100, 500]),
            st.sampled_from(["", "the carer agrees", "finance agrees"]),
        ),
        max_size=7,
    ),
    amount=st.sampled_from(["0", "100", "100.01", "501"]),
)
def test_the_register_and_the_method_give_one_answer(world, rows, amount):
    Delegation.objects.all().delete()
    posts = list(Post.objects.filter(partnership=world.partnership).order_by("pk"))
    Delegation.objects.bulk_create(
        Delegation(partnership=world.partnership, post=posts[place], decision_type="respite",
                   limit=limit, conditions=conditions, clause=str(number))
        for number, (place, limit, conditions) in enumerate(rows)
    )  # fmt: skip
    whole = Scheme(as_clauses(Delegation.objects.all()))
    for place in posts:
        ruling = whole.ask("respite", str(place.pk), Decimal(amount), TODAY)
        answer = can_decide(
            partnership=world.partnership, decision_type="respite", post=place,
            amount=Decimal(amount),
        )  # fmt: skip
        assert answer.verdict == VERDICTS[ruling.answer]
        assert tuple(str(one.pk) for one in answer.ask) == ruling.ask
        assert (answer.clause and str(answer.clause.pk)) == ruling.clause
        assert tuple(str(one.pk) for one in answer.also) == ruling.also


def test_types_have_one_spelling(scheme):
    allow(scheme, "Organizer", "4.1", 100, decision_type=" RESPITE ")
    assert decision_types(scheme.partnership) == ["respite"]


def test_asking_takes_a_few_questions_of_the_database(scheme, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        assert ask(scheme, amount=Decimal(100)).verdict == YES
    with django_assert_max_num_queries(13):
        assert ask(scheme, amount=Decimal(9000)).verdict == NO
