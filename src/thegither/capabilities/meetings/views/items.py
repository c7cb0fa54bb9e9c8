"""The agenda: what is on it, what could be, and what members ask for."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thegither.capabilities.meetings import actions
from thegither.capabilities.meetings.forms.agenda import ItemForm, SuggestForm
from thegither.capabilities.meetings.forms.planning import ReasonForm
from thegither.capabilities.meetings.models import AgendaItem, Meeting
from thegither.capabilities.meetings.queries import reading
from thegither.capabilities.meetings.queries.suggestions import suggestion_of, suggestions
from thegither.capabilities.meetings.views.doors import (
    done,
    item_page,
    meeting_page,
    status,
    to,
)


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("arrange")
def agenda(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """Everything about the agenda on one page; a new item goes to its end."""
    form = ItemForm(request.POST or None, viewer=request.viewer, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        what = {"viewer": request.viewer, "meeting": meeting}
        if done(form, actions.add_item, **what, **form.cleaned_data):
            messages.success(request, _("It is on the agenda."))
            return to(request, "agenda", meeting)
    items = reading.agenda(request.viewer, meeting)
    context = {
        "form": form,
        "meeting": meeting,
        "items": items,
        "minutes_taken": sum(item.minutes or 0 for item in items),
        "suggested": reading.suggested(request.viewer, meeting),
        "suggestions": suggestions(meeting),
        "word": "decide",
    }
    return render(request, "meetings/agenda.html", context, status=status(form))


@require_POST
@meeting_page("arrange")
def take_on(request: HttpRequest, meeting: Meeting, record_key: UUID) -> HttpResponse:
    """One press: something that waits goes on the agenda. Pressing again changes nothing."""
    found = suggestion_of(meeting, record_key)
    if found:
        actions.add_item(
            viewer=request.viewer, meeting=meeting, title=found.title, about=found.record
        )
        messages.success(request, _("It is on the agenda."))
    return to(request, "agenda", meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@item_page("arrange")
def change(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    names = ("title", "minutes", "led_by", "comes_every_time")
    initial = {name: getattr(item, name) for name in names}
    form = ItemForm(request.POST or None, initial=initial, viewer=request.viewer, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        if done(form, actions.change_item, viewer=request.viewer, item=item, **form.cleaned_data):
            return to(request, "agenda", meeting)
    context = {"form": form, "meeting": meeting, "item": item, "word": "decide"}
    return render(request, "meetings/item.html", context, status=status(form))


@require_POST
@item_page("arrange")
def move(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    actions.move_item(viewer=request.viewer, item=item, up="up" in request.POST)
    return to(request, "agenda", meeting, f"item-{item.pk}")


@require_POST
@item_page("arrange")
def accept(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    actions.accept_item(viewer=request.viewer, item=item)
    messages.success(request, _("It is on the agenda."))
    return to(request, "agenda", meeting)


@require_http_methods(["GET", "HEAD", "POST"])
@item_page("arrange")
def drop(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    """What nobody suggested goes at one press; a member's suggestion is answered with a reason."""
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    form.fields["reason"].required = bool(item.suggested_by_id)
    if request.method == "POST" and (not item.suggested_by_id or form.is_valid()):
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        actions.drop_item(viewer=request.viewer, item=item, reason=reason)
        messages.success(request, _("It is not on the agenda."))
        return to(request, "agenda", meeting)
    context = {"form": form, "meeting": meeting, "item": item, "word": "decide"}
    return render(request, "meetings/drop.html", context, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@meeting_page("suggest_item")
def suggest(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    form = SuggestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.suggest_item(viewer=request.viewer, meeting=meeting, **form.cleaned_data)
        messages.success(
            request, _("Thank you. Whoever prepares the meeting puts it on, or says why not.")
        )
        return to(request, "meeting", meeting)
    context = {"form": form, "meeting": meeting, "word": "decide"}
    return render(request, "meetings/suggest.html", context, status=status(form))


@require_POST
@item_page("safeguard")
def safeguard(request: HttpRequest, meeting: Meeting, item: AgendaItem) -> HttpResponse:
    actions.safeguard_item(viewer=request.viewer, item=item)
    messages.success(request, _("It is hidden, and the safeguarding lead knows."))
    return to(request, "meeting", meeting)
