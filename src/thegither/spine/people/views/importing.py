"""Bringing in a list: read it, name its columns, look at what it would give, store it; or undo it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.formats.errors import FormatError
from thegither.formats.popolo import Register
from thegither.spine.people import actions
from thegither.spine.people.errors import InUse
from thegither.spine.people.forms import ColumnsForm, ListForm
from thegither.spine.people.lists import lists_of
from thegither.spine.people.models import Import, Organization
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.sectors import bodies_without_sector, likely_sector
from thegither.spine.people.staging import Staged

ROWS_SHOWN = 5
FAULTS_SHOWN = 10


@never_cache
@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def import_people(request: HttpRequest) -> HttpResponse:
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _first_look(request, form.cleaned_data["staged"])
        except FormatError as problem:
            _say(form, problem)
    return render(request, "people/import_people.html", {"form": form})


def _first_look(request: HttpRequest, staged: Staged) -> HttpResponse:
    initial = {"staged": staged.sign(request.viewer)}
    columns = _columns(request, staged, initial=initial)
    return _preview(request, staged, columns)


@never_cache
@require_POST
@partnership_page
@needs("people.change_register")
def import_columns(request: HttpRequest) -> HttpResponse:
    """Look again with these columns, or store the list; a wrong row stops all of it."""
    try:
        staged = Staged.unsign(request.POST.get("staged", ""), request.viewer)
    except signing.BadSignature:
        messages.error(request, _("The list was lost on the way. Paste it once more."))
        return redirect("people:import_people", request.partnership.slug)
    form = _columns(request, staged, data=request.POST)
    register = _register(staged, form)
    if register and request.POST.get("step") == "store":
        try:
            return _store(request, staged, register)
        except FormatError as problem:
            _say(form, problem)
    return _preview(request, staged, form, register)


def _say(form: Form, problem: FormatError) -> None:
    """Every fault by its place, as far as anybody wants to read."""
    for fault in problem.faults[:FAULTS_SHOWN]:
        form.add_error(None, str(fault))
    more = len(problem.faults) - FAULTS_SHOWN
    if more > 0:
        words = ngettext("%(n)s more row has a fault.", "%(n)s more rows have a fault.", more)
        form.add_error(None, words % {"n": more})


def _columns(request: HttpRequest, staged: Staged, **given: Any) -> ColumnsForm:
    """The form for the columns of a list, and for the sectors of bodies for which it tells none."""
    choice = staged.guess()
    names = bodies_without_sector(staged.table, choice) if staged.table and choice else []
    own = Organization.objects.filter(partnership=request.partnership)
    known = {name.casefold(): sector for name, sector in own.values_list("name", "sector")}
    bodies = {name: known.get(name.casefold()) or likely_sector(name) for name in names}
    return ColumnsForm(table=staged.table, choice=choice, bodies=bodies, **given)


def _register(staged: Staged, form: ColumnsForm) -> Register | None:
    if not form.is_valid():
        return None
    try:
        return staged.register(form.choice(), form.defaults(), form.sectors())
    except FormatError as problem:
        _say(form, problem)
        return None


def _store(request: HttpRequest, staged: Staged, register: Register) -> HttpResponse:
    done = actions.import_register(
        viewer=request.viewer,
        partnership=request.partnership,
        register=register,
        source=staged.source,
    )
    messages.success(request, _what_came_in(done))
    return redirect("people:imports", request.partnership.slug)


def _what_came_in(done: Import) -> str:
    new = done.counts["persons_new"]
    people = ngettext("%(n)s new person", "%(n)s new people", new) % {"n": new}
    changed = done.counts["persons_changed"]
    known = ngettext("%(n)s brought up to date", "%(n)s brought up to date", changed)
    return _("The list is in: %(people)s, %(known)s.") % {
        "people": people,
        "known": known % {"n": changed},
    }


def _preview(
    request: HttpRequest, staged: Staged, form: ColumnsForm, register: Register | None = None
) -> HttpResponse:
    rows = staged.table.rows[: ROWS_SHOWN + 1] if staged.table else ()
    width = staged.table.width if staged.table else 0
    context = {
        "form": form,
        "source": staged.source,
        "sample": [[row.cell(index) for index in range(width)] for row in rows],
        "register": register,
    }
    return render(request, "people/import_columns.html", context)


@require_safe
@partnership_page
@needs("people.change_register")
def imports(request: HttpRequest) -> HttpResponse:
    """Which lists came in, and which of them can be taken out again."""
    return render(request, "people/imports.html", {"lists": lists_of(request.viewer)})


@require_POST
@partnership_page
@needs("people.change_register")
def undo_import(request: HttpRequest, import_id: UUID) -> HttpResponse:
    source = get_object_or_404(Import, pk=import_id, partnership=request.partnership)
    try:
        people = actions.undo_import(viewer=request.viewer, source=source)
    except InUse as problem:
        messages.error(request, str(problem))
    else:
        gone = ngettext(
            "The list is taken out again, and with it %(n)s person.",
            "The list is taken out again, and with it %(n)s people.",
            people,
        )
        messages.success(request, gone % {"n": people})
    return redirect("people:imports", request.partnership.slug)
