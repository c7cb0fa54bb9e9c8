"""No record is hidden from a member without an unexpired written reason, whatever duties anybody carries."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thegither.spine.people import actions as people
from thegither.spine.spaces import actions as spaces
from thegither.spine.spaces.errors import NoReason, NotInTheFuture
from thegither.spine.spaces.models import Finding, Hiding, Record
from thegither.spine.spaces.queries import hidden_things
from thegither.spine.spaces.visibility import (
    COORDINATOR,
    HOUSE,
    MODERATOR,
    OUTSIDER,
    SAFEGUARDING_LEAD,
    Viewer,
)

DUTIES = (COORDINATOR, MODERATOR, SAFEGUARDING_LEAD)
SEEN_BY = {duty: f"seen_by_{duty}" for duty in DUTIES}

hidings = st.lists(
    st.fixed_dictionaries(
        {
            "until": st.integers(-3, 3).filter(bool),
            "is_lifted": st.booleans(),
            "seen_by": st.frozensets(st.sampled_from(DUTIES)),
        }
    ),
    max_size=3,
)
records = st.lists(st.tuples(st.sampled_from(["public", "members"]), hidings), max_size=4)
roles = st.frozensets(st.sampled_from(DUTIES))
swaps = st.permutations(DUTIES).map(lambda swapped: dict(zip(DUTIES, swapped, strict=True)))


def plant(partnership, drawn, swap):
    """The records of a drawing and no others, with the hidings' duties under other labels."""
    Record.objects.all().delete()
    return [(_plant_one(partnership, audience, drawn_hidings, swap), drawn_hidings)
            for audience, drawn_hidings in drawn]  # fmt: skip


def _plant_one(partnership, audience, drawn_hidings, swap):
    record = spaces.create_record(
        partnership=partnership, kind="finding", title="Something", audience=audience
    )
    for hiding in drawn_hidings:
        seen_by = {swap[duty] for duty in hiding["seen_by"]}
        Hiding.objects.create(
            record=record, reason="It names a person.",
            until=timezone.now() + timedelta(days=hiding["until"]),
            lifted_at=timezone.now() if hiding["is_lifted"] else None,
            **{field: duty in seen_by for duty, field in SEEN_BY.items()},
        )  # fmt: skip
    return record


def holds_back(hiding, duties):
    return hiding["until"] > 0 and not hiding["is_lifted"] and not hiding["seen_by"] & duties


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=records, duties=roles, swap=swaps)
def test_a_member_sees_every_record_but_for_an_unexpired_written_reason(world, drawn, duties, swap):
    """`swap` renames the duties of hidings and viewer alike: nothing may depend on what a duty is called."""
    planted = plant(world.partnership, drawn, swap)
    member = Viewer(world.partnership.pk, uuid4(), frozenset(swap[duty] for duty in duties))
    visible = set(Record.objects.visible_to(member))
    hidden = set(Record.objects.hidden_from(member))
    for record, drawn_hidings in planted:
        reasons = [hiding for hiding in drawn_hidings if holds_back(hiding, duties)]
        assert (record in visible) is (not reasons)
        assert (record in hidden) is bool(reasons)
    told = hidden_things(member, world.partnership)
    assert len(told) == sum(holds_back(h, duties) for _record, hs in planted for h in hs)
    assert all(thing.reason and thing.until > timezone.now() for thing in told)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=records, duties=roles)
def test_somebody_outside_sees_what_is_public_and_not_hidden(world, drawn, duties):
    planted = plant(world.partnership, drawn, {duty: duty for duty in DUTIES})
    stranger = Viewer(world.elsewhere.pk, uuid4(), duties)
    for viewer in (OUTSIDER, Viewer(partnership=world.partnership.pk)):
        seen = set(Record.objects.visible_to(viewer))
        for record, drawn_hidings in planted:
            standing = any(holds_back(hiding, frozenset()) for hiding in drawn_hidings)
            assert (record in seen) is (record.audience == "public" and not standing)
    members_only = {record for record, _hidings in planted if record.audience == "members"}
    assert not members_only & set(Record.objects.visible_to(stranger))


@pytest.fixture
def finding(world):
    record = spaces.create_record(
        partnership=world.partnership, kind="finding", title="Who said what", audience="members"
    )
    return Finding.objects.create(record=record, kind="x", sentence="A sentence.", verdict="x")


def hide(world, record, **changes):
    values = {"reason": "It names a person.", "until": timezone.now() + timedelta(days=7)}
    return spaces.hide_record(viewer=world.viewer("ailsa"), record=record, **{**values, **changes})


def test_what_stands_behind_a_record_hides_and_returns_with_it(world, finding):
    hiding = hide(world, finding.record)
    bashir = world.viewer("bashir")
    assert not Finding.objects.visible_to(bashir).exists()
    assert Finding.objects.visible_to(world.viewer("ailsa")).exists()
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert Finding.objects.visible_to(bashir).exists()
    spaces.lift_hiding(viewer=world.viewer("ailsa"), hiding=hiding)
    assert Finding.objects.visible_to(bashir).exists()


def test_nothing_is_hidden_without_a_reason_and_an_end(world, finding):
    with pytest.raises(NoReason):
        hide(world, finding.record, reason="  ")
    with pytest.raises(NotInTheFuture):
        hide(world, finding.record, until=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Hiding.objects.create(record=finding.record, reason="", until=timezone.now())


def test_the_page_tells_reason_day_and_whom_to_ask_but_never_the_title(world, finding):
    hide(world, finding.record)
    address = reverse("people:hidden", args=["kirkbrae"])
    page = world.client("bashir").get(address).content.decode()
    assert "A finding" in page and "It names a person." in page and "Ailsa" in page
    assert "Who said what" not in page and "A sentence" not in page
    assert "Nothing is hidden from you" in world.client("ailsa").get(address).content.decode()


# --- safeguarding -------------------------------------------------------------------------------


@pytest.fixture
def alert(world, finding, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return spaces.raise_safeguarding(
            viewer=world.viewer("morag"), record=finding.record, reason="Somebody is hit at home."
        )


def test_a_text_that_may_tell_of_harm_is_hidden_at_once_and_told_to_the_lead(
    world, finding, alert, mailoutbox
):
    sees = {name: Finding.objects.visible_to(world.viewer(name)).exists() for name in world.people}
    assert sees == {"ailsa": False, "bashir": False, "catriona": False, "duncan": False,
                    "morag": True, "effie": True}  # fmt: skip
    assert [letter.to for letter in mailoutbox] == [["effie@kirkbrae.example"]]
    assert "hit at home" not in mailoutbox[0].body and "Who said what" not in mailoutbox[0].body
    assert alert.due_at - alert.raised_at < timedelta(hours=24, seconds=5)


def test_a_name_with_a_line_break_does_not_stop_the_letter(
    world, finding, mailoutbox, django_capture_on_commit_callbacks
):
    """Mail refuses such a subject, and nobody would be told."""
    world.partnership.name = "Kirkbrae\r\nBcc: thief@example.org"
    world.partnership.save()
    with django_capture_on_commit_callbacks(execute=True):
        spaces.raise_safeguarding(
            viewer=world.viewer("morag"), record=finding.record, reason="Somebody may be hurt."
        )
    assert mailoutbox[-1].subject == "Kirkbrae Bcc: thief@example.org: somebody may be at risk"
    assert mailoutbox[-1].recipients() == ["effie@kirkbrae.example"]


def test_the_button_pressed_twice_raises_one_alert(world, finding, alert, mailoutbox):
    again = spaces.raise_safeguarding(
        viewer=world.viewer("morag"), record=finding.record, reason="Again."
    )
    assert (again.pk, again.reason) == (alert.pk, "Somebody is hit at home.")
    assert finding.record.hidings.count() == 1


def test_members_read_a_plain_reason_and_the_lead_s_name_only(world, alert):
    page = world.client("ailsa").get(reverse("people:hidden", args=["kirkbrae"])).content.decode()
    assert "It may tell of harm to somebody" in page and "Effie" in page
    assert "hit at home" not in page


def test_the_lead_answers_and_the_text_may_be_shown_again(world, finding, alert):
    effie = world.client("effie")
    you = effie.get(reverse("people:you", args=["kirkbrae"])).content.decode()
    assert "A text may tell of harm to somebody" in you
    assert "hit at home" in effie.get(reverse("people:alerts", args=["kirkbrae"])).content.decode()
    address = reverse("people:answer_alert", args=["kirkbrae", alert.pk])
    assert world.client("morag").get(address).status_code == 403
    effie.post(address, {"answer": "Spoke to the family.", "show_again": "on"})
    alert.refresh_from_db()
    assert alert.answered_at and alert.answer == "Spoke to the family."
    assert Finding.objects.visible_to(world.viewer("bashir")).exists()
    assert (
        world.client("bashir").get(reverse("people:alerts", args=["kirkbrae"])).status_code == 403
    )


def test_an_alert_that_nobody_answers_is_told_again_and_to_the_coordinators(
    world, alert, mailoutbox
):
    from thegither.spine.people.tasks import tick

    mailoutbox.clear()
    tick()
    assert not mailoutbox
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        tick()
        tick()
    assert [letter.to for letter in mailoutbox] == [
        ["effie@kirkbrae.example", "ailsa@kirkbrae.example"]
    ]
    assert "hit at home" not in mailoutbox[0].body


def test_every_action_on_a_space_leaves_one_line_in_its_chain(world, finding):
    from thegither.spine.evidence.models import AuditEntry

    chain = AuditEntry.objects.filter(chain=world.partnership.pk)
    before = chain.count()
    hiding = hide(world, finding.record)
    spaces.lift_hiding(viewer=world.viewer("ailsa"), hiding=hiding)
    assert [entry.verb for entry in chain.order_by("number")[before:]] == [
        "hide_record",
        "lift_hiding",
    ]


def test_phases_follow_one_another_without_a_gap(world):
    activity = spaces.create_activity(
        partnership=world.partnership,
        kind="conversation",
        title="T",
        phase="open",
        audience="members",
    )
    spaces.move_phase(activity=activity, phase="closed")
    first, second = activity.phases.order_by("starts_at")
    assert (first.kind, second.kind, second.ends_at) == ("open", "closed", None)
    assert first.ends_at == second.starts_at


def test_a_link_said_twice_is_one_link(world, finding):
    other = spaces.create_record(
        partnership=world.partnership, kind="issue", title="An issue", audience="members"
    )
    for _time in range(2):
        spaces.link_records(from_record=finding.record, to_record=other, relation="led to")
    assert finding.record.links_out.count() == 1


def test_the_house_is_no_member(world, finding):
    assert not Finding.objects.visible_to(HOUSE).exists()
    assert people.add_person(viewer=HOUSE, partnership=world.partnership, name="X").pk
