"""Disclosure control: what may go out so that nobody can work their way back to a person.

`coarsen` blurs attributes until nobody stands alone; `suppress` hides cells of a table, and `hide_groups`
groups of the same people, so that none can be had by subtraction; `may_refresh` compares a table with the one
that went out before; `crowd` draws people as clusters.
"""

from thegither.methods.disclosure.coarsening import ANY, Coarsened, Hierarchy, coarsen
from thegither.methods.disclosure.crossing import Crossing
from thegither.methods.disclosure.crowding import Crowd, crowd
from thegither.methods.disclosure.grouping import Side, hide_groups
from thegither.methods.disclosure.protection import Said
from thegither.methods.disclosure.releases import (
    DifferentTables,
    changed_cells,
    may_follow,
    may_refresh,
)
from thegither.methods.disclosure.suppression import Suppressed, suppress
from thegither.methods.disclosure.tables import bounds, with_totals

MINIMUM = 5

__all__ = [
    "ANY",
    "MINIMUM",
    "Coarsened",
    "Crossing",
    "Crowd",
    "DifferentTables",
    "Hierarchy",
    "Said",
    "Side",
    "Suppressed",
    "bounds",
    "changed_cells",
    "coarsen",
    "crowd",
    "hide_groups",
    "may_follow",
    "may_refresh",
    "suppress",
    "with_totals",
]
