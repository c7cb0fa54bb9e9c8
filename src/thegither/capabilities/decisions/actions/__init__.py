"""Everything that can happen in a decision room, and beside it. Each verb is one atomic step."""

from thegither.capabilities.decisions.actions.audit import safeguard_words
from thegither.capabilities.decisions.actions.cards import (
    drop_cards,
    open_cards,
    own_card,
    play_card,
    show_cards,
)
from thegither.capabilities.decisions.actions.closing import close_vote, close_without_key
from thegither.capabilities.decisions.actions.directing import (
    acknowledge,
    direct,
    end_directive,
    renew_directive,
)
from thegither.capabilities.decisions.actions.drafting import (
    answer_amendment,
    move_amendment,
    propose_option,
    withdraw_option,
)
from thegither.capabilities.decisions.actions.errors import (
    NotARule,
    NothingSaid,
    NotOnTheRoll,
    NotReady,
    RoomError,
    SpoiledBallot,
    StillOpen,
)
from thegither.capabilities.decisions.actions.mandating import take_mandate
from thegither.capabilities.decisions.actions.objecting import (
    raise_objection,
    settle_objection,
    take_next_step,
    write_notes,
)
from thegither.capabilities.decisions.actions.preparing import (
    KIND,
    Draft,
    change_room,
    create_room,
    discard_room,
    missing_in,
    open_options,
)
from thegither.capabilities.decisions.actions.recording import (
    Promised,
    Told,
    review_room,
    write_record,
)
from thegither.capabilities.decisions.actions.risking import (
    RiskDraft,
    end_permission,
    end_risk,
    permit,
    take_risk,
)
from thegither.capabilities.decisions.actions.sealing import seal_rule, write_rule
from thegither.capabilities.decisions.actions.voting import cast_ballot, type_paper
from thegither.capabilities.decisions.actions.weighing import weigh_moves

__all__ = [
    "KIND",
    "Draft",
    "NotARule",
    "NotOnTheRoll",
    "NotReady",
    "NothingSaid",
    "Promised",
    "RiskDraft",
    "RoomError",
    "SpoiledBallot",
    "StillOpen",
    "Told",
    "acknowledge",
    "answer_amendment",
    "cast_ballot",
    "change_room",
    "close_vote",
    "close_without_key",
    "create_room",
    "direct",
    "discard_room",
    "drop_cards",
    "end_directive",
    "end_permission",
    "end_risk",
    "missing_in",
    "move_amendment",
    "open_cards",
    "open_options",
    "own_card",
    "permit",
    "play_card",
    "propose_option",
    "raise_objection",
    "renew_directive",
    "review_room",
    "safeguard_words",
    "seal_rule",
    "settle_objection",
    "show_cards",
    "take_mandate",
    "take_next_step",
    "take_risk",
    "type_paper",
    "weigh_moves",
    "withdraw_option",
    "write_notes",
    "write_record",
    "write_rule",
]
