"""A person or a partner leaves in one step, and what they leave behind stays looked after."""

import json
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone

from thegither.capabilities.conversations.models import Vote
from thegither.spine.people import actions, leaving
from thegither.spine.people.actions.leaving import field_of
from thegither.spine.people.errors import LastCoordinator, NotUndoable, WrongEntry
from thegither.spine.people.models import Leaving, Membership
from thegither.spine.people.queries import partners
from thegither.spine.promises import actions as promises
from thegither.spine.promises.queries import owner_of
from thegither.spine.promises.tests.made import decide, make

WHY = "A post elsewhere."


def leave(world, who="bashir", to="effie", by="ailsa", why=WHY):
    return actions.leave_partnership(
        viewer=world.viewer(by),
        person=world.people[who],
        reason=why,
        successor=world.people[to] if to else None,
    )


def part(world, body="carers", **successors):
    return actions.part_with_organization(
        viewer=world.viewer("ailsa"),
        organization=world.organizations[body],
        reason="Its money ended.",
        successors={world.people[who].pk: world.people[to] for who, to in successors.items()},
    )


def at(name, *parts):
    return reverse(f"people:{name}", args=["kirkbrae", *parts])


def test_whoever_leaves_sees_no_more_than_a_stranger_from_today(world):
    assert world.viewer("bashir").is_member
    leave(world, to=None)
    assert not world.viewer("bashir").is_member
    assert Membership.objects.get(person=world.people["bashir"]).valid_to < timezone.localdate()


def test_open_sessions_end_and_no_code_lets_them_in_again(world):
    client = world.client("bashir")
    actions.make_printed_code(viewer=world.viewer("ailsa"), person=world.people["bashir"])
    leave(world, to=None)
    assert client.get(at("you")).status_code == 302
    assert not world.account("bashir").codes.exists()


def test_promises_need_somebody_who_takes_over(world):
    promise = make(world)
    with pytest.raises(WrongEntry, match="Choose who takes over"):
        leave(world, to=None)
    with pytest.raises(WrongEntry, match="Choose somebody who stays"):
        leave(world, to="bashir")
    with pytest.raises(WrongEntry, match="Choose somebody who stays"):
        leave(world, to="duncan")
    leave(world)
    assert owner_of(promise.record) == world.people["effie"]
    assert promise.record.responsibilities.order_by("given_at").last().reason == WHY


def test_what_is_settled_stays_with_whoever_settled_it(world):
    promise = make(world)
    promises.settle_promise(
        viewer=world.viewer("bashir"), commitment=promise, state="kept", said="Done."
    )
    leave(world, to=None)
    assert owner_of(promise.record) == world.people["bashir"]


def test_nobody_leaves_without_a_word(world):
    with pytest.raises(WrongEntry, match="Write why"):
        leave(world, to=None, why=" ")
    assert world.viewer("bashir").is_member


def test_nobody_leaves_twice_by_going_back_to_the_button(world):
    left = leave(world, to=None)
    with pytest.raises(WrongEntry, match="left on that day already"):
        leave(world, to=None)
    actions.undo_leaving(viewer=world.viewer("ailsa"), leaving=left)
    leave(world, to=None)


def test_the_last_coordinator_cannot_leave(world):
    with pytest.raises(LastCoordinator):
        leave(world, who="ailsa", to=None)
    actions.give_seat(
        viewer=world.viewer("ailsa"), person=world.people["effie"], duty="coordinator"
    )
    leave(world, who="ailsa", to=None)
    assert not world.viewer("ailsa").duties


def test_a_duty_that_began_today_ends_too(world):
    actions.give_seat(viewer=world.viewer("ailsa"), person=world.people["bashir"], duty="moderator")
    leave(world, to=None)
    assert not world.viewer("bashir").duties


def test_what_was_voted_under_a_seal_is_not_touched(world, busy):
    before = sorted(Vote.objects.values_list("pk", "choice"))
    leave(world, to=None)
    assert sorted(Vote.objects.values_list("pk", "choice")) == before


def test_leaving_is_undone_as_long_as_nothing_else_happened(world):
    promise, seats = make(world), Membership.objects.values_list("valid_from", "valid_to")
    before = list(seats.filter(person=world.people["bashir"]))
    left = leave(world)
    actions.undo_leaving(viewer=world.viewer("ailsa"), leaving=left)
    assert list(seats.filter(person=world.people["bashir"])) == before
    assert owner_of(promise.record) == world.people["bashir"]
    assert world.viewer("bashir").is_member
    with pytest.raises(NotUndoable):
        actions.undo_leaving(viewer=world.viewer("ailsa"), leaving=left)


def test_what_was_settled_since_stands_in_the_way_of_undoing(world):
    promise = make(world)
    left = leave(world)
    promises.settle_promise(
        viewer=world.viewer("effie"), commitment=promise, state="kept", said="Done."
    )
    with pytest.raises(NotUndoable):
        actions.undo_leaving(viewer=world.viewer("ailsa"), leaving=left)


def test_a_partner_leaves_with_those_who_belong_through_it_alone(world):
    actions.add_membership(
        viewer=world.viewer("ailsa"),
        person=world.people["catriona"],
        organization=world.organizations["health"],
    )
    promise = make(world, owner="morag")
    part(world, morag="effie")
    assert not world.viewer("morag").is_member
    assert world.viewer("catriona").is_member, "she belongs through the health board too"
    assert owner_of(promise.record) == world.people["effie"]
    assert "Kirkbrae Carers" not in str(partners(world.partnership, timezone.localdate()))
    yesterday = timezone.localdate() - timedelta(days=1)
    assert "Kirkbrae Carers" in str(partners(world.partnership, yesterday))


def test_whoever_leaves_with_a_partner_cannot_take_over_from_another(world):
    make(world, owner="morag")
    with pytest.raises(WrongEntry, match="Choose somebody who stays"):
        part(world, morag="catriona")


def test_the_preview_says_what_will_happen_and_changes_nothing(world):
    promise = make(world, owner="morag")
    page = world.client("ailsa").get(at("leave_organization", world.organizations["carers"].pk))
    text = page.content.decode()
    assert promise.promise in text and "Catriona" in text and "Who takes over from Morag?" in text
    assert not Leaving.objects.exists() and world.viewer("morag").is_member


def test_a_partner_leaves_by_its_page_and_comes_back_by_the_next(world):
    ailsa, morag = world.client("ailsa"), world.people["morag"]
    make(world, owner="morag")
    address = at("leave_organization", world.organizations["carers"].pk)
    field = field_of(morag)
    answer = ailsa.post(address, {"reason": WHY, field: world.people["effie"].pk})
    left = Leaving.objects.get()
    assert answer.url == at("left", left.pk)
    assert "Kirkbrae Carers" in ailsa.get(at("leavings")).content.decode()
    ailsa.post(at("undo_leaving", left.pk))
    assert world.viewer("morag").is_member


def test_a_member_leaves_by_themselves_and_nobody_else_may_write_it_down(world):
    own, other = (at("leave_person", world.people[who].pk) for who in ("bashir", "effie"))
    bashir = world.client("bashir")
    assert bashir.get(other).status_code == 403
    assert bashir.post(own, {"reason": WHY}).url == reverse("thread:home", args=["kirkbrae"])
    assert not world.viewer("bashir").is_member


def test_the_last_coordinator_reads_on_the_page_why_not(world):
    page = world.client("ailsa").post(at("leave_person", world.people["ailsa"].pk), {"reason": WHY})
    assert "one coordinator must stay" in page.content.decode()


def test_a_partner_takes_along_its_register_promises_and_decisions(world):
    make(world, owner="morag")
    make(world, promise="Not theirs", owner="bashir")
    decide(world)
    part(world, morag="effie")
    address = reverse("promises:partner_file", args=["kirkbrae", world.organizations["carers"].pk])
    answer = world.client("ailsa").get(address)
    file = zipfile.ZipFile(BytesIO(answer.content))
    held = json.loads(file.read("everything.json"))
    assert {row["person"] for row in held["register"]} == {"Morag", "Catriona"}
    assert [row["promise"] for row in held["promises"]] == ["Ring every carer by spring"]
    assert [row["decision"] for row in held["decisions"]] == ["Every carer gets a break"]
    assert {"register.csv", "promises.csv", "decisions.csv"} <= set(file.namelist())
    assert world.client("bashir").get(address).status_code == 403


def test_nothing_is_open_for_somebody_who_promised_nothing(world):
    assert leaving.open_things_of(world.people["catriona"]) == []
