"""The stretches of a decision room, and the verbs that each one opens.

draft --open_options--> options --open_cards--> cards --show_cards--> talk
                           |                                           |
                           +-------------- seal_rule ------------------+--> voting
voting --close_vote--> decided --review_room--> reviewed
"""

from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.phasing import Phases, Stretch

DRAFT, OPTIONS, CARDS, TALK = "draft", "options", "cards", "talk"
VOTING, DECIDED, REVIEWED = "voting", "decided", "reviewed"
BEFORE_VOTING = (DRAFT, OPTIONS, CARDS, TALK)
OVER = (DECIDED, REVIEWED)

WORK = frozenset({"propose", "amend", "answer_amendment", "withdraw", "set_rule", "object", "path"})
SAFE = frozenset({"safeguard"})

PHASES = Phases(
    {
        DRAFT: Stretch(_("being drafted"), frozenset({"change", "open_options", "discard"})),
        OPTIONS: Stretch(
            _("options are being drafted"), WORK | SAFE | {"change", "open_cards", "seal"}
        ),
        CARDS: Stretch(
            _("cards are being laid, face down"), SAFE | {"play_card", "show_cards", "path"}
        ),
        TALK: Stretch(_("cards are on the table"), WORK | SAFE | {"play_card", "seal"}),
        VOTING: Stretch(
            _("open for votes"), SAFE | {"vote", "invite", "type_paper", "object", "path", "close"}
        ),
        DECIDED: Stretch(
            _("decided"), SAFE | {"see_result", "write_record", "review", "export", "path"}
        ),
        REVIEWED: Stretch(_("reviewed"), SAFE | {"see_result", "review", "export"}),
    },
    refusal=_("You cannot do that now. State of this decision: %(phase)s."),
)
