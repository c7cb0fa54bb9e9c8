"""How one comes to a page of a decision, promise, issue or question, and how its form is kept."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.db.models import Model, QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from thegither.spine.people.models import Person
from thegither.spine.people.pages import View, partnership_page
from thegither.spine.people.queries import belonging
from thegither.spine.people.rules import allows, require
from thegither.spine.people.views.keeping import kept
from thegither.spine.promises.models import Decision
from thegither.spine.promises.reading import address_of, decisions_for
from thegither.spine.spaces.models import Record


def thing_page(model: type[Model], rule: str = "") -> Callable[[View], View]:
    """`view(request, thing)` at `.../<key>/` for whoever sees the thing and whom the rule allows.

    Somebody not signed in is asked to sign in first; for everybody else what they may not see is not there.
    """

    def decorate(view: View) -> View:
        @partnership_page
        @wraps(view)
        def page(request: HttpRequest, key: UUID) -> HttpResponse:
            thing = find(request, model, key)
            signed_in = request.user.is_authenticated
            if not signed_in and (
                thing is None or (rule and not allows(rule, request.viewer, thing))
            ):
                return redirect_to_login(request.get_full_path())
            if thing is None:
                raise Http404
            if rule:
                require(rule, request.viewer, thing)
            return view(request, thing)

        return page

    return decorate


def find(request: HttpRequest, model: type[Model], key: UUID) -> Any:
    rows = model.objects.visible_to(request.viewer)
    if model is Record:
        return rows.filter(partnership=request.partnership, pk=key).first()
    own = rows.filter(record__partnership=request.partnership, pk=key)
    found = own.select_related("record__partnership", "record__activity")
    if model is Decision:
        return next(iter(decisions_for(request.viewer, found)), None)
    return found.first()


def because_of(request: HttpRequest) -> Record | None:
    """The record named in the address (`?because=...`) as what led to a new promise, decision or issue."""
    key = request.GET.get("because")
    if not key:
        return None
    try:
        wanted = UUID(key)
    except ValueError as problem:
        raise Http404 from problem
    records = Record.objects.visible_to(request.viewer).filter(partnership=request.partnership)
    return get_object_or_404(records, pk=wanted)


def people_of(request: HttpRequest) -> QuerySet[Person]:
    """Everybody who may answer for something from today."""
    return belonging(request.partnership, timezone.localdate())


def form_page(
    request: HttpRequest,
    form: BaseForm,
    action: Callable[..., Any],
    *,
    heading: str,
    done: str,
    back: str,
    lead: str = "",
    **known: Any,
) -> HttpResponse:
    """A page with one form: kept by one action, which leads on to the page of what it made or changed."""
    thing = kept(form, action, viewer=request.viewer, **known)
    if thing is None:
        context = {"form": form, "heading": heading, "back": back, "lead": lead}
        return render(request, "promises/form.html", context)
    messages.success(request, done)
    return redirect(address_of(thing))
