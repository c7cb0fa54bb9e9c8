"""How one comes to a meeting, and what its pages share."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from thegither.capabilities.meetings.actions import MeetingError
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.phases import PHASES
from thegither.capabilities.meetings.queries.reading import find_item, find_meeting
from thegither.spine.people.activity_pages import ActivityPages
from thegither.spine.people.pages import View
from thegither.spine.promises.errors import PromiseError

MEETINGS = ActivityPages("meetings", "meeting", find_meeting, PHASES)
meeting_page = MEETINGS.page


def item_page(verb: str) -> Callable[[View], View]:
    """`view(request, meeting, item)` at `.../<key>/items/<item_key>/`."""

    def decorate(view: View) -> View:
        @meeting_page(verb)
        @wraps(view)
        def page(request: HttpRequest, meeting: Meeting, item_key: UUID) -> HttpResponse:
            item = find_item(request.viewer, meeting, item_key)
            if item is None:
                raise Http404
            return view(request, meeting, item)

        return page

    return decorate


def done(form: BaseForm, action: Callable[..., object], **what: object) -> bool:
    """Whether the action went through; where not, the form says what to put right."""
    try:
        action(**what)
    except (MeetingError, PromiseError) as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    return True


def to(request: HttpRequest, page: str, meeting: Meeting, part: str = "") -> HttpResponse:
    answer = redirect(f"meetings:{page}", request.partnership.slug, meeting.pk)
    answer["Location"] += f"#{part}" if part else ""
    return answer


def status(form: BaseForm) -> int:
    return 422 if form.errors else 200
