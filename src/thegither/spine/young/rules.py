"""Who says whether under-18s may take part, and who records a guardian's consent."""

import rules

from thegither.spine.people.rules import is_coordinator

rules.add_rule("young.keep", is_coordinator)
