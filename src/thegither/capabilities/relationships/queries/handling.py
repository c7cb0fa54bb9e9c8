"""How a wave handles what people say: what its privacy notice begins with, and what goes in the end."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.relationships.phases import CLOSED, PREPARING
from thegither.spine.people.models import Person
from thegither.spine.spaces.house import Handling, Kept
from thegither.spine.spaces.models import Activity

KEEP_MONTHS = 24


def handling_of(activity: Activity) -> Handling:
    return Handling(
        asks=_(
            "Whom you work with, how often and what for; of organisations also how far yours trusts them "
            "and what they bring. Trust between people is never asked."
        ),
        why=_(
            "To see who holds the partnership together, and what would be lost if somebody left."
        ),
        seen_while_open=_(
            "Members see how many have begun. Nobody is shown whom anybody named. Whoever runs the server "
            "holds the key and is trusted until it closes."
        ),
        seen_after=_(
            "Members see the map of organisations: a line says that one of the two named the other. Of "
            "people they see groups only, none with fewer than five who answered. You alone see where you "
            "stand, unless you agree to be named. An organisation sees how others rate it, from three "
            "raters on."
        ),
        goes=_("Everybody's page about themselves, and the names of those who agreed to be named."),
        stays=_("The map of organisations and the figures of groups."),
        keep_months=KEEP_MONTHS,
        is_sealed=True,
        has_opened=activity.phase != PREPARING,
        closed_on=closed_on(activity),
    )


def closed_on(activity: Activity) -> date | None:
    """The day on which it was counted; None while it has not been."""
    closed = activity.phases.filter(kind=CLOSED).order_by("starts_at").first()
    return timezone.localdate(closed.starts_at) if closed else None


def kept_about(person: Person) -> list[Kept]:
    """Nothing: a copy may be made by a coordinator, who would read whom somebody named and where they stand.

    Both stand on pages that open for the person alone; that they agreed to be named is found without us.
    """
    return []
