"""Everything that changes the register and the front door, by what it concerns."""

from thegither.spine.people.actions.correcting import (
    change_membership,
    correct_membership,
    correct_organization,
    correct_person,
    correct_post,
    end_membership,
    reopen_membership,
)
from thegither.spine.people.actions.duties import (
    add_responsibility,
    choose_contact,
    end_seat,
    give_consent,
    give_seat,
    hand_over_responsibility,
    withdraw_consent,
    withdraw_seat,
)
from thegither.spine.people.actions.founding import (
    Founding,
    found_partnership,
    found_with_printed_code,
)
from thegither.spine.people.actions.imports import import_register
from thegither.spine.people.actions.leaving import (
    leave_partnership,
    part_with_organization,
    undo_leaving,
)
from thegither.spine.people.actions.merging import keep_apart, merge_people, undo_merge
from thegither.spine.people.actions.register import (
    add_membership,
    add_organization,
    add_person,
    add_post,
)
from thegither.spine.people.actions.sign_in import (
    PRINTED_FOR,
    accounts_of_proven,
    ask_for_code,
    forget_expired_codes,
    make_printed_code,
    open_account,
    sign_out_everywhere,
    use_code,
)
from thegither.spine.people.actions.undoing import undo_import

__all__ = [
    "PRINTED_FOR",
    "Founding",
    "accounts_of_proven",
    "add_membership",
    "add_organization",
    "add_person",
    "add_post",
    "add_responsibility",
    "ask_for_code",
    "change_membership",
    "choose_contact",
    "correct_membership",
    "correct_organization",
    "correct_person",
    "correct_post",
    "end_membership",
    "end_seat",
    "forget_expired_codes",
    "found_partnership",
    "found_with_printed_code",
    "give_consent",
    "give_seat",
    "hand_over_responsibility",
    "import_register",
    "leave_partnership",
    "part_with_organization",
    "undo_leaving",
    "keep_apart",
    "merge_people",
    "undo_import",
    "undo_merge",
    "make_printed_code",
    "open_account",
    "reopen_membership",
    "sign_out_everywhere",
    "use_code",
    "withdraw_consent",
    "withdraw_seat",
]
