"""Who may do what in a conversation, as sentences. Each takes a viewer and a conversation."""

from rules import Predicate, add_rule, predicate

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.phases import VERBS, phase_allows
from thegither.spine.people.rules import is_coordinator, is_member, is_moderator
from thegither.spine.spaces.visibility import Viewer


@predicate
def can_see(viewer: Viewer, conversation: Conversation) -> bool:
    """Not asked again of a conversation that was read for this very viewer (`views/doors.py`)."""
    if getattr(conversation, "read_for", None) == viewer:
        return True
    return Conversation.objects.visible_to(viewer).filter(pk=conversation.pk).exists()


@predicate
def is_open_to_link(viewer: Viewer, conversation: Conversation) -> bool:
    return conversation.open_to_link


def phase_opens(verb: str) -> Predicate:
    return predicate(lambda viewer, conversation: phase_allows(verb, conversation), name=verb)


has_a_voice = is_member | is_open_to_link

WHO = {
    "change_conversation": is_coordinator,
    "open": is_coordinator,
    "share": is_coordinator,
    "close": is_coordinator,
    "type_paper": is_coordinator | is_moderator,
    "moderate": is_moderator,
    "safeguard": is_moderator,
    "take_part": has_a_voice,
    "vote": has_a_voice,
    "write_statement": has_a_voice,
    "see_results": predicate(lambda viewer, conversation: True, name="anyone"),
    "where_you_stand": predicate(lambda viewer, conversation: True, name="anyone"),
    "export": is_member,
}

for verb in sorted(VERBS):
    add_rule(f"conversations.{verb}", can_see & WHO[verb] & phase_opens(verb))

add_rule("conversations.create", is_coordinator)
add_rule("conversations.import_polis", is_coordinator)
