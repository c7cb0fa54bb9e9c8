"""The stretches of a wave, and the verbs that each one opens.

draft --open_wave--> open --stop_answering--> settling --close_wave (by `tick`)--> closed, with its mirror
"""

from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.phasing import Phases, Stretch, WrongPhase

__all__ = ["CLOSED", "DRAFT", "OPEN", "PHASES", "SETTLING", "WrongPhase"]

DRAFT, OPEN, SETTLING, CLOSED = "draft", "open", "settling", "closed"

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
                "stop",
            }
        ),
    ),
    SETTLING: Stretch(
        label=_("closed; the mirror is being worked out"),
        verbs=frozenset({"moderate", "close"}),
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
