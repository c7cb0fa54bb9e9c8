"""Everything that can happen with a wave. Each verb is one atomic step."""

from thegither.capabilities.relationships.actions.answering import (
    add_missing,
    describe_ties,
    finish_sheet,
    hand_in,
    leave_out,
    name_ties,
    type_sheet,
)
from thegither.capabilities.relationships.actions.counting import (
    close_wave,
    close_without_key,
    count_wave,
)
from thegither.capabilities.relationships.actions.errors import (
    CannotRead,
    NobodyOnTheList,
    NotASpanner,
    NothingSaid,
    NotOnTheList,
    TooMany,
    TooSoon,
    WaveError,
)
from thegither.capabilities.relationships.actions.forgetting import erase_person, forget_positions
from thegither.capabilities.relationships.actions.importing import bring_in
from thegither.capabilities.relationships.actions.naming import agree_to_be_named, withdraw_name
from thegither.capabilities.relationships.actions.preparing import (
    KIND,
    change_wave,
    create_wave,
    discard_wave,
    open_wave,
)
from thegither.capabilities.relationships.actions.reaching import (
    BLOCKED_LAYER,
    look_for_blocked_layers,
    say_what_reached,
)

__all__ = [
    "BLOCKED_LAYER",
    "KIND",
    "CannotRead",
    "NobodyOnTheList",
    "NotASpanner",
    "NotOnTheList",
    "NothingSaid",
    "TooMany",
    "TooSoon",
    "WaveError",
    "add_missing",
    "agree_to_be_named",
    "bring_in",
    "change_wave",
    "close_wave",
    "close_without_key",
    "count_wave",
    "create_wave",
    "describe_ties",
    "discard_wave",
    "erase_person",
    "finish_sheet",
    "forget_positions",
    "hand_in",
    "leave_out",
    "look_for_blocked_layers",
    "name_ties",
    "open_wave",
    "say_what_reached",
    "type_sheet",
    "withdraw_name",
]
