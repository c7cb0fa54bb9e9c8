"""Entries that may be one person: look, join, keep apart, undo."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thegither.spine.people import actions
from thegither.spine.people.duplicates import proposals, standing_merges
from thegither.spine.people.errors import NotMergeable
from thegither.spine.people.models import Merge, Person
from thegither.spine.people.pages import needs, partnership_page


@require_safe
@partnership_page
@needs("people.change_register")
def duplicates(request: HttpRequest) -> HttpResponse:
    context = {"pairs": proposals(request.viewer), "merges": standing_merges(request.viewer)}
    return render(request, "people/duplicates.html", context)


@require_POST
@partnership_page
@needs("people.change_register")
def merge(request: HttpRequest, kept_id: UUID, absorbed_id: UUID) -> HttpResponse:
    kept, absorbed = _person(request, kept_id), _person(request, absorbed_id)
    join = partial(actions.merge_people, viewer=request.viewer, kept=kept, absorbed=absorbed)
    return _do(request, join, _("Joined. You can undo this below."))


@require_POST
@partnership_page
@needs("people.change_register")
def keep_apart(request: HttpRequest, first_id: UUID, second_id: UUID) -> HttpResponse:
    first, second = _person(request, first_id), _person(request, second_id)
    part = partial(actions.keep_apart, viewer=request.viewer, first=first, second=second)
    return _do(request, part, _("Noted: these are two people. We do not ask again."))


@require_POST
@partnership_page
@needs("people.change_register")
def undo_merge(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    merges = Merge.objects.filter(kept__in=Person.objects.visible_to(request.viewer))
    joined = get_object_or_404(merges, pk=merge_id)
    undo = partial(actions.undo_merge, viewer=request.viewer, merge=joined)
    return _do(request, undo, _("Undone: they are two again."))


def _do(request: HttpRequest, act: Callable[[], object], done: str) -> HttpResponse:
    """Act, say on the list what came of it, or why not."""
    try:
        act()
        messages.success(request, done)
    except NotMergeable as problem:
        messages.error(request, str(problem))
    return redirect("people:duplicates", request.partnership.slug)


def _person(request: HttpRequest, person_id: UUID) -> Person:
    return get_object_or_404(Person.objects.visible_to(request.viewer), pk=person_id)
