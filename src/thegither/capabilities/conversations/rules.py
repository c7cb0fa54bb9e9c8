"""Who may do what in a conversation, as sentences. Each takes a viewer and a conversation."""

from rules import add_rule, predicate

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.phases import PHASES
from thegither.spine.people.rules import is_coordinator, is_member, is_moderator, open_verbs
from thegither.spine.spaces.visibility import Viewer


@predicate
def is_open_to_link(viewer: Viewer, conversation: Conversation) -> bool:
    return conversation.open_to_link


@predicate
def nobody_has_come(viewer: Viewer, conversation: Conversation) -> bool:
    """Nobody was invited and nobody took part: throwing it away takes nothing from anybody."""
    return not (conversation.participants.exists() or conversation.activity.invitations.exists())


has_a_voice = is_member | is_open_to_link
anyone = predicate(lambda viewer, conversation: True, name="anyone")

WHO = {
    "change_conversation": is_coordinator,
    "discard": is_coordinator & nobody_has_come,
    "open": is_coordinator,
    "share": is_coordinator,
    "invite": is_coordinator,
    "close": is_coordinator,
    "type_paper": is_coordinator | is_moderator,
    "moderate": is_moderator,
    "name_hours": is_coordinator | is_moderator,
    "safeguard": is_moderator,
    "take_part": has_a_voice,
    "vote": has_a_voice,
    "write_statement": has_a_voice,
    "see_results": anyone,
    "where_you_stand": anyone,
    "export": is_member,
}

open_verbs("conversations", PHASES, WHO)
add_rule("conversations.create", is_coordinator)
add_rule("conversations.import_polis", is_coordinator)
