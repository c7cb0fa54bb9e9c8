"""Who may do what with a wave, as sentences. Each takes a viewer and a wave."""

from rules import add_rule

from thegither.capabilities.relationships.phases import PHASES
from thegither.spine.people.rules import is_coordinator, is_member, open_verbs

WHO = {
    "change_wave": is_coordinator,
    "discard": is_coordinator,
    "open": is_coordinator,
    "answer": is_member,
    "invite": is_coordinator,
    "print": is_coordinator,
    "type_paper": is_coordinator,
    "close": is_coordinator,
    "see_results": is_member,
    "see_own": is_member,
    "be_named": is_member,
    "ask_what_if": is_member,
    "export": is_member,
}

open_verbs("relationships", PHASES, WHO)
add_rule("relationships.create", is_coordinator)
add_rule("relationships.bring_in", is_coordinator)
add_rule("relationships.see_reach", is_member)
add_rule("relationships.say_what_reached", is_member)
