"""Everything that changes data protection: notices, the clock, requests, and forgetting a person."""

from thegither.spine.protection.actions.erasing import erase_person
from thegither.spine.protection.actions.keeping import delete_rows, extend_keeping, forget_notices
from thegither.spine.protection.actions.notices import put_notice_in_force, write_notice
from thegither.spine.protection.actions.requests import answer_request, make_request, note_copy

__all__ = [
    "answer_request",
    "delete_rows",
    "erase_person",
    "extend_keeping",
    "forget_notices",
    "make_request",
    "note_copy",
    "put_notice_in_force",
    "write_notice",
]
