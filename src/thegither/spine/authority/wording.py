"""How posts, amounts and clauses are said in a sentence."""

from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from thegither.spine.authority.models import AccountabilityLine, Delegation, Escalation
from thegither.spine.people.models import Post


def in_pounds(amount: Decimal) -> str:
    """`£5,000`, and with pence where there are any: `£500.01`."""
    pence = 0 if amount == amount.to_integral_value() else 2
    return f"£{number_format(amount, decimal_pos=pence, use_l10n=True, force_grouping=True)}"


def post_name(post: Post) -> str:
    """A post and where it is, since two bodies may each have a team leader."""
    return f"{post.label} ({post.organization.name})"


def up_to(limit: Decimal | None) -> str:
    return _("without a limit") if limit is None else _("up to %s") % in_pounds(limit)


def clause_in_words(clause: Delegation) -> str:
    """`Spending, up to £5,000 (4.2): with the budget holder's consent`."""
    limit = "" if clause.limit is None else f", {up_to(clause.limit)}"
    conditions = f": {clause.conditions}" if clause.conditions else ""
    return f"{clause.decision_type}{limit} ({clause.clause}){conditions}"


def entry_in_words(entry: AccountabilityLine | Delegation) -> str:
    """A line or a clause in one sentence, to be recognised by."""
    if isinstance(entry, Delegation):
        return f"{post_name(entry.post)}: {clause_in_words(entry)}"
    return _("%(post)s answers to %(master)s for %(kind)s") % {
        "post": post_name(entry.from_post),
        "master": post_name(entry.to_post),
        "kind": entry.get_kind_display(),
    }


def period(entry: AccountabilityLine | Delegation) -> str:
    """`from 1 April 2026 to 31 March 2027`; empty without beginning and end."""
    said = []
    if entry.valid_from:
        said.append(_("from %s") % date_format(entry.valid_from, "j F Y"))
    if entry.valid_to:
        said.append(_("to %s") % date_format(entry.valid_to, "j F Y"))
    return " ".join(said)


def matter(decision_type: str, amount: Decimal | None) -> str:
    """What is to be decided: `respite, £500`."""
    return decision_type if amount is None else f"{decision_type}, {in_pounds(amount)}"


def escalation_title(escalation: Escalation) -> str:
    return _("May this be done? %s") % matter(escalation.decision_type, escalation.amount)
