"""A list can be taken out again until something depends on it, and then nothing of it is left."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thegither.formats.tables import read_text
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.people import actions
from thegither.spine.people.columns import guess
from thegither.spine.people.errors import InUse
from thegither.spine.people.lists import KINDS, lists_of
from thegither.spine.people.models import Import, Person
from thegither.spine.people.reading import register_of
from thegither.spine.spaces import actions as spaces

LIST = "name\temail\torganization\tpost\nUna Reid\tuna@glen.example\tGlen Council\tPlanner\n"
DEFAULTS = {"sector": "public", "level": "front_line"}


def bring_in(world, text: str) -> Import:
    table = read_text(text, "list")
    register = register_of(table, guess(table), DEFAULTS)
    return actions.import_register(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        register=register,
        source="pasted list",
    )


def undo(world, source: Import) -> int:
    return actions.undo_import(viewer=world.viewer("ailsa"), source=source)


def register_now(world) -> set:
    own = {"partnership": world.partnership}
    rows = {
        kind.__name__: kind.objects.filter(**own).values_list("pk", flat=True) for kind in KINDS
    }
    return {(kind, key) for kind, keys in rows.items() for key in keys}


def test_an_undone_list_leaves_the_register_as_it_was(world):
    before = register_now(world)
    source = bring_in(world, LIST)
    assert len(register_now(world) - before) == 4
    assert undo(world, source) == 1
    assert register_now(world) == before
    source.refresh_from_db()
    assert source.undone_at and source.brought == {}
    assert AuditEntry.objects.order_by("number").last().verb == "undo_import"


NAMES = st.sampled_from(["Una", "Iain", "Bashir", "Ailsa", "Morag"])
BODIES = st.sampled_from(["Glen Council", "Kirkbrae Council", "Kirkbrae Carers"])


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.tuples(NAMES, BODIES), min_size=1, max_size=8, unique=True))
def test_whatever_list_comes_in_undoing_it_leaves_nothing_of_it(world, rows):
    before = register_now(world)
    text = "name\torganization\n" + "".join(f"{name}\t{body}\n" for name, body in rows)
    undo(world, bring_in(world, text))
    assert register_now(world) == before


def test_who_was_there_before_stays_with_what_the_list_added(world):
    bashir = world.people["bashir"]
    source = bring_in(
        world, f"name\temail\tphone\nBashir\t{bashir.email}\t01632 960003\n{'Una'}\t\t\n"
    )
    undo(world, source)
    bashir.refresh_from_db()
    assert bashir.phone == "01632 960003"
    assert not Person.objects.filter(name="Una").exists()


def depend_by_account(world, una):
    actions.open_account(person=una)


def depend_by_duty(world, una):
    actions.give_seat(viewer=world.viewer("ailsa"), person=una, duty="moderator")


def depend_by_promise(world, una):
    record = spaces.create_record(
        partnership=world.partnership, kind="commitment", title="Respite", audience="members"
    )
    actions.add_responsibility(viewer=world.viewer("ailsa"), record=record, person=una)


def depend_by_membership_typed_since(world, una):
    actions.add_membership(
        viewer=world.viewer("ailsa"), person=una, organization=world.organizations["carers"]
    )


def depend_by_somebody_else_in_its_body(world, una):
    body = una.memberships.get().organization
    actions.add_membership(
        viewer=world.viewer("ailsa"), person=world.people["bashir"], organization=body
    )


@pytest.mark.parametrize(
    "depend",
    [
        depend_by_account,
        depend_by_duty,
        depend_by_promise,
        depend_by_membership_typed_since,
        depend_by_somebody_else_in_its_body,
    ],
)
def test_a_list_on_which_something_depends_stays_whole(world, depend):
    source = bring_in(world, LIST)
    depend(world, Person.objects.get(name="Una Reid"))
    before = register_now(world)
    with pytest.raises(InUse, match="something depends on it"):
        undo(world, source)
    assert register_now(world) == before
    assert not lists_of(world.viewer("ailsa"))[0].can_be_undone


def test_the_page_offers_the_way_back_and_takes_it(world):
    source = bring_in(world, LIST)
    ailsa, page = world.client("ailsa"), reverse("people:imports", args=["kirkbrae"])
    button = reverse("people:undo_import", args=["kirkbrae", source.pk])
    assert button in ailsa.get(page).content.decode()
    done = ailsa.post(button, follow=True).content.decode()
    assert "1 person" in done and "taken out again on" in done and button not in done


def test_members_and_other_partnerships_cannot_undo_a_list(world):
    source = bring_in(world, LIST)
    button = reverse("people:undo_import", args=["kirkbrae", source.pk])
    assert world.client("bashir").post(button).status_code == 403
    elsewhere = reverse("people:undo_import", args=["elsewhere", source.pk])
    assert world.client("duncan").post(elsewhere).status_code == 404
    assert Person.objects.filter(name="Una Reid").exists()


def test_what_was_typed_by_hand_is_no_list(world):
    actions.add_person(viewer=world.viewer("ailsa"), partnership=world.partnership, name="Una")
    assert lists_of(world.viewer("ailsa")) == []
