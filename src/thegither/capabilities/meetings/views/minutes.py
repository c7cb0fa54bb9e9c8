"""Writing minutes while the meeting goes on, agreeing them, and putting them right afterwards."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.forms.minutes import (
    AgreeForm,
    CorrectForm,
    NotesForm,
    QuestionForm,
)
from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.capabilities.meetings.queries.outcomes import with_outcomes
from thegither.capabilities.meetings.queries.people import expected, is_noted, quorum_sentence
from thegither.capabilities.meetings.queries.reading import agenda, later_of_group
from thegither.capabilities.meetings.views.doors import (
    done,
    item_page,
    meeting_page,
    status,
    to,
)


@require_safe
@meeting_page("write_minutes")
def write(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    return _minutes(request, meeting)


def _minutes(
    request: HttpRequest, meeting: Meeting, clash: AgendaItem | None = None, mine: str = ""
) -> HttpResponse:
    """All items below one another. `clash` was saved by somebody else meanwhile; `mine` is not lost."""
    items, places = agenda(request.viewer, meeting), list(expected(meeting))
    context = {
        "meeting": meeting,
        "items": items,
        "rest": with_outcomes(request.viewer, meeting, items),
        "quorum": quorum_sentence(meeting, places) if is_noted(places) else "",
        "clash": clash,
        "mine": mine,
        "word": "decide",
    }
    return render(request, "meetings/minutes.html", context, status=409 if clash else 200)


@require_POST
@item_page("write_minutes")
def save(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    """Save the notes on one item: a page without JavaScript, one word in place with it."""
    form = NotesForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("This was too long to be saved. Nothing has changed."))
        return to(request, "minutes", meeting, f"item-{item.pk}")
    try:
        saved = actions.write_notes(viewer=request.viewer, item=item, **form.cleaned_data)
    except actions.ChangedMeanwhile as error:
        if request.htmx:
            return _saved(request, item, form.cleaned_data["seen"], str(error))
        return _minutes(request, meeting, item, form.cleaned_data["notes"])
    if request.htmx:
        return _saved(request, saved, saved.version, _("Saved."))
    messages.success(request, _("Saved."))
    return to(request, "minutes", meeting, f"item-{item.pk}")


def _saved(request: HttpRequest, item: AgendaItem, seen: int, said: str) -> HttpResponse:
    """The word beside the button, and the version that the next saving starts from."""
    return render(request, "meetings/_saved.html", {"seen": seen, "said": said})


@require_http_methods(["GET", "HEAD", "POST"])
@item_page("raise_question")
def question(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    """What the meeting left open goes on the list from which later agendas are made."""
    form = QuestionForm(request.POST or None, viewer=request.viewer, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        if done(
            form, actions.raise_question, viewer=request.viewer, item=item, **form.cleaned_data
        ):
            messages.success(request, _("It is on the list of open issues."))
            return to(request, "minutes", meeting, f"item-{item.pk}")
    context = {"form": form, "meeting": meeting, "item": item, "word": "decide"}
    return render(request, "meetings/question.html", context, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("agree_minutes")
def agree(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    viewer = request.viewer
    later = later_of_group(viewer, meeting).last()
    initial = {"agreed_on": timezone.localdate(), "agreed_at": later}
    form = AgreeForm(request.POST or None, initial=initial, viewer=viewer, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": viewer, "meeting": meeting}
        if done(form, actions.agree_minutes, **what, **form.cleaned_data):
            messages.success(request, _("The minutes are agreed."))
            return to(request, "meeting", meeting)
    context = {"form": form, "meeting": meeting, "word": "decide"}
    return render(request, "meetings/agree.html", context, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@item_page("correct_minutes")
def correct(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    form = CorrectForm(request.POST or None, initial={"notes": item.notes})
    if request.method == "POST" and form.is_valid():
        if done(form, actions.correct_notes, viewer=request.viewer, item=item, **form.cleaned_data):
            messages.success(request, _("Corrected. The old words stay to be read."))
            return to(request, "meeting", meeting)
    context = {"form": form, "meeting": meeting, "item": item, "word": "decide"}
    return render(request, "meetings/correct.html", context, status=status(form))
