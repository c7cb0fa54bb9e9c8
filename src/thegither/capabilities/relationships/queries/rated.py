"""How others rate an organisation: for its own people only, and only from three raters or more."""

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.relationships.models import Wave
from thegither.spine.evidence.figures import Figure
from thegither.spine.people.models import Membership, Organization


def rated_by_others(wave: Wave, person) -> list[tuple[Organization, list[tuple[str, Figure]]]]:
    """For each organisation of this person: trust and value as others see it, or why nothing is shown."""
    today = Membership.on(timezone.localdate())
    own = Organization.objects.filter(
        pk__in=Membership.objects.filter(today, person=person).values("organization")
    )
    return [(body, _rows(wave, body)) for body in own.order_by("name")]


def _rows(wave: Wave, body: Organization) -> list[tuple[str, Figure]]:
    found = wave.snapshot.result.get("rated", {}).get(str(body.pk), {})
    labels = {
        "trust": _("How far others trust you, from 1 to 4"),
        "value": _("What others say you bring, from 1 to 4"),
    }
    return [(label, _figure(wave, found.get(part), label)) for part, label in labels.items()]


def _figure(wave: Wave, stored: list[float] | None, label: str) -> Figure:
    snapshot = wave.snapshot
    rest = {"as_of": snapshot.as_of.date(), "method": snapshot.method, "label": label}
    if stored is None:
        reason = _("fewer than three people rated your organisation")
        return Figure.withheld(reason, answered=None, asked=None, unit="", **rest)
    mean, raters = stored
    asked = snapshot.result["response"]["people"][1]
    return Figure.count(mean, unit="", answered=int(raters), asked=asked, **rest)
