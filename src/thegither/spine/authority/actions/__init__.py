"""What changes authority: lines and clauses, lists of them, answers kept, matters sent up, findings."""

from thegither.spine.authority.actions.answers import keep_answer
from thegither.spine.authority.actions.entries import (
    add_delegation,
    add_line,
    change_delegation,
    end_entry,
    strike_entry,
)
from thegither.spine.authority.actions.escalations import answer_escalation, escalate, note_level
from thegither.spine.authority.actions.findings import look_for_trouble
from thegither.spine.authority.actions.lists import import_delegations, import_lines
from thegither.spine.authority.actions.replacing import replace_scheme, undo_replacement

__all__ = [
    "add_delegation",
    "add_line",
    "answer_escalation",
    "change_delegation",
    "end_entry",
    "escalate",
    "import_delegations",
    "import_lines",
    "keep_answer",
    "look_for_trouble",
    "note_level",
    "replace_scheme",
    "strike_entry",
    "undo_replacement",
]
