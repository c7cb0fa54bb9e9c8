"""A conversation can be thrown away until somebody is invited or takes part; then others rely on it."""

import pytest
from django.urls import reverse

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.actions.preparing import SomebodyCame
from thegither.capabilities.conversations.models import Conversation, Statement
from thegither.capabilities.conversations.queries.taking_part import voter_of
from thegither.spine.contact.actions import Words, invite
from thegither.spine.evidence.models import AuditEntry
from thegither.spine.evidence.seals import has_key
from thegither.spine.spaces.models import Activity, Record


def page_of(conversation) -> str:
    return reverse("conversations:discard", args=["kirkbrae", conversation.pk])


def test_a_draft_goes_with_all_that_belongs_to_it(world, prepared):
    ailsa = world.client("ailsa")
    assert "Throw it away" in ailsa.get(page_of(prepared)).content.decode()
    ailsa.post(page_of(prepared))
    for kind in (Conversation, Statement, Activity, Record):
        assert not kind.objects.exists()
    assert AuditEntry.objects.order_by("number").last().verb == "discard_conversation"


def test_one_that_is_open_goes_while_nobody_has_come_and_its_key_with_it(
    world, opened, django_capture_on_commit_callbacks
):
    activity = opened.activity_id
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard_conversation(viewer=world.viewer("ailsa"), conversation=opened)
    assert not Conversation.objects.exists() and not has_key(activity)


def vote(world, conversation):
    actions.cast_vote(
        voter=voter_of(world.viewer("bashir"), conversation),
        statement=conversation.statements.first().pk,
        choice=1,
    )


def ask_bashir(world, conversation):
    words = Words(subject="Your view", body="Please come.", path="/")
    people = [world.people["bashir"]]
    viewer = world.viewer("ailsa")
    invite(viewer=viewer, activity=conversation.activity, people=people, words=words)


@pytest.mark.parametrize("come", [vote, ask_bashir])
def test_it_stays_once_somebody_was_invited_or_took_part(world, opened, come):
    come(world, opened)
    with pytest.raises(SomebodyCame):
        actions.discard_conversation(viewer=world.viewer("ailsa"), conversation=opened)
    assert world.client("ailsa").post(page_of(opened)).status_code == 403
    assert Conversation.objects.exists()


def test_members_cannot_throw_it_away(world, prepared):
    assert world.client("bashir").post(page_of(prepared)).status_code == 403
    assert Conversation.objects.exists()
