"""Who may do what with data about people."""

import rules

from thegither.spine.people.rules import is_coordinator, is_member

rules.add_rule("protection.look_after", is_coordinator)
rules.add_rule("protection.ask_for_oneself", is_member)
