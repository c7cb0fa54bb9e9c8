"""Who may do what in a decision room, as sentences. Each takes a viewer and a room."""

from rules import add_rule, predicate

from thegither.capabilities.decisions.models import Elector, Room
from thegither.capabilities.decisions.phases import PHASES
from thegither.spine.people.rules import is_coordinator, is_member, is_moderator, open_verbs
from thegither.spine.spaces.visibility import Viewer


@predicate
def is_elector(viewer: Viewer, room: Room) -> bool:
    """Whether this person stood on the roll when the rule was sealed."""
    mine = Elector.objects.filter(room=room, person=viewer.person)
    return viewer.is_member and mine.exists()


@predicate
def has_no_record(viewer: Viewer, room: Room) -> bool:
    return room.decision_id is None


@predicate
def has_record(viewer: Viewer, room: Room) -> bool:
    return room.decision_id is not None


anybody = predicate(lambda viewer, room: True, name="anybody")

WHO = {
    "change": is_coordinator,
    "discard": is_coordinator,
    "open_options": is_coordinator,
    "propose": is_member,
    "amend": is_member,
    "answer_amendment": is_coordinator,
    "withdraw": is_coordinator,
    "set_rule": is_coordinator,
    "open_cards": is_coordinator,
    "play_card": is_member,
    "show_cards": is_coordinator,
    "seal": is_coordinator,
    "vote": is_elector,
    "invite": is_coordinator,
    "type_paper": is_coordinator | is_moderator,
    "object": is_member,
    "path": is_member,
    "close": is_coordinator,
    "write_record": is_coordinator & has_no_record,
    "see_result": anybody,
    "review": is_coordinator & has_record,
    "export": anybody,
    "safeguard": is_moderator,
}

open_verbs("decisions", PHASES, WHO)
add_rule("decisions.create", is_coordinator)
add_rule("decisions.direct", is_coordinator)
add_rule("decisions.acknowledge", is_member)
add_rule("decisions.take_risk", is_member)
add_rule("decisions.permit", is_coordinator)
