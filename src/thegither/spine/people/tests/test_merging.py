"""Two entries become one only when somebody says so, and become two again exactly as they were."""

from datetime import date

import pytest
from django.urls import reverse

from thegither.spine.evidence.models import AuditEntry
from thegither.spine.people import actions
from thegither.spine.people.duplicates import proposals
from thegither.spine.people.errors import NotMergeable
from thegither.spine.people.models import (
    ContactConsent,
    Membership,
    Merge,
    Person,
    Responsibility,
    Seat,
)
from thegither.spine.people.queries import frame, frame_size
from thegither.spine.spaces import actions as spaces

REGISTER = (Person, Membership, Seat, ContactConsent, Responsibility)


@pytest.fixture
def twice(world):
    """Bashir stands in the register twice, and everything that can hang on a person hangs on both."""
    again = actions.add_person(
        viewer=world.viewer("ailsa"), partnership=world.partnership,
        name="BASHIR", email="bashir@kirkbrae.example", phone="01632 960009",
    )  # fmt: skip
    record = spaces.create_record(
        partnership=world.partnership, kind="commitment", title="A promise", audience="members"
    )
    for person in (world.people["bashir"], again):
        actions.add_membership(
            viewer=world.viewer("ailsa"), person=person, organization=world.organizations["health"]
        )
        actions.give_seat(viewer=world.viewer("ailsa"), person=person, duty="moderator")
        actions.give_consent(viewer=world.viewer("ailsa"), person=person, channel="email")
        actions.add_responsibility(viewer=world.viewer("ailsa"), record=record, person=person)
    actions.open_account(person=again)
    again.refresh_from_db()
    return again


def snapshot():
    return {model: list(model.objects.order_by("pk").values()) for model in REGISTER}


def test_undoing_a_merge_restores_the_register_exactly(world, twice):
    for kept, absorbed in ((world.people["bashir"], twice), (twice, world.people["bashir"])):
        kept.refresh_from_db(), absorbed.refresh_from_db()
        before = snapshot()
        merge = actions.merge_people(viewer=world.viewer("ailsa"), kept=kept, absorbed=absorbed)
        assert snapshot() != before
        actions.undo_merge(viewer=world.viewer("ailsa"), merge=Merge.objects.get(pk=merge.pk))
        assert snapshot() == before


def test_everything_hangs_on_the_one_who_is_kept(world, twice):
    bashir = Person.objects.get(pk=world.people["bashir"].pk)
    actions.merge_people(viewer=world.viewer("ailsa"), kept=bashir, absorbed=twice)
    bashir.refresh_from_db()
    assert bashir.phone == "01632 960009"
    assert bashir.account_id == twice.account_id
    assert bashir.memberships.count() == 3
    assert (bashir.seats.count(), bashir.consents.count(), bashir.responsibilities.count()) == (
        2,
        2,
        2,
    )
    today = date(2026, 11, 21)
    assert frame_size(world.partnership, today) == len(frame(world.partnership, today)) == 5


def test_what_somebody_wrote_since_stays_when_a_merge_is_undone(world, twice):
    bashir = Person.objects.get(pk=world.people["bashir"].pk)
    merge = actions.merge_people(viewer=world.viewer("ailsa"), kept=bashir, absorbed=twice)
    Person.objects.filter(pk=bashir.pk).update(phone="01632 960777")
    actions.undo_merge(viewer=world.viewer("ailsa"), merge=Merge.objects.get(pk=merge.pk))
    bashir.refresh_from_db()
    assert bashir.phone == "01632 960777"


def test_merges_are_undone_in_the_order_they_were_made_backwards(world, twice):
    ailsa, bashir, morag = world.viewer("ailsa"), world.people["bashir"], world.people["morag"]
    first = actions.merge_people(viewer=ailsa, kept=bashir, absorbed=twice)
    second = actions.merge_people(viewer=ailsa, kept=morag, absorbed=bashir)
    with pytest.raises(NotMergeable, match="later merges"):
        actions.undo_merge(viewer=ailsa, merge=first)
    actions.undo_merge(viewer=ailsa, merge=second)
    actions.undo_merge(viewer=ailsa, merge=Merge.objects.get(pk=first.pk))
    with pytest.raises(NotMergeable, match="undone before"):
        actions.undo_merge(viewer=ailsa, merge=Merge.objects.get(pk=first.pk))


def test_what_cannot_be_merged(world, twice):
    ailsa, bashir, duncan = world.viewer("ailsa"), world.people["bashir"], world.people["duncan"]
    for absorbed in (bashir, duncan):
        with pytest.raises(NotMergeable, match="same register"):
            actions.merge_people(viewer=ailsa, kept=bashir, absorbed=absorbed)
    actions.merge_people(viewer=ailsa, kept=bashir, absorbed=twice)
    with pytest.raises(NotMergeable, match="merged already"):
        actions.merge_people(viewer=ailsa, kept=bashir, absorbed=twice)


def pairs(world):
    return [{pair.first.name, pair.second.name} for pair in proposals(world.viewer("ailsa"))]


def test_likely_duplicates_are_proposed_and_never_merged_by_themselves(world, twice):
    assert pairs(world) == [{"Bashir", "BASHIR"}]
    assert not Merge.objects.exists()


def test_who_was_found_to_be_two_is_not_proposed_again(world, twice):
    ailsa = world.viewer("ailsa")
    actions.keep_apart(viewer=ailsa, first=twice, second=world.people["bashir"])
    actions.keep_apart(viewer=ailsa, first=world.people["bashir"], second=twice)
    assert pairs(world) == []
    assert AuditEntry.objects.filter(verb="keep_apart").count() == 1


def test_one_entry_cannot_be_kept_apart_from_itself_or_from_another_register(world, twice):
    ailsa, bashir = world.client("ailsa"), world.people["bashir"].pk
    answer = ailsa.post(
        reverse("people:keep_apart", args=["kirkbrae", bashir, bashir]), follow=True
    )
    assert "two entries of the same register" in answer.content.decode()
    with pytest.raises(NotMergeable):
        actions.keep_apart(viewer=world.viewer("ailsa"), first=twice, second=world.people["duncan"])


def test_the_page_says_what_a_merge_cannot_join(world, twice):
    page = world.client("ailsa").get(reverse("people:duplicates", args=["kirkbrae"]))
    assert "counted twice in it" in page.content.decode()


def test_who_was_parted_again_is_not_proposed_again(world, twice):
    ailsa = world.viewer("ailsa")
    merge = actions.merge_people(viewer=ailsa, kept=world.people["bashir"], absorbed=twice)
    assert pairs(world) == []
    actions.undo_merge(viewer=ailsa, merge=merge)
    assert pairs(world) == []


def test_the_page_proposes_joins_and_undoes(world, twice):
    ailsa, page = world.client("ailsa"), reverse("people:duplicates", args=["kirkbrae"])
    assert "the same name, the same e-mail address" in ailsa.get(page).content.decode()
    bashir = world.people["bashir"]
    ailsa.post(reverse("people:merge", args=["kirkbrae", bashir.pk, twice.pk]))
    assert "BASHIR into Bashir" in ailsa.get(page).content.decode()
    ailsa.post(reverse("people:undo_merge", args=["kirkbrae", Merge.objects.get().pk]))
    assert Person.objects.filter(merged_into=None, name__iexact="bashir").count() == 2
