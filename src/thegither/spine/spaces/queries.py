"""Reads of a space."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thegither.spine.spaces.models import (
    Activity,
    Commitment,
    Finding,
    Hiding,
    Issue,
    Lease,
    Link,
    Partnership,
    Phase,
    Record,
    SafeguardingAlert,
)
from thegither.spine.spaces.planned import TEXT, Planned, as_object, columns
from thegither.spine.spaces.visibility import (
    MODERATOR,
    SAFEGUARDING_LEAD,
    Viewer,
    standing_hidings,
)

# The state of a finding's record: it is so, or it was.
FOUND, SETTLED = "found", "settled"
# What the kinds of record are called on pages; a kind that is not here is called by its own word.
KINDS = {
    "conversation": _("A conversation"),
    "statement": _("A statement"),
    "import": _("Votes being imported"),
    "finding": _("A finding"),
    "issue": _("An issue"),
    "commitment": _("A promise"),
    "decision": _("A decision"),
    "escalation": _("A matter sent up"),
    "question": _("A question"),
    "meeting": _("A meeting"),
    "agenda_item": _("An item of a meeting"),
    "room": _("Something to decide together"),
    "option": _("An option of a decision"),
    "amendment": _("An amendment"),
    "objection": _("An objection"),
    "card": _("A card on the table"),
    "directive": _("A decision of one post alone"),
    "risk": _("A risk taken for somebody's good"),
    "permission": _("A standing permission"),
}


@dataclass(frozen=True, slots=True)
class HiddenThing:
    """What a member may know of a record hidden from them: never its title."""

    kind: str
    reason: str
    until: datetime
    # The safeguarding lead answers for what was hidden to keep somebody safe; else a coordinator does.
    ask: str = ""

    @property
    def kind_in_words(self) -> str:
        return str(KINDS.get(self.kind, self.kind.replace("_", " ")))


def hidden_things(viewer: Viewer, partnership: Partnership) -> list[HiddenThing]:
    """Each hiding that stands between this viewer and a record of the partnership, oldest first."""
    records = Record.objects.filter(partnership=partnership).hidden_from(viewer)
    standing = Hiding.objects.filter(standing_hidings(viewer), record__in=records)
    rows = standing.order_by("created_at").values_list(
        "record__kind", "reason", "until", "seen_by_safeguarding_lead"
    )
    lead = partnership.safeguarding_name
    return [HiddenThing(kind, why, until, lead if safe else "") for kind, why, until, safe in rows]


def _hidden_in(activity: UUID, now: datetime) -> QuerySet:
    standing = Hiding.objects.filter(until__gt=now, lifted_at=None, record__activity=activity)
    return standing.values_list("pk")


_hidings_in = Planned(_hidden_in, activity=Activity._meta.pk, now=Hiding._meta.get_field("until"))


def anything_hidden(activity: UUID) -> bool:
    """Whether a hiding stands on anything in an activity, whoever it spares: hardly ever, and asked often."""
    return bool(_hidings_in(activity=activity, now=timezone.now()))


def why_hidden(viewer: Viewer, partnership: Partnership, kind: str, key: UUID) -> Hiding | None:
    """The hiding that keeps a member from a thing, if that is what keeps them: `("conversation", id)`."""
    if not viewer.is_member:
        return None
    hidings = Hiding.objects.filter(standing_hidings(viewer), **{f"record__{kind}": key})
    return hidings.filter(record__partnership=partnership).first()


def alerts_for(viewer: Viewer, partnership: Partnership) -> QuerySet[SafeguardingAlert]:
    """The safeguarding alerts this viewer may read, the unanswered and most urgent first."""
    if not (viewer.has_duty(SAFEGUARDING_LEAD) or viewer.has_duty(MODERATOR)):
        return SafeguardingAlert.objects.none()
    alerts = SafeguardingAlert.objects.visible_to(viewer).filter(record__partnership=partnership)
    return alerts.select_related("record").order_by(
        F("answered_at").asc(nulls_first=True), "due_at"
    )


def overdue_alerts() -> QuerySet[SafeguardingAlert]:
    """Alerts whose time has run out, and of which nobody has been reminded."""
    late = SafeguardingAlert.objects.filter(answered_at=None, due_at__lte=timezone.now())
    return late.filter(reminded_at=None).select_related("record__partnership")


def _at_address(slug: str) -> QuerySet:
    return Partnership.objects.filter(slug=slug).values_list(*columns(Partnership))


_partnerships_at = Planned(_at_address, slug=TEXT)


def partnership_at(slug: str) -> Partnership | None:
    """The partnership at an address: what every page asks first."""
    return next((as_object(Partnership, row) for row in _partnerships_at(slug=slug)), None)


def made_up_partnerships() -> QuerySet[Partnership]:
    """Partnerships to explore, which hold nobody real."""
    return Partnership.objects.filter(is_made_up=True).order_by("name")


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


def last_tick() -> datetime | None:
    """When due work was last done, or now where a worker is at it; None where it never was."""
    until = Lease.objects.filter(name="tick").values_list("until", flat=True).first()
    return until and min(until, timezone.now())
