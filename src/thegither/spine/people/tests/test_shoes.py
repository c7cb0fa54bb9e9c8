"""Whom a visitor to the made-up partnership can be."""

from thegither.spine.people import actions
from thegither.spine.people.shoes import to_sign_in_as
from thegither.spine.spaces.visibility import HOUSE


def offered(world):
    return [one.person.name for one in to_sign_in_as(world.partnership)]


def test_duties_come_first_then_levels_beginning_with_people_who_use_services(world):
    assert offered(world) == ["Ailsa", "Morag", "Effie", "Catriona", "Bashir"]


def test_each_says_in_a_few_words_what_they_may_do(world):
    may = {one.person.name: one.may for one in to_sign_in_as(world.partnership)}
    assert "opens and closes conversations" in may["Ailsa"]
    assert "lets it through" in may["Morag"]
    assert may["Catriona"] == may["Bashir"] == "writes statements, votes, and sees the results"


def test_who_carries_two_duties_is_offered_once_with_both(world):
    actions.give_seat(viewer=HOUSE, person=world.people["effie"], duty="moderator")
    actions.withdraw_seat(viewer=HOUSE, seat=world.people["morag"].seats.get())
    effie = next(one for one in to_sign_in_as(world.partnership) if one.person.name == "Effie")
    assert effie.standing.startswith("safeguarding lead; moderator; Nurse consultant")
    assert "lets it through" in effie.may and "tell of harm" in effie.may
    assert offered(world).count("Effie") == 1


def test_of_one_level_those_of_bodies_not_seen_yet_are_offered(world):
    """Two citizens: the one of a body of its own goes before another carer of the same body."""
    panel = actions.add_organization(
        viewer=HOUSE, partnership=world.partnership, name="Kirkbrae Panel", sector="community",
        classification="people who use services",
    )  # fmt: skip
    for name, body in (("Aaron", world.organizations["carers"]), ("Zara", panel)):
        one = actions.add_person(viewer=HOUSE, partnership=world.partnership, name=name)
        post = actions.add_post(
            viewer=HOUSE, organization=body, label="Member", level="citizen_leader"
        )
        actions.add_membership(viewer=HOUSE, person=one, organization=body, post=post)
    citizens = to_sign_in_as(world.partnership)[3:5]
    assert "Zara" in [one.person.name for one in citizens]
    zara = next(one for one in citizens if one.person.name == "Zara")
    assert zara.standing == "Member, Kirkbrae Panel (people who use services)"


def test_two_of_one_level_differ_in_their_post_where_that_can_be(world):
    carers, morag = world.organizations["carers"], world.people["morag"]
    for label, name in (("Carer", "Aaron"), ("Convener", "Zara")):
        post = world.people["catriona"].memberships.get().post
        if label != post.label:
            post = actions.add_post(
                viewer=HOUSE, organization=carers, label=label, level="citizen_leader"
            )
        one = actions.add_person(viewer=HOUSE, partnership=world.partnership, name=name)
        actions.add_membership(viewer=HOUSE, person=one, organization=carers, post=post)
    standing = {one.standing for one in to_sign_in_as(world.partnership)[3:5]}
    assert standing == {"Carer, Kirkbrae Carers", "Convener, Kirkbrae Carers"}
    assert morag.name == offered(world)[1]


def test_nobody_who_left_is_offered(world):
    tie = world.people["catriona"].memberships.get()
    actions.end_membership(viewer=HOUSE, membership=tie, last_day=tie.valid_from)
    assert "Catriona" not in offered(world)
