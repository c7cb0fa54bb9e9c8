"""Writing one line or clause, changing it from a day on, ending it, and striking what was a mistake."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thegither.spine.authority import actions
from thegither.spine.authority.forms import (
    ChangeForm,
    DelegationForm,
    EndForm,
    LineForm,
    StrikeForm,
)
from thegither.spine.authority.models import AccountabilityLine, DatedEntry, Delegation
from thegither.spine.authority.queries import written_delegations, written_lines
from thegither.spine.authority.views.pages import page
from thegither.spine.authority.wording import entry_in_words
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.views.keeping import kept

WRITTEN = {AccountabilityLine: written_lines, Delegation: written_delegations}
LISTED = {AccountabilityLine: "authority:lines", Delegation: "authority:scheme"}


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("authority.change")
def add_line(request: HttpRequest) -> HttpResponse:
    form = LineForm(request.POST or None, viewer=request.viewer)
    heading, done = _("Who answers to whom, and for what?"), _("The line is written down.")
    return _form_page(request, form, actions.add_line, AccountabilityLine, heading, done)


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("authority.change")
def add_clause(request: HttpRequest) -> HttpResponse:
    form = DelegationForm(request.POST or None, viewer=request.viewer)
    heading, done = _("Who may decide what?"), _("The clause is written down.")
    return _form_page(request, form, actions.add_delegation, Delegation, heading, done)


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("authority.change")
def change_clause(request: HttpRequest, key: UUID) -> HttpResponse:
    entry = _find(request, Delegation, key)
    initial = {name: getattr(entry, name) for name in ("clause", "limit", "conditions")}
    form = ChangeForm(request.POST or None, initial=initial | {"from_day": timezone.localdate()})
    return _form_page(
        request,
        form,
        actions.change_delegation,
        Delegation,
        _("What does it say from now on?"),
        _("Changed. Answers about earlier days stay what they were."),
        entry,
        delegation=entry,
    )


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("authority.change")
def end(request: HttpRequest, key: UUID, model: type[DatedEntry]) -> HttpResponse:
    entry = _find(request, model, key)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    heading, done = (
        _("When does it end?"),
        _("Kept. It stays written for the days on which it held."),
    )
    return _form_page(request, form, actions.end_entry, model, heading, done, entry, entry=entry)


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("authority.change")
def strike(request: HttpRequest, key: UUID, model: type[DatedEntry]) -> HttpResponse:
    entry = _find(request, model, key)
    form = StrikeForm(request.POST or None)
    heading, done = (
        _("Was it written by mistake?"),
        _("Struck out. The audit chain keeps that it was there."),
    )
    return _form_page(request, form, actions.strike_entry, model, heading, done, entry, entry=entry)


def _find(request: HttpRequest, model: type[DatedEntry], key: UUID) -> Any:
    return get_object_or_404(WRITTEN[model](request.viewer), pk=key)


def _form_page(
    request: HttpRequest,
    form: BaseForm,
    action: Callable[..., Any],
    model: type[DatedEntry],
    heading: str,
    done: str,
    about: DatedEntry | None = None,
    /,
    **known: Any,
) -> HttpResponse:
    """A page with one form, kept by one action, which leads back to the list."""
    back = reverse(LISTED[model], args=[request.partnership.slug])
    if kept(form, action, viewer=request.viewer, **known):
        messages.success(request, done)
        return redirect(back)
    lead = entry_in_words(about) if about else ""
    context = {"form": form, "heading": heading, "back": back, "lead": lead}
    return page(request, "form", context)
