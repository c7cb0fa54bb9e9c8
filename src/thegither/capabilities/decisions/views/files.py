"""What one may take away of a decision: Popolo, the ballots, the days of review."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from thegither.capabilities.decisions.models import Room
from thegither.capabilities.decisions.queries.handing_out import (
    ballots_of,
    motion_file,
    reviews_calendar,
    rooms_with_review,
)
from thegither.capabilities.decisions.views.doors import room_page
from thegither.formats.calendar import CALENDAR_TYPE
from thegither.spine.people.pages import partnership_page
from thegither.ui.downloads import download


@require_safe
@room_page("export")
def motion(request: HttpRequest, room: Room) -> HttpResponse:
    name = f"{slugify(room.question)[:60]}.json"
    return download(motion_file(request.viewer, room), "application/json", name)


@require_safe
@room_page("export")
def ballots(request: HttpRequest, room: Room) -> HttpResponse:
    name, content = ballots_of(request.viewer, room)
    if not name:
        raise Http404
    return download(content, "text/plain; charset=utf-8", name)


@require_safe
@partnership_page
def reviews(request: HttpRequest) -> HttpResponse:
    rooms = rooms_with_review(request.viewer, request.partnership)
    return download(reviews_calendar(rooms), CALENDAR_TYPE, "reviews.ics")
