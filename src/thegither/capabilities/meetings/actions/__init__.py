"""Everything that can happen with a meeting. Each verb is one atomic step."""

from thegither.capabilities.meetings.actions.agreed import Agreed, raise_question, record_agreed
from thegither.capabilities.meetings.actions.drifting import (
    RETREAT,
    AnsweredAlready,
    answer_early_word,
    watch_partners,
)
from thegither.capabilities.meetings.actions.errors import (
    ChangedMeanwhile,
    MeetingError,
    NotExpected,
    NothingSaid,
    TooEarly,
)
from thegither.capabilities.meetings.actions.items import (
    accept_item,
    add_item,
    change_item,
    drop_item,
    move_item,
    safeguard_item,
    suggest_item,
)
from thegither.capabilities.meetings.actions.minutes import (
    agree_minutes,
    correct_notes,
    write_notes,
)
from thegither.capabilities.meetings.actions.people import (
    answer_meeting,
    expect_body,
    expect_people,
    name_substitute,
    take_attendance,
    unexpect,
)
from thegither.capabilities.meetings.actions.planning import (
    Draft,
    cancel_meeting,
    change_meeting,
    copy_meeting,
    draft_of,
    plan_meeting,
    start_meeting,
)

__all__ = [
    "RETREAT",
    "Agreed",
    "AnsweredAlready",
    "ChangedMeanwhile",
    "Draft",
    "MeetingError",
    "NotExpected",
    "NothingSaid",
    "TooEarly",
    "accept_item",
    "add_item",
    "agree_minutes",
    "answer_early_word",
    "answer_meeting",
    "cancel_meeting",
    "change_item",
    "change_meeting",
    "copy_meeting",
    "correct_notes",
    "draft_of",
    "drop_item",
    "expect_body",
    "expect_people",
    "move_item",
    "name_substitute",
    "plan_meeting",
    "raise_question",
    "record_agreed",
    "safeguard_item",
    "start_meeting",
    "suggest_item",
    "take_attendance",
    "unexpect",
    "watch_partners",
    "write_notes",
]
