"""The pages of protection, each in the state in which it has most to show."""

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from tests.browser.conversation_pages import closed, opened
from tests.browser.visits import Visit, at
from tests.world import World

from thegither.spine.protection import actions
from thegither.spine.protection.models import Request
from thegither.spine.protection.notices import notice_of


def _of_person(name: str, person: str) -> Visit:
    full = f"protection:{name}"
    return Visit(
        full, "ailsa", lambda world: reverse(full, args=["kirkbrae", world.people[person].pk])
    )


def _of_activity(name: str, who: str, make: Callable[[World], object], *more: int) -> Visit:
    full = f"protection:{name}"
    return Visit(
        full,
        who,
        lambda world: reverse(full, args=["kirkbrae", make(world).activity_id, *more]),
    )


def _changed(world: World):
    """Open, with a notice that was changed since."""
    conversation = opened(world)
    notice = notice_of(conversation.activity)
    texts = "asks why basis seen_while_open seen_after keep_months whom_to_ask".split()
    actions.write_notice(
        viewer=world.viewer("ailsa"),
        activity=conversation.activity,
        changed_because="The board wants to keep single votes for a shorter time.",
        **{name: getattr(notice, name) for name in texts} | {"keep_months": 12},
    )
    return conversation


def _asked(world: World) -> Request:
    return actions.make_request(
        viewer=world.viewer("bashir"), person=world.people["bashir"], kind=Request.Kind.ERASURE
    )


def _busy(world: World) -> str:
    """Two requests, one of them late; a conversation that closed; a person who was forgotten."""
    ailsa = world.viewer("ailsa")
    _asked(world)
    actions.make_request(
        viewer=ailsa,
        person=world.people["morag"],
        kind=Request.Kind.COPY,
        received_on=date(2026, 1, 15),
    )
    closed(world)
    actions.erase_person(viewer=ailsa, person=world.people["catriona"])
    return reverse("protection:overview", args=["kirkbrae"])


def _yours(world: World) -> str:
    _asked(world)
    return reverse("protection:yours", args=["kirkbrae"])


PROTECTION: list[Visit] = [
    Visit("protection:overview", "ailsa", _busy),
    _of_activity("notice", "bashir", opened),
    _of_activity("notice", "ailsa", _changed),
    _of_activity("notice_version", "bashir", _changed, 1),
    _of_activity("write_notice", "ailsa", opened),
    _of_activity("extend_activity", "ailsa", closed),
    _of_person("extend_person", "bashir"),
    Visit("protection:yours", "bashir", _yours),
    at("protection:note_request", "ailsa", "kirkbrae"),
    Visit(
        "protection:answer_request",
        "ailsa",
        lambda world: reverse("protection:answer_request", args=["kirkbrae", _asked(world).pk]),
    ),
    _of_person("forget", "bashir"),
    at("protection:document", "ailsa", "kirkbrae", "impact-assessment"),
    at("protection:document", "ailsa", "kirkbrae", "joint-controllers"),
]
PROTECTION_POST_ONLY: frozenset[str] = frozenset(
    {"protection:copy", "protection:copy_for", "protection:ask_to_be_forgotten"}
)
PROTECTION_NO_PAGE: dict[str, str] = {"protection:document_file": "a file"}
