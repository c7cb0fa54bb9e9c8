"""A device that many people use one after the other: a code on paper lets one of them in, for a while.

A signed cookie holds their invitation until they finish, or for half an hour. Nothing of it is stored.
"""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from thegither.spine.contact.models import Invitation
from thegither.spine.contact.queries import belongs
from thegither.spine.spaces.models import Activity

HALF_AN_HOUR = timedelta(minutes=30)
SALT = "contact.shared_device"


def let_in(response: HttpResponse, invitation: Invitation) -> HttpResponse:
    """Let this browser answer for the invited person, until somebody finishes or half an hour has passed."""
    response.set_signed_cookie(
        cookie_name(invitation.activity_id),
        invitation.pk.hex,
        salt=SALT,
        max_age=HALF_AN_HOUR.seconds,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path=f"/{invitation.person.partnership.slug}/",
    )
    return response


def let_out(response: HttpResponse, activity: Activity) -> HttpResponse:
    """The next person at this device finds nothing of this one."""
    path = f"/{activity.partnership.slug}/"
    response.delete_cookie(cookie_name(activity.pk), path=path, samesite="Lax")
    return response


def person_let_in(request: HttpRequest, thing: Any) -> UUID | None:
    """Whoever was let in here to what `thing` asks, while they belong to the partnership."""
    held = request.get_signed_cookie(
        cookie_name(thing.activity_id), default="", salt=SALT, max_age=HALF_AN_HOUR
    )
    if not held:
        return None
    own = Invitation.objects.filter(activity=thing.activity_id, pk=held)
    invitation = own.select_related("person__partnership").first()
    is_here = invitation and belongs(invitation.person, timezone.localdate())
    return invitation.person_id if is_here else None


def cookie_name(activity: UUID) -> str:
    return f"let-in-{activity.hex[:12]}"
