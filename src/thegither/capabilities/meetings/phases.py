"""The stretches of a meeting, and the verbs that each one opens.

planned --start--> held --agree_minutes--> agreed
planned --cancel--> cancelled
"""

from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.phasing import Phases, Stretch

PLANNED, HELD, AGREED, CANCELLED = "planned", "held", "agreed", "cancelled"

PHASES = Phases(
    {
        PLANNED: Stretch(
            label=_("planned"),
            verbs=frozenset(
                {
                    "change_meeting",
                    "cancel",
                    "copy",
                    "start",
                    "arrange",
                    "suggest_item",
                    "expect",
                    "answer",
                    "record_agreed",
                    "safeguard",
                }
            ),
        ),
        HELD: Stretch(
            label=_("held, minutes being written"),
            verbs=frozenset(
                {
                    "copy",
                    "arrange",
                    "expect",
                    "take_attendance",
                    "write_minutes",
                    "read_minutes",
                    "record_agreed",
                    "raise_question",
                    "agree_minutes",
                    "safeguard",
                }
            ),
        ),
        AGREED: Stretch(
            label=_("minutes agreed"),
            verbs=frozenset({"copy", "read_minutes", "correct_minutes", "safeguard"}),
        ),
        CANCELLED: Stretch(label=_("cancelled"), verbs=frozenset({"copy"})),
    },
    refusal=_("You cannot do that now. State of this meeting: %(phase)s."),
)
