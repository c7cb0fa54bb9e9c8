"""Bringing in a list of lines or clauses: read it, look at all that is wrong or would be stored, store it."""

from typing import Any, NamedTuple

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thegither.formats.errors import FormatError
from thegither.spine.authority import actions
from thegither.spine.authority.forms import TableForm
from thegither.spine.authority.reading import Reading, read_delegations, read_lines
from thegither.spine.authority.replacement import change_of
from thegither.spine.authority.views.pages import page
from thegither.spine.authority.wording import entry_in_words, period
from thegither.spine.people.errors import WrongEntry
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.staging import Staged

ROWS_SHOWN = 10


class Kind(NamedTuple):
    """One kind of list: its heading, its columns, how it is read and stored, and where it is seen."""

    heading: Any
    columns: str
    read: Any
    store: Any
    named: str
    listed: str


CLAUSES = "decision_type, post, limit, conditions, clause, valid_from, valid_to"
REPLACEMENT = "replacement"
KINDS = {
    "lines": Kind(
        gettext_lazy("Bring in a list of who answers to whom"),
        "from, to, kind, valid_from, valid_to",
        read_lines,
        actions.import_lines,
        "lines",
        "authority:lines",
    ),
    "scheme": Kind(
        gettext_lazy("Bring in a scheme of delegation"),
        CLAUSES,
        read_delegations,
        actions.import_delegations,
        "delegations",
        "authority:scheme",
    ),
    REPLACEMENT: Kind(
        gettext_lazy("Replace the whole scheme by a list"),
        CLAUSES,
        read_delegations,
        actions.replace_scheme,
        "delegations",
        "authority:scheme",
    ),
}


@never_cache
@require_http_methods(["GET", "POST"])
@partnership_page
@needs("authority.change")
def import_list(request: HttpRequest, name: str) -> HttpResponse:
    kind = _kind(name)
    form = TableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        staged = form.cleaned_data["staged"]
        if staged.table:
            try:
                return _preview(request, name, staged, staged.sign(request.viewer))
            except FormatError as problem:
                form.add_error(None, str(problem))
        else:
            form.add_error(None, _("This is no list of rows. Save it as CSV or XLSX."))
    return page(request, "import", {"form": form, "kind": kind})


@never_cache
@require_POST
@partnership_page
@needs("authority.change")
def store_list(request: HttpRequest, name: str) -> HttpResponse:
    """What was looked at is stored; read again, since the register may have changed meanwhile."""
    kind, sealed = _kind(name), request.POST.get("staged", "")
    try:
        staged = Staged.unsign(sealed, request.viewer)
    except signing.BadSignature:
        messages.error(request, _("The list was lost on the way. Paste it once more."))
        return redirect("authority:import_list", request.partnership.slug, name)
    reading = kind.read(request.viewer, request.partnership, staged.table)
    if reading.problems or not reading.entries:
        return _preview(request, name, staged, sealed)
    stored = kind.store(
        viewer=request.viewer,
        partnership=request.partnership,
        source=staged.source,
        **{kind.named: reading.entries},
    )
    messages.success(request, stored.sentence)
    return redirect(kind.listed, request.partnership.slug)


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise Http404
    return KINDS[name]


def _preview(request: HttpRequest, name: str, staged: Staged, sealed: str) -> HttpResponse:
    reading: Reading = KINDS[name].read(request.viewer, request.partnership, staged.table)
    context = {
        "kind": KINDS[name],
        "name": name,
        "reading": reading,
        "sealed": sealed,
        "sample": [(entry_in_words(one), period(one)) for one in reading.entries[:ROWS_SHOWN]],
        "problems": [str(problem) for problem in reading.problems[:ROWS_SHOWN]],
    }
    if name == REPLACEMENT:
        return _preview_replacement(request, reading, context)
    return page(request, "import_preview", context)


def _preview_replacement(
    request: HttpRequest, reading: Reading, context: dict[str, Any]
) -> HttpResponse:
    change = change_of(request.partnership, reading.entries, timezone.localdate())
    parts = (
        (_("Ends today"), change.ends),
        (_("Begins tomorrow, or on its own first day if that is later"), change.begins),
        (_("Stays as it is"), change.stays),
    )
    told = [
        (heading, len(rows), [entry_in_words(one) for one in rows[:ROWS_SHOWN]])
        for heading, rows in parts
    ]
    may_store = bool(change and reading.entries and not reading.problems)
    more = {"parts": told, "may_store": may_store}
    return page(request, "replacement_preview", context | more)


@require_POST
@partnership_page
@needs("authority.change")
def undo_replacement(request: HttpRequest) -> HttpResponse:
    try:
        actions.undo_replacement(viewer=request.viewer, partnership=request.partnership)
    except WrongEntry as problem:
        messages.error(request, str(problem))
    else:
        messages.success(request, _("Undone. Every clause stands again as it stood."))
    return redirect("authority:scheme", request.partnership.slug)
