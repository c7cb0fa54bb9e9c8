"""The three stretches of a conversation, and the verbs that each one opens.

preparing --open_conversation--> open --close_conversation--> closed
"""

from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.phasing import Phases, Stretch, WrongPhase

__all__ = [
    "CLOSED",
    "OPEN",
    "PHASES",
    "PREPARING",
    "VERBS",
    "WrongPhase",
    "phase_allows",
    "phase_label",
    "require_phase",
]

PREPARING, OPEN, CLOSED = "preparing", "open", "closed"

STRETCHES = {
    PREPARING: Stretch(
        label=_("being prepared"),
        verbs=frozenset({"change_conversation", "discard", "name_hours", "open"}),
    ),
    OPEN: Stretch(
        label=_("open"),
        verbs=frozenset(
            {
                "take_part",
                "vote",
                "write_statement",
                "moderate",
                "name_hours",
                "safeguard",
                "type_paper",
                "share",
                "invite",
                "discard",
                "close",
            }
        ),
    ),
    CLOSED: Stretch(
        label=_("closed"),
        verbs=frozenset({"see_results", "where_you_stand", "export", "safeguard"}),
    ),
}
PHASES = Phases(STRETCHES, _("You cannot do that now: this conversation is %(phase)s."))
VERBS = PHASES.verbs
phase_allows, phase_label, require_phase = PHASES.allows, PHASES.label, PHASES.require
