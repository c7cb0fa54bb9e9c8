"""The coordinator and what people ask about their data: note it, answer it, copy, forget."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thegither.spine.people.models import Person
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.protection import actions, copying
from thegither.spine.protection.errors import ProtectionError, StillOnDuty
from thegither.spine.protection.forms import AnswerForm, ConfirmForm, RequestForm
from thegither.spine.protection.models import Request
from thegither.spine.protection.views.own import handed_out


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("protection.look_after")
def note(request: HttpRequest) -> HttpResponse:
    """A request that came by letter, by phone or in person."""
    today = {"received_on": timezone.localdate()}
    form = RequestForm(request.POST or None, viewer=request.viewer, initial=today)
    if request.method == "POST" and form.is_valid():
        actions.make_request(viewer=request.viewer, **form.cleaned_data)
        messages.success(request, _("The request is noted, and its month runs."))
        return _back(request)
    return _form(request, "protection/note_request.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("protection.look_after")
def answer(request: HttpRequest, request_id: UUID) -> HttpResponse:
    asked = get_object_or_404(Request.objects.visible_to(request.viewer), pk=request_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_request(viewer=request.viewer, request=asked, **form.cleaned_data)
            messages.success(request, _("The answer is written down."))
        except ProtectionError as problem:
            messages.error(request, str(problem))
        return _back(request)
    return _form(request, "protection/answer_request.html", form, asked=asked)


@never_cache
@require_POST
@partnership_page
@needs("protection.look_after")
def copy_for(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """For somebody who asked a coordinator; the coordinator gives it to nobody else."""
    return handed_out(request, _person(request, person_id))


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("protection.look_after")
def forget(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Say what goes and what stays; do it when it is confirmed."""
    person = _person(request, person_id)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.erase_person(viewer=request.viewer, person=person)
            messages.success(request, _("They are forgotten. What was deleted stands below."))
            return _back(request)
        except StillOnDuty as problem:
            form.add_error(None, str(problem))
    return _form(
        request, "protection/forget.html", form, person=person, kept=copying.copy_of(person)
    )


def _person(request: HttpRequest, person_id: UUID) -> Person:
    people = Person.objects.visible_to(request.viewer).filter(merged_into=None)
    return get_object_or_404(people, pk=person_id)


def _back(request: HttpRequest) -> HttpResponse:
    return redirect("protection:overview", request.partnership.slug)


def _form(request: HttpRequest, template: str, form, **context: object) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **context}, status=status)
