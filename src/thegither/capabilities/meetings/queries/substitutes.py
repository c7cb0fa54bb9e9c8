"""What an absent person may decide, by the scheme of delegation of that day: their substitute's mandate."""

from datetime import date

from django.db.models import QuerySet
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from thegither.spine.authority.models import Delegation
from thegither.spine.authority.queries import delegations_on
from thegither.spine.people.models import Membership, Person
from thegither.spine.spaces.visibility import Viewer


def clauses_of(viewer: Viewer, person: Person, day: date) -> QuerySet[Delegation]:
    """The clauses in force that day for the posts this person holds."""
    held = Membership.objects.filter(Membership.on(day), person=person).exclude(post=None)
    return delegations_on(viewer, day).filter(post__in=held.values("post"))


def clause_in_words(clause: Delegation) -> str:
    """`Spending, up to 5,000 pounds (4.2): with the budget holder's consent`."""
    limit = ""
    if clause.limit is not None:
        pounds = number_format(clause.limit, decimal_pos=0, use_l10n=True, force_grouping=True)
        limit = _(", up to £%(pounds)s") % {"pounds": pounds}
    conditions = f": {clause.conditions}" if clause.conditions else ""
    return f"{clause.decision_type}{limit} ({clause.clause}){conditions}"


def mandate_of(viewer: Viewer, person: Person, day: date) -> str:
    """The clauses one below the other, as they stand; empty where the scheme names none."""
    return "\n".join(clause_in_words(clause) for clause in clauses_of(viewer, person, day))
