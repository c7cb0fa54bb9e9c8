from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thegither.demo.partnership import plan

SEEDS = st.integers(min_value=0, max_value=2**31)
LEVELS = {
    "front_line",
    "first_line_manager",
    "middle_manager",
    "senior_manager",
    "executive",
    "elected_member",
    "citizen_leader",
}


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_the_same_seed_gives_the_same_partnership(seed):
    assert plan(seed) == plan(seed)


def test_another_seed_gives_other_people():
    assert plan(1).people != plan(2).people


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_it_has_the_bodies_of_a_community_planning_partnership(seed):
    kinds = Counter(body.kind for body in plan(seed).bodies)

    assert kinds["council"] == kinds["health board"] == kinds["police"] == 1
    assert kinds["voluntary provider"] == 6
    assert kinds["private provider"] == 4
    assert kinds["community forum"] == 1


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_some_250_people_in_posts_at_all_levels(seed):
    planned = plan(seed)
    level_of = {post.key: post.level for post in planned.posts}
    in_posts = [m for m in planned.memberships if m.valid_to is None and m.post]

    assert 240 <= len({m.person for m in in_posts}) <= 275
    assert {level_of[m.post] for m in in_posts} == LEVELS


def test_forty_people_who_use_services_are_members():
    planned = plan(3)
    panel = [m for m in planned.memberships if m.body == "panel" and m.valid_to is None]

    assert len({m.person for m in panel}) == 40


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_no_two_people_share_a_name(seed):
    names = [person.name for person in plan(seed).people]

    assert len(set(names)) == len(names)


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_memberships_name_only_what_is_there_and_end_after_they_start(seed):
    planned = plan(seed)
    people = {person.key for person in planned.people}
    posts, bodies = {p.key for p in planned.posts}, {b.key for b in planned.bodies}

    for membership in planned.memberships:
        assert membership.person in people and membership.body in bodies
        assert membership.post in posts | {""}
        assert membership.valid_to is None or membership.valid_from <= membership.valid_to


def test_some_memberships_are_over_and_some_people_have_left():
    planned = plan(4)
    in_office = planned.sector_of()

    assert any(m.valid_to for m in planned.memberships)
    assert [p for p in planned.people if p.key not in in_office]


@given(SEEDS)
@settings(max_examples=20, deadline=None)
def test_a_second_seat_does_not_change_the_sector_somebody_counts_in(seed):
    planned = plan(seed)
    trustees = {m.person for m in planned.memberships if m.role == "Observer"}

    assert {planned.sector_of()[person] for person in trustees} == {"public"}


@pytest.mark.parametrize("duty", ["coordinator", "moderator", "safeguarding_lead"])
def test_each_duty_is_carried_by_somebody_with_a_mailbox(duty):
    planned = plan(5)
    email_of = {person.key: person.email for person in planned.people}

    assert email_of[planned.duties[duty]]


def test_some_people_have_no_mailbox_and_two_share_one():
    mailboxes = Counter(person.email for person in plan(6).people)

    assert mailboxes.pop("") == 16
    assert max(mailboxes.values()) == 2


def test_every_mailbox_lies_where_no_mail_can_arrive():
    assert all(p.email in {""} or p.email.endswith("@example.org") for p in plan(7).people)
