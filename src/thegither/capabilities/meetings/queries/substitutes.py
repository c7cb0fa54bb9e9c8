"""What an absent person may decide, by the scheme of delegation of that day: their substitute's mandate."""

from datetime import date

from django.db.models import QuerySet

from thegither.spine.authority.models import Delegation
from thegither.spine.authority.queries import delegations_on
from thegither.spine.authority.wording import clause_in_words
from thegither.spine.people.models import Membership, Person
from thegither.spine.spaces.visibility import Viewer


def clauses_of(viewer: Viewer, person: Person, day: date) -> QuerySet[Delegation]:
    """The clauses in force that day for the posts this person holds."""
    held = Membership.objects.filter(Membership.on(day), person=person).exclude(post=None)
    return delegations_on(viewer, day).filter(post__in=held.values("post"))


def mandate_of(viewer: Viewer, person: Person, day: date) -> str:
    """The clauses one below the other, as they stand; empty where the scheme names none."""
    return "\n".join(clause_in_words(clause) for clause in clauses_of(viewer, person, day))
