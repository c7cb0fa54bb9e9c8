"""Privacy notices: the one in force, the draft that an activity's own settings give, and what went before."""

from django.utils.translation import gettext as _

from thegither.spine.people.queries import coordinators
from thegither.spine.protection.models import PrivacyNotice
from thegither.spine.protection.rooms import handling_of
from thegither.spine.spaces.house import Handling
from thegither.spine.spaces.models import Activity


def notice_of(activity: Activity, handling: Handling | None = None) -> PrivacyNotice:
    """The newest version of an activity's notice; unsaved, from its settings, where none is written yet."""
    newest = activity.notices.order_by("-number").first()
    return newest or prefilled(activity, handling or handling_of(activity))


def versions(activity: Activity) -> list[PrivacyNotice]:
    """Every version that is or was in force, the newest first."""
    return list(activity.notices.exclude(in_force_since=None).order_by("-number"))


def prefilled(activity: Activity, handling: Handling) -> PrivacyNotice:
    return PrivacyNotice(
        activity=activity,
        asks=handling.asks,
        why=handling.why,
        seen_while_open=handling.seen_while_open,
        seen_after=handling.seen_after,
        keep_months=handling.keep_months,
        whom_to_ask=_whom_to_ask(activity),
    )


def _whom_to_ask(activity: Activity) -> str:
    names = ", ".join(coordinators(activity.partnership))
    return names[:300] or _("a coordinator of the partnership")
