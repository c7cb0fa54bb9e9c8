"""Reads of who answers to whom, and who may decide what."""

from datetime import date

from django.db.models import Model, QuerySet

from thegither.spine.authority.models import AccountabilityLine, Delegation
from thegither.spine.people.models import Membership
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


def lines_on(viewer: Viewer, day: date) -> QuerySet[AccountabilityLine]:
    """The lines of a day that this viewer may see, both ends included."""
    lines = AccountabilityLine.objects.visible_to(viewer).filter(Membership.on(day))
    return lines.select_related("from_post", "to_post").order_by("from_post__label", "pk")


def delegations_on(viewer: Viewer, day: date) -> QuerySet[Delegation]:
    """The clauses in force on a day that this viewer may see, both ends included."""
    clauses = Delegation.objects.visible_to(viewer).filter(Membership.on(day))
    return clauses.select_related("post").order_by("decision_type", "clause", "pk")


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of authority that belongs to a partnership; the register's rows come before."""
    kinds = (AccountabilityLine, Delegation)
    return [model.objects.filter(partnership=partnership) for model in kinds]
