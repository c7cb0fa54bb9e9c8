"""The six lawful bases, each in one plain sentence: which of them lets the partnership keep what people say?"""

from django.utils.translation import gettext_lazy as _

from thegither.spine.protection.models import Basis

IN_PLAIN_WORDS = {
    Basis.PUBLIC_TASK: _(
        "We need it for a task in the public interest that the law gives to public bodies, such as "
        "planning services together with the people who use them."
    ),
    Basis.LEGAL_OBLIGATION: _("A law says that we have to keep it."),
    Basis.CONSENT: _("You said yes, freely, and you can take that back at any time."),
    Basis.LEGITIMATE_INTERESTS: _(
        "We have a good reason of our own that does not outweigh your interests. Public bodies cannot "
        "use this for their public tasks."
    ),
    Basis.CONTRACT: _("We need it for a contract that you have with us."),
    Basis.VITAL_INTERESTS: _("Somebody's life depends on it."),
}


def in_plain_words(basis: str) -> str:
    return str(IN_PLAIN_WORDS[Basis(basis)])
