"""Putting right one entry: what is stored, where it says it came from, who is told, and what cannot be."""

from datetime import date

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from thegither.formats.popolo import Register
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.people import actions, exporting
from thegither.spine.people.errors import WrongEntry
from thegither.spine.people.models import Import, Membership, Organization, Person, SignInCode
from thegither.spine.people.origins import Origins

DAY = date(2026, 11, 21)


class Broken(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError


def correct(world, **values):
    bashir = Person.objects.get(pk=world.people["bashir"].pk)
    before = {name: getattr(bashir, name) for name in ("name", "email", "phone")}
    known = {"viewer": world.viewer("ailsa"), "person": bashir}
    return actions.correct_person(**known, **(before | values))


def test_a_field_typed_by_hand_says_so_and_the_others_keep_their_source(world):
    actions.import_register(
        viewer=world.viewer("ailsa"), partnership=world.partnership,
        register=list_of(world), source="staff.xlsx",
    )  # fmt: skip
    correct(world, phone="01632 960002")
    bashir = Person.objects.get(pk=world.people["bashir"].pk)
    told = {one.label: one for one in origins(world).of(bashir, ("name", "email", "phone"))}
    assert told["Phone"].value == "01632 960002"
    assert told["Phone"].origin.startswith("typed by hand, by Ailsa on ")
    assert told["Name"].origin.startswith("staff.xlsx, by Ailsa on ")
    assert told["E-mail"].origin == ""


def list_of(world):
    """A list that knows Bashir by the mark of his own, and writes his name in full."""
    one = world.people["bashir"]
    row = next(
        row for row in exporting.register(world.viewer("ailsa")).persons if row.name == "Bashir"
    )
    return Register(persons=(type(row)(str(one.pk), "Bashir Khan", one.email, ""),))


def origins(world):
    return Origins(world.viewer("ailsa"))


def test_one_source_serves_a_whole_day_of_typing(world):
    for phone in ("01632 960002", "01632 960003"):
        correct(world, phone=phone)
    assert Import.objects.count() == 1


def test_what_the_house_writes_was_typed_by_nobody(world):
    assert not Import.objects.exists()
    assert world.people["bashir"].provenance == {}


def test_the_source_goes_out_with_the_register(world):
    correct(world, phone="01632 960002")
    people = exporting.register(world.viewer("ailsa")).persons
    assert {row.name: row.sources for row in people}["Bashir"] == (("phone", "typed by hand"),)


def test_a_correction_is_written_down_once_and_nothing_is_when_nothing_changes(world):
    before = AuditEntry.objects.count()
    correct(world)
    assert AuditEntry.objects.count() == before
    correct(world, phone="01632 960002")
    entry = AuditEntry.objects.order_by("number").last()
    assert (entry.verb, AuditEntry.objects.count()) == ("correct_person", before + 1)
    assert entry.actor == world.viewer("ailsa").actor


def test_the_old_mailbox_hears_of_a_new_address_and_its_code_is_void(
    world, django_capture_on_commit_callbacks
):
    actions.ask_for_code(address="bashir@kirkbrae.example", sign_in_url="")
    with django_capture_on_commit_callbacks(execute=True):
        correct(world, email="other@kirkbrae.example")
    letter = mail.outbox[-1]
    assert letter.to == ["bashir@kirkbrae.example"]
    assert "tell your coordinators: Ailsa" in letter.body
    assert "other@kirkbrae.example" not in letter.body
    assert not SignInCode.objects.filter(kind="mailed").exists()


def test_a_list_that_brings_a_new_address_tells_the_old_mailbox_too(
    world, django_capture_on_commit_callbacks
):
    row = list_of(world).persons[0]
    with django_capture_on_commit_callbacks(execute=True):
        actions.import_register(
            viewer=world.viewer("ailsa"), partnership=world.partnership, source="staff.xlsx",
            register=Register(persons=(type(row)(row.id, "Bashir", "new@kirkbrae.example", ""),)),
        )  # fmt: skip
    assert mail.outbox[-1].to == ["bashir@kirkbrae.example"]


@pytest.mark.parametrize("email", ["BASHIR@kirkbrae.example", "bashir@kirkbrae.example"])
def test_the_same_address_in_other_letters_is_no_new_one(
    world, email, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        correct(world, email=email, phone="01632 960002")
    assert not mail.outbox


def test_an_ended_membership_is_opened_again(world):
    ailsa, tie = world.viewer("ailsa"), Membership.objects.get(person=world.people["bashir"])
    ended = actions.end_membership(viewer=ailsa, membership=tie, last_day=DAY)
    assert ended.valid_to == DAY
    assert actions.reopen_membership(viewer=ailsa, membership=ended).valid_to is None
    tie.refresh_from_db()
    assert (tie.valid_from, tie.valid_to) == (date(2024, 1, 1), None)
    assert set(tie.provenance) == {"end_date"}


def test_days_in_the_wrong_order_are_refused_at_their_field(world):
    tie = Membership.objects.get(person=world.people["bashir"])
    with pytest.raises(WrongEntry, match="comes before the first") as problem:
        actions.end_membership(
            viewer=world.viewer("ailsa"), membership=tie, last_day=date(2023, 12, 31)
        )
    assert problem.value.field == "valid_to"


def test_a_post_of_another_organization_is_refused(world):
    post = Membership.objects.get(person=world.people["effie"]).post
    with pytest.raises(WrongEntry, match="another organisation") as problem:
        actions.add_membership(
            viewer=world.viewer("ailsa"), person=world.people["bashir"],
            organization=world.organizations["council"], post=post,
        )  # fmt: skip
    assert problem.value.field == "post"


def test_no_body_is_part_of_itself_or_of_its_own_part(world):
    ailsa, council, health = world.viewer("ailsa"), *map(world.organizations.get, BODIES)
    actions.correct_organization(viewer=ailsa, organization=health, parent=council)
    for parent in (council, Organization.objects.get(pk=health.pk)):
        with pytest.raises(WrongEntry, match="cannot be part of itself"):
            actions.correct_organization(viewer=ailsa, organization=council, parent=parent)


BODIES = ("council", "health")


def test_a_circle_that_a_list_brought_in_stops_nothing(world):
    ailsa, council, health = world.viewer("ailsa"), *map(world.organizations.get, BODIES)
    Organization.objects.filter(pk=council.pk).update(parent=health)
    Organization.objects.filter(pk=health.pk).update(parent=council)
    carers = world.organizations["carers"]
    body = Organization.objects.get(pk=council.pk)
    assert actions.correct_organization(viewer=ailsa, organization=carers, parent=body)


def test_giving_a_duty_twice_is_giving_it_once(world):
    for _time in range(2):
        actions.give_seat(
            viewer=world.viewer("ailsa"), person=world.people["bashir"], duty="moderator"
        )
    assert world.people["bashir"].seats.count() == 1


def test_a_mailbox_that_takes_no_letter_does_not_stop_a_correction(
    world, settings, django_capture_on_commit_callbacks
):
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    with django_capture_on_commit_callbacks() as afterwards:
        assert correct(world, email="other@kirkbrae.example").email == "other@kirkbrae.example"
    assert len(afterwards) == 1
