"""Opinion landscapes: who votes alike, what sets groups apart, what everyone can support.

`landscape(Votes.of(...))` tells it all, `stability` how sure the groups are. The method is described
in docs/methods/opinion.md.
"""

from thegither.methods.opinion.axes import extremity
from thegither.methods.opinion.consensus import (
    CommonGround,
    Consensus,
    Shared,
    common_ground,
    group_aware_consensus,
)
from thegither.methods.opinion.landscape import VERSION, Landscape, landscape
from thegither.methods.opinion.map import OpinionMap, draw_map
from thegither.methods.opinion.priorities import statement_priority
from thegither.methods.opinion.representative import Representative
from thegither.methods.opinion.stability import Stability, stability
from thegither.methods.opinion.structure import Tested
from thegither.methods.opinion.tables import Tables
from thegither.methods.opinion.votes import ImpossibleVotes, Votes

__all__ = [
    "VERSION",
    "CommonGround",
    "Consensus",
    "ImpossibleVotes",
    "Landscape",
    "OpinionMap",
    "Representative",
    "Shared",
    "Stability",
    "Tables",
    "Tested",
    "Votes",
    "common_ground",
    "draw_map",
    "extremity",
    "group_aware_consensus",
    "landscape",
    "stability",
    "statement_priority",
]
