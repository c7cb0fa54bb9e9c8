"""Who may add papers and other versions, and take them away."""

import rules

from thegither.spine.people.rules import is_coordinator

rules.add_rule("papers.keep", is_coordinator)
