"""Everything that changes the register and the front door, by what it concerns."""

from thegither.spine.people.actions.register import (
    add_membership,
    add_organization,
    add_person,
    add_post,
    add_responsibility,
    change_membership,
    end_membership,
    end_seat,
    give_consent,
    give_seat,
    withdraw_consent,
)
from thegither.spine.people.actions.sign_in import (
    ask_for_code,
    forget_expired_codes,
    make_printed_code,
    open_account,
    sign_out_everywhere,
    use_code,
)

__all__ = [
    "add_membership",
    "add_organization",
    "add_person",
    "add_post",
    "add_responsibility",
    "ask_for_code",
    "change_membership",
    "end_membership",
    "end_seat",
    "forget_expired_codes",
    "give_consent",
    "give_seat",
    "make_printed_code",
    "open_account",
    "sign_out_everywhere",
    "use_code",
    "withdraw_consent",
]
