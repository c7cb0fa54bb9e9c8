"""Directives, risks and standing permissions that a viewer sees."""

from django.db.models import F, QuerySet

from thegither.capabilities.decisions.models import Directive, Permission, Risk
from thegither.spine.spaces.models import Partnership
from thegither.spine.spaces.visibility import Viewer


def directives_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Directive]:
    """Those that stand first, by the day on which they end."""
    own = Directive.objects.visible_to(viewer).filter(record__partnership=partnership)
    joined = own.select_related("record__partnership", "decision__record", "taken_by")
    rows = joined.prefetch_related("acknowledgements__person", "renewals__room__record")
    return rows.order_by(F("decision__ended_on").desc(nulls_first=True), "ends_on", "pk")


def risks_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Risk]:
    own = Risk.objects.visible_to(viewer).filter(record__partnership=partnership)
    joined = own.select_related("record__partnership", "taken_by", "permission__record")
    return joined.order_by(F("ended_on").desc(nulls_first=True), "review_on", "pk")


def permissions_of(viewer: Viewer, partnership: Partnership) -> QuerySet[Permission]:
    own = Permission.objects.visible_to(viewer).filter(record__partnership=partnership)
    return own.select_related("record__partnership").order_by("until", "pk")
