"""What coordinators do: plan a meeting, change it, call it off, copy it, begin it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.forms.planning import CopyForm, MeetingForm, ReasonForm
from thegither.capabilities.meetings.models import Meeting
from thegither.capabilities.meetings.queries.calendars import feed_token
from thegither.capabilities.meetings.queries.drifting import words_seen_by
from thegither.capabilities.meetings.queries.reading import coming, past
from thegither.capabilities.meetings.views.doors import done, meeting_page, status, to
from thegither.spine.people.models import Person
from thegither.spine.people.pages import needs, partnership_page

SHOWN_WORDS = 5


@require_safe
@partnership_page
def index(request: HttpRequest) -> HttpResponse:
    """The meetings that are coming, and those that were."""
    viewer, partnership = request.viewer, request.partnership
    me = Person.objects.visible_to(viewer).filter(pk=viewer.person).first()
    context = {
        "coming": coming(viewer, partnership),
        "past": past(viewer, partnership)[:50],
        "early_words": words_seen_by(viewer, partnership)[:SHOWN_WORDS],
        "feed": feed_token(me) if me and me.account else "",
        "word": "decide",
    }
    return render(request, "meetings/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("meetings.create")
def create(request: HttpRequest) -> HttpResponse:
    viewer, partnership = request.viewer, request.partnership
    form = MeetingForm(
        request.POST or None, initial=_a_usual_one(), viewer=viewer, partnership=partnership
    )
    if request.method == "POST" and form.is_valid():
        draft = actions.Draft(**form.fields_of_draft())
        meeting = actions.plan_meeting(viewer=viewer, partnership=partnership, draft=draft)
        messages.success(request, _("The meeting is planned. Now make its agenda."))
        return to(request, "agenda", meeting)
    context = {"form": form, "word": "decide"}
    return render(request, "meetings/create.html", context, status=status(form))


def _a_usual_one() -> dict[str, object]:
    day = timezone.localdate() + timedelta(weeks=2)
    return {"day": day, "starts": "14:00", "ends": "16:00"}


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("change_meeting")
def change(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    viewer, initial = request.viewer, MeetingForm.of(meeting)
    form = MeetingForm(
        request.POST or None, initial=initial, viewer=viewer, partnership=request.partnership
    )
    if request.method == "POST" and form.is_valid():
        draft = actions.Draft(**form.fields_of_draft())
        actions.change_meeting(viewer=viewer, meeting=meeting, draft=draft)
        messages.success(request, _("Changed. If it moved, everybody expected is told."))
        return to(request, "meeting", meeting)
    context = {"form": form, "meeting": meeting, "word": "decide"}
    return render(request, "meetings/create.html", context, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("cancel")
def cancel(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "meeting": meeting}
        if done(form, actions.cancel_meeting, **what, **form.cleaned_data):
            messages.success(request, _("The meeting is cancelled. Everybody expected is told."))
            return to(request, "meeting", meeting)
    context = {"form": form, "meeting": meeting, "word": "decide"}
    return render(request, "meetings/cancel.html", context, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("copy")
def copy(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = CopyForm(request.POST or None, initial=CopyForm.after(meeting))
    if request.method == "POST" and form.is_valid():
        again = actions.copy_meeting(
            viewer=request.viewer, meeting=meeting, starts_at=form.starts_at()
        )
        messages.success(request, _("The next meeting is planned. Now make its agenda."))
        return to(request, "agenda", again)
    context = {"form": form, "meeting": meeting, "word": "decide"}
    return render(request, "meetings/copy.html", context, status=status(form))


@require_POST
@meeting_page("start")
def start(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    try:
        actions.start_meeting(viewer=request.viewer, meeting=meeting)
    except actions.TooEarly as error:
        messages.error(request, str(error))
        return to(request, "meeting", meeting)
    messages.success(request, _("The meeting has begun. First note who is there."))
    return to(request, "attendance", meeting)
