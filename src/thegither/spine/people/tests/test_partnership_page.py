"""What a partnership says of itself can be changed on any day, by its coordinators, and is written down."""

from django.urls import reverse

from thegither.spine.evidence.models import AuditEntry
from thegither.spine.spaces import actions as spaces

PAGE = reverse("people:partnership", args=["kirkbrae"])
SAID = {
    "name": "Kirkbrae and Glen",
    "purpose": "Two places, together.",
    "language": "gd",
    "complaints": "Write to the council.",
    "answer_days": 5,
}


def test_a_coordinator_changes_it_and_the_change_is_written_down(world):
    assert world.client("ailsa").post(PAGE, SAID).status_code == 302
    world.partnership.refresh_from_db()
    assert {name: getattr(world.partnership, name) for name in SAID} == SAID
    assert world.partnership.slug == "kirkbrae"
    last = AuditEntry.objects.order_by("number").last()
    assert (last.verb, last.actor) == ("change_partnership", world.viewer("ailsa").actor)


def test_wrong_input_changes_nothing_and_the_page_keeps_its_name(world):
    page = world.client("ailsa").post(PAGE, SAID | {"purpose": "", "name": "Elsewhere"})
    assert "Fill this in" in page.content.decode()
    assert page.context["partnership"].name == "Kirkbrae Together"
    world.partnership.refresh_from_db()
    assert world.partnership.purpose == "Kirkbrae looks after its own, together."


def test_a_question_is_answered_within_one_to_sixty_working_days(world):
    for days in ("0", "61", "soon"):
        page = world.client("ailsa").post(PAGE, SAID | {"answer_days": days})
        assert "answer_days" in page.context["form"].errors


def test_members_cannot_change_it(world):
    assert world.client("bashir").post(PAGE, SAID).status_code == 403
    assert world.client().get(PAGE).status_code == 302


def test_a_skipped_step_is_kept_once_and_can_be_taken_up(world):
    told = {"viewer": world.viewer("ailsa"), "partnership": world.partnership, "step": "people"}
    spaces.set_step_aside(**told)
    spaces.set_step_aside(**told)
    world.partnership.refresh_from_db()
    assert world.partnership.set_aside == ["people"]
    spaces.take_step_up(**told)
    spaces.take_step_up(**told)
    world.partnership.refresh_from_db()
    assert world.partnership.set_aside == []
    verbs = AuditEntry.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs)[-2:] == ["set_step_aside", "take_step_up"]
