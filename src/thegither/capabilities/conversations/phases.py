"""The three stretches of a conversation, and the verbs that each one opens.

preparing --open_conversation--> open --close_conversation--> closed
"""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thegither.capabilities.conversations.models import Conversation

PREPARING, OPEN, CLOSED = "preparing", "open", "closed"


class WrongPhase(Exception):
    """Somebody asks for what this phase does not allow. The message can be shown to them."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """One phase: what people call it, and what can be done while it lasts."""

    label: str
    verbs: frozenset[str]


STRETCHES = {
    PREPARING: Stretch(
        label=_("being prepared"),
        verbs=frozenset({"change_conversation", "open"}),
    ),
    OPEN: Stretch(
        label=_("open"),
        verbs=frozenset(
            {
                "take_part",
                "vote",
                "write_statement",
                "moderate",
                "safeguard",
                "type_paper",
                "share",
                "close",
            }
        ),
    ),
    CLOSED: Stretch(
        label=_("closed"),
        verbs=frozenset({"see_results", "where_you_stand", "export", "safeguard"}),
    ),
}
VERBS = frozenset().union(*(stretch.verbs for stretch in STRETCHES.values()))


def phase_allows(verb: str, conversation: Conversation) -> bool:
    return verb in STRETCHES[conversation.activity.phase].verbs


def require_phase(verb: str, conversation: Conversation) -> None:
    """Raise WrongPhase, with a sentence for people, unless the phase opens this verb."""
    if not phase_allows(verb, conversation):
        raise WrongPhase(
            gettext("You cannot do that now: this conversation is %(phase)s.")
            % {"phase": phase_label(conversation)}
        )


def phase_label(conversation: Conversation) -> str:
    return STRETCHES[conversation.activity.phase].label
