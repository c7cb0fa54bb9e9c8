"""“Somebody helped me”: said once in a browser, counted, and joined to no answer and no time."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from thegither.spine.contact.actions import count_help
from thegither.spine.spaces.models import Activity

NINETY_DAYS = 90 * 24 * 3600


def said_helped(request: HttpRequest, activity: UUID) -> bool:
    """Whether this browser has said so already."""
    return _cookie_name(activity) in request.COOKIES


def note_help(request: HttpRequest, response: HttpResponse, activity: Activity) -> HttpResponse:
    """Count one more, and let the browser remember that it was counted."""
    if said_helped(request, activity.pk):
        return response
    count_help(activity=activity)
    response.set_cookie(
        _cookie_name(activity.pk),
        "1",
        max_age=NINETY_DAYS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
        path=f"/{request.partnership.slug}/",
    )
    return response


def _cookie_name(activity: UUID) -> str:
    return f"helped-{activity.hex[:12]}"
