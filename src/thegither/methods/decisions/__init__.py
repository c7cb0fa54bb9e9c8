"""Deciding together: rules for counting ballots, and what may be said of them by class of partner.

Every rule takes whole numbers and gives a frozen result; none reads a file, none draws a lot of its
own. A tie is broken by the order given as `priority`, and every tie broken is named in the result.
"""

from thegither.methods.decisions.balance import balance, gini
from thegither.methods.decisions.cards import shift
from thegither.methods.decisions.classes import (
    check_can_be_sealed,
    quorum,
    tellable_cells,
    tellable_classes,
)
from thegither.methods.decisions.completion import split_budget
from thegither.methods.decisions.consent import consensus, consent
from thegither.methods.decisions.counting import approval, majority, most, score
from thegither.methods.decisions.equal_shares import equal_shares
from thegither.methods.decisions.greedy import greedy
from thegither.methods.decisions.heard import heard
from thegither.methods.decisions.points import Points, distinct
from thegither.methods.decisions.rankings import Rankings
from thegither.methods.decisions.schulze import schulze
from thegither.methods.decisions.ties import priority
from thegither.methods.decisions.transferable import instant_runoff, single_transferable_vote

__all__ = [
    "Points",
    "Rankings",
    "approval",
    "balance",
    "check_can_be_sealed",
    "consensus",
    "consent",
    "distinct",
    "equal_shares",
    "gini",
    "heard",
    "greedy",
    "instant_runoff",
    "majority",
    "most",
    "priority",
    "quorum",
    "schulze",
    "score",
    "shift",
    "single_transferable_vote",
    "split_budget",
    "tellable_cells",
    "tellable_classes",
]
