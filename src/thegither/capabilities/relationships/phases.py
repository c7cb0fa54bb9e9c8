"""The stretches of a wave, and the verbs that each one opens.

preparing --open_wave--> open --close_wave--> counting --(tick)--> closed
"""

from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.phasing import Phases, Stretch

PREPARING, OPEN, COUNTING, CLOSED = "preparing", "open", "counting", "closed"

PHASES = Phases(
    {
        PREPARING: Stretch(
            label=_("being prepared"), verbs=frozenset({"change_wave", "discard", "open"})
        ),
        OPEN: Stretch(
            label=_("open"), verbs=frozenset({"answer", "invite", "print", "type_paper", "close"})
        ),
        COUNTING: Stretch(label=_("being counted"), verbs=frozenset()),
        CLOSED: Stretch(
            label=_("closed"),
            verbs=frozenset({"see_results", "see_own", "be_named", "ask_what_if", "export"}),
        ),
    },
    refusal=_("You cannot do that now: this survey is %(phase)s."),
)
