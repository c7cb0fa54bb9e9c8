"""Reads of a space."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, QuerySet
from django.utils import timezone

from thegither.spine.spaces.models import (
    Activity,
    Commitment,
    Finding,
    Hiding,
    Issue,
    Link,
    Partnership,
    Phase,
    Record,
    SafeguardingAlert,
)
from thegither.spine.spaces.visibility import Viewer, standing_hidings


@dataclass(frozen=True, slots=True)
class HiddenThing:
    """What a member may know of a record hidden from them: never its title."""

    kind: str
    reason: str
    until: datetime


def hidden_things(viewer: Viewer, partnership: Partnership) -> list[HiddenThing]:
    """Each hiding that stands between this viewer and a record of the partnership, oldest first."""
    records = Record.objects.filter(partnership=partnership).hidden_from(viewer)
    standing = Hiding.objects.filter(standing_hidings(viewer), record__in=records)
    rows = standing.order_by("created_at").values_list("record__kind", "reason", "until")
    return [HiddenThing(*row) for row in rows]


def alerts_for(viewer: Viewer, partnership: Partnership) -> QuerySet[SafeguardingAlert]:
    """The safeguarding alerts this viewer may read, the unanswered and most urgent first."""
    alerts = SafeguardingAlert.objects.visible_to(viewer).filter(record__partnership=partnership)
    return alerts.select_related("record").order_by("answered_at", "due_at")


def overdue_alerts() -> QuerySet[SafeguardingAlert]:
    return SafeguardingAlert.objects.filter(answered_at=None, due_at__lte=timezone.now())


def rows(partnership: Partnership) -> list[QuerySet[Model]]:
    """Every row of this floor that belongs to a partnership, in an order in which it can be stored."""
    through_record = (Finding, Issue, Commitment, SafeguardingAlert, Hiding)
    return [
        Partnership.objects.filter(pk=partnership.pk),
        Record.objects.filter(partnership=partnership),
        Activity.objects.filter(partnership=partnership),
        Phase.objects.filter(activity__partnership=partnership),
        Link.objects.filter(from_record__partnership=partnership),
        *(model.objects.filter(record__partnership=partnership) for model in through_record),
    ]
