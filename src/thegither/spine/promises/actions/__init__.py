"""Everything that changes decisions, promises, issues and questions, by what it concerns."""

from thegither.spine.promises.actions.decisions import (
    end_decision,
    record_decision,
    record_with_level,
    review_decision,
    say_no_promise,
)
from thegither.spine.promises.actions.findings import find_review_due
from thegither.spine.promises.actions.issues import close_issue, raise_issue
from thegither.spine.promises.actions.promises import (
    hand_over_promise,
    make_promise,
    renegotiate_promise,
    settle_promise,
)
from thegither.spine.promises.actions.questions import (
    answer_question,
    ask_what_became,
    take_to_board,
)

__all__ = [
    "answer_question",
    "ask_what_became",
    "close_issue",
    "end_decision",
    "find_review_due",
    "hand_over_promise",
    "make_promise",
    "raise_issue",
    "record_decision",
    "record_with_level",
    "renegotiate_promise",
    "review_decision",
    "say_no_promise",
    "settle_promise",
    "take_to_board",
]
