"""Who may do what with a meeting, as sentences. Each takes a viewer and a meeting."""

from rules import add_rule, predicate

from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.phases import AGREED, PHASES
from thegither.spine.people.rules import is_coordinator, is_member, is_moderator, open_verbs
from thegither.spine.spaces.visibility import Viewer


@predicate
def is_chair(viewer: Viewer, meeting: Meeting) -> bool:
    return viewer.is_member and viewer.person == meeting.chair_id


@predicate
def is_note_taker(viewer: Viewer, meeting: Meeting) -> bool:
    return viewer.is_member and viewer.person == meeting.note_taker_id


@predicate
def is_expected(viewer: Viewer, meeting: Meeting) -> bool:
    return viewer.is_member and meeting.attendances.filter(person=viewer.person).exists()


@predicate
def minutes_are_agreed(viewer: Viewer, meeting: Meeting) -> bool:
    """What is still a draft is for members; what was agreed is for whoever sees the meeting."""
    return meeting.activity.phase == AGREED


runs_it = is_coordinator | is_chair | is_note_taker

WHO = {
    "change_meeting": runs_it,
    "cancel": runs_it,
    "copy": runs_it,
    "start": runs_it,
    "arrange": runs_it,
    "suggest_item": is_member,
    "expect": runs_it,
    "answer": is_expected,
    "take_attendance": runs_it,
    "write_minutes": runs_it,
    "read_minutes": is_member | minutes_are_agreed,
    "record_agreed": runs_it,
    "raise_question": runs_it,
    "agree_minutes": runs_it,
    "correct_minutes": runs_it,
    "safeguard": is_moderator,
}

open_verbs("meetings", PHASES, WHO)
add_rule("meetings.create", is_coordinator)
add_rule("meetings.read_early_word", is_member)
