"""A meeting as everybody sees it, and what one may take away of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.queries.calendars import calendar, person_of_feed
from thegither.capabilities.meetings.queries.documents import agenda_document, minutes_document
from thegither.capabilities.meetings.queries.outcomes import with_outcomes
from thegither.capabilities.meetings.queries.people import (
    by_sector,
    coming_sentence,
    expected,
    is_noted,
    own_place,
    quorum_sentence,
)
from thegither.capabilities.meetings.queries.reading import (
    agenda,
    coming_of,
    find_meeting,
    hidden_items,
    next_of_group,
    suggested,
    turned_down,
)
from thegither.capabilities.meetings.views.doors import meeting_page, to
from thegither.formats.calendar import CALENDAR_TYPE
from thegither.formats.documents import (
    DOCX_TYPE,
    PDF_TYPE,
    Document,
    DocumentError,
    to_docx,
    to_pdf,
)
from thegither.spine.papers.queries import papers_of
from thegither.spine.people.pages import partnership_page
from thegither.spine.people.queries import viewer_for
from thegither.spine.people.rules import allows
from thegither.ui.downloads import download


@require_safe
@meeting_page()
def show(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """What did we agree, and who does what? Before that: what it is about, and who comes."""
    viewer = request.viewer
    items = agenda(viewer, meeting)
    agreed_at = meeting.agreed_at_id
    may_read = allows("meetings.read_minutes", viewer, meeting)
    context = {
        "meeting": meeting,
        "items": items,
        "hidden": hidden_items(viewer, meeting),
        "suggested": suggested(viewer, meeting),
        "turned_down": turned_down(viewer, meeting),
        "papers": papers_of(viewer, meeting.record),
        "may_add_papers": allows("papers.keep", viewer, request.partnership),
        "own_place": own_place(viewer, meeting),
        "may_read": may_read,
        "rest": with_outcomes(viewer, meeting, items) if may_read else None,
        "next": next_of_group(viewer, meeting),
        "day_has_come": timezone.localdate(meeting.starts_at) <= timezone.localdate(),
        "agreed_at": agreed_at and find_meeting(viewer, request.partnership, agreed_at),
        "word": "decide",
    }
    return render(request, "meetings/show.html", context | _people(meeting))


def _people(meeting: Meeting) -> dict[str, object]:
    places = list(expected(meeting))
    noted = is_noted(places)
    sentence = quorum_sentence(meeting, places) if noted else coming_sentence(places)
    return {"sectors": by_sector(places), "is_noted": noted, "people_sentence": sentence}


# --- to take away -------------------------------------------------------------------------------------


@require_safe
@meeting_page()
def print_agenda(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _page(request, meeting, agenda_document(request.viewer, meeting), "agenda")


@require_safe
@meeting_page("read_minutes")
def print_minutes(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _page(request, meeting, minutes_document(request.viewer, meeting), "minutes")


def _page(request: HttpRequest, meeting: Meeting, paper: Document, kind: str) -> HttpResponse:
    """The document as a page that prints well; each block is drawn by the part of its name."""
    blocks = [(type(block).__name__.lower(), block) for block in paper.blocks]
    context = {"meeting": meeting, "paper": paper, "blocks": blocks, "kind": kind}
    return render(request, "meetings/paper.html", context | {"word": "decide"})


@require_safe
@meeting_page()
def agenda_file(request: HttpRequest, meeting: Meeting, form: str) -> HttpResponse:
    return _file(request, meeting, agenda_document(request.viewer, meeting), _("agenda"), form)


@require_safe
@meeting_page("read_minutes")
def minutes_file(request: HttpRequest, meeting: Meeting, form: str) -> HttpResponse:
    return _file(request, meeting, minutes_document(request.viewer, meeting), _("minutes"), form)


def _file(
    request: HttpRequest, meeting: Meeting, paper: Document, kind: str, form: str
) -> HttpResponse:
    write, content_type = {"pdf": (to_pdf, PDF_TYPE), "docx": (to_docx, DOCX_TYPE)}[form]
    try:
        content = write(paper)
    except DocumentError as error:
        messages.error(request, str(error))
        return to(request, "meeting", meeting)
    return download(content, content_type, f"{slugify(meeting.title)}-{kind}.{form}")


@require_safe
@meeting_page()
def one_in_calendar(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    content = calendar(request.viewer, [meeting], _address(request))
    return download(content, CALENDAR_TYPE, f"{slugify(meeting.title) or 'meeting'}.ics")


@never_cache
@require_safe
@partnership_page
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """All coming meetings of one person, for a calendar programme that cannot sign in."""
    person = person_of_feed(request.partnership, token)
    viewer = viewer_for(person.account, request.partnership) if person else request.viewer
    if person is None or viewer.person != person.pk:
        raise Http404
    meetings = coming_of(viewer, request.partnership, person)
    content = calendar(viewer, meetings, _address(request), name=request.partnership.name)
    return download(content, CALENDAR_TYPE, "meetings.ics")


def _address(request: HttpRequest):
    slug = request.partnership.slug
    return lambda each: request.build_absolute_uri(
        reverse("meetings:meeting", args=[slug, each.pk])
    )
