"""Who is expected, who comes, who comes instead, and who was there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.forms.people import ExpectForm, SubstituteForm
from thegither.capabilities.meetings.models import Attendance, Meeting
from thegither.capabilities.meetings.queries.people import (
    by_sector,
    coming_sentence,
    expected,
    own_place,
    quorum_sentence,
)
from thegither.capabilities.meetings.queries.substitutes import clauses_of
from thegither.capabilities.meetings.views.doors import done, meeting_page, status, to
from thegither.spine.authority.wording import clause_in_words


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("expect")
def invite(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Who is expected, and who is missing on the list."""
    form = ExpectForm(request.POST or None, viewer=request.viewer, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        _expect(request, meeting, form)
        return to(request, "people", meeting)
    places = list(expected(meeting))
    context = {
        "form": form,
        "meeting": meeting,
        "sectors": by_sector(places),
        "sentence": coming_sentence(places),
        "word": "decide",
    }
    return render(request, "meetings/people.html", context, status=status(form))


def _expect(request: HttpRequest, meeting: Meeting, form: ExpectForm) -> None:
    who, body, person = {"viewer": request.viewer}, *map(form.cleaned_data.get, ("body", "person"))
    if body:
        actions.expect_body(**who, meeting=meeting, body=body)
    if person:
        actions.expect_people(**who, meeting=meeting, people=[person])
    messages.success(request, _("The list is up to date."))


@require_POST
@meeting_page("expect")
def leave_out(request: HttpRequest, meeting: Meeting, place_key: UUID) -> HttpResponse:
    place = get_object_or_404(meeting.attendances, pk=place_key)
    actions.unexpect(viewer=request.viewer, meeting=meeting, attendance=place)
    messages.success(request, _("The list is up to date."))
    return to(request, "people", meeting)


@require_POST
@meeting_page("answer")
def answer(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """One press for oneself: coming, or apologies."""
    is_coming = request.POST.get("answer") == Attendance.Answer.COMING
    actions.answer_meeting(viewer=request.viewer, meeting=meeting, is_coming=is_coming)
    said = _("Thank you. You are coming.") if is_coming else _("Your apologies are noted.")
    messages.success(request, said)
    return to(request, "meeting", meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("answer")
def substitute(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Somebody else comes in one's place; the page shows what one's own post may decide."""
    place = own_place(request.viewer, meeting)
    form = SubstituteForm(request.POST or None, viewer=request.viewer, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        what = {"substitute": said["substitute"], "may_decide": said["may"] == "decide"}
        if done(form, actions.name_substitute, viewer=request.viewer, meeting=meeting, **what):
            messages.success(request, _("Your apologies are noted, and who comes in your place."))
            return to(request, "meeting", meeting)
    day = timezone.localdate(meeting.starts_at)
    clauses = clauses_of(request.viewer, place.person, day)
    context = {
        "form": form,
        "meeting": meeting,
        "clauses": [clause_in_words(clause) for clause in clauses],
        "word": "decide",
    }
    return render(request, "meetings/substitute.html", context, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("take_attendance")
def attendance(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Tick who is there, sector by sector. Whoever is not ticked was not there."""
    places = list(expected(meeting))
    if request.method == "POST":
        came = {place.pk: _came(request, place) for place in places}
        actions.take_attendance(viewer=request.viewer, meeting=meeting, came=came)
        messages.success(request, quorum_sentence(meeting, list(expected(meeting))))
        return to(request, "minutes", meeting)
    context = {"meeting": meeting, "sectors": by_sector(places), "word": "decide"}
    return render(request, "meetings/attendance.html", context)


def _came(request: HttpRequest, place: Attendance) -> str:
    ticked = request.POST.getlist(f"came-{place.pk}")
    kinds = Attendance.Came
    if kinds.SELF in ticked:
        return kinds.SELF
    return kinds.SUBSTITUTE if kinds.SUBSTITUTE in ticked and place.substitute else kinds.NOBODY
