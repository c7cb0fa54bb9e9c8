"""What is still being prepared is for members only, also where everybody will be asked by a link."""

from django.db.models import Q
from tests.world_conversations import prepare

from thegither.capabilities.conversations import actions
from thegither.capabilities.conversations.models import Conversation, Statement
from thegither.spine.spaces.models import Record
from thegither.spine.spaces.visibility import OUTSIDER


def seen_by_strangers(conversation: Conversation) -> int:
    """How many of its records an outsider sees, the conversation's own and its statements'."""
    own, below = Q(pk=conversation.record_id), Q(statement__conversation=conversation)
    return Record.objects.filter(own | below).visible_to(OUTSIDER).count()


def test_a_draft_is_seen_by_members_alone_until_it_opens(world):
    conversation = prepare(world)
    assert conversation.open_to_link
    assert seen_by_strangers(conversation) == 0
    opened = actions.open_conversation(viewer=world.viewer("ailsa"), conversation=conversation)
    assert opened.record.audience == Record.Audience.PUBLIC
    statements = Statement.objects.filter(conversation=opened)
    assert seen_by_strangers(opened) == 1 + statements.count() > 1


def test_a_conversation_without_a_link_stays_with_members(world):
    ailsa = world.viewer("ailsa")
    draft = actions.Draft(question="What do we need?", seeds=("Time.",))
    conversation = actions.create_conversation(
        viewer=ailsa, partnership=world.partnership, draft=draft
    )
    opened = actions.open_conversation(viewer=ailsa, conversation=conversation)
    assert seen_by_strangers(opened) == 0


def test_a_draft_that_is_changed_stays_with_members(world):
    draft = actions.Draft(question="And what else?", seeds=("Rest.",), open_to_link=True)
    changed = actions.change_conversation(
        viewer=world.viewer("ailsa"), conversation=prepare(world), draft=draft
    )
    assert seen_by_strangers(changed) == 0
