"""Who answers to whom, who may decide what, and whether decisions drift upwards.

Posts of lines are whole numbers from 0; whoever calls keeps their names. Days are `datetime.date`;
a day of None has no beginning or no end, and a period includes its last day.
"""

from thegither.methods.authority.burden import burdens, what_if
from thegither.methods.authority.drift import drift, widenings
from thegither.methods.authority.gaps import contradictions, gaps
from thegither.methods.authority.lines import Lines, distances_up, look
from thegither.methods.authority.masters import shared_last_words
from thegither.methods.authority.scheme import Clause, Scheme, rule_on

__all__ = [
    "Clause",
    "Lines",
    "Scheme",
    "burdens",
    "contradictions",
    "distances_up",
    "drift",
    "gaps",
    "look",
    "rule_on",
    "shared_last_words",
    "what_if",
    "widenings",
]
