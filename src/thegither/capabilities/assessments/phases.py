"""The three stretches of a wave, and the verbs that each one opens.

draft --open_wave--> open --close_wave--> closed (with the mirror released)
"""

from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.phasing import Phases, Stretch, WrongPhase

__all__ = ["CLOSED", "DRAFT", "OPEN", "PHASES", "WrongPhase"]

DRAFT, OPEN, CLOSED = "draft", "open", "closed"

STRETCHES = {
    DRAFT: Stretch(
        label=_("being prepared"),
        verbs=frozenset({"change_wave", "discard", "open", "preview"}),
    ),
    OPEN: Stretch(
        label=_("open"),
        verbs=frozenset(
            {
                "answer",
                "invite",
                "type_paper",
                "import_responses",
                "kiosk",
                "progress",
                "moderate",
                "discard",
                "preview",
                "close",
            }
        ),
    ),
    CLOSED: Stretch(
        label=_("closed"),
        verbs=frozenset(
            {
                "see_mirror",
                "moderate",
                "export",
                "plan_next",
                "run_session",
                "keep_plan",
            }
        ),
    ),
}
PHASES = Phases(STRETCHES, _("You cannot do that now: this assessment is %(phase)s."))
