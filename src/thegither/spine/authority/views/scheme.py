"""The scheme of delegation: what is wrong with it, and what each clause says."""

from itertools import groupby
from operator import attrgetter

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from thegither.formats.tables import CSV_TYPE
from thegither.spine.authority.exporting import scheme_csv
from thegither.spine.authority.forms import ClausesForm
from thegither.spine.authority.queries import (
    decision_types,
    posts_with_clauses,
    written_delegations,
)
from thegither.spine.authority.replacement import undoable
from thegither.spine.authority.scheme import look_at
from thegither.spine.authority.views.pages import page
from thegither.spine.people.pages import needs, partnership_page
from thegither.ui.downloads import download

A_PAGE = 100


@require_safe
@partnership_page
@needs("authority.see")
def scheme(request: HttpRequest) -> HttpResponse:
    viewer, today = request.viewer, timezone.localdate()
    form = ClausesForm(request.GET, types=decision_types(request.partnership))
    clauses = Paginator(form.found(viewer, today), A_PAGE).get_page(request.GET.get("page"))
    by_type = [
        (kind, list(each)) for kind, each in groupby(clauses, key=attrgetter("decision_type"))
    ]
    context = {
        "form": form,
        "clauses": clauses,
        "by_type": by_type,
        "is_one_kind": len(by_type) == 1,
        "looked": look_at(viewer, request.partnership, today),
        "posts": posts_with_clauses(viewer),
        "is_written": written_delegations(viewer).exists(),
        "may_undo": undoable(request.partnership, today) is not None,
    }
    return page(request, "scheme", context)


@require_safe
@partnership_page
@needs("authority.see")
def as_csv(request: HttpRequest) -> HttpResponse:
    name = f"{request.partnership.slug}.scheme.csv"
    return download(scheme_csv(request.viewer), CSV_TYPE, name)
