"""How one comes to a record that may get papers, and where one goes afterwards."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.spaces.models import Record

View = Callable[..., HttpResponse]


def keeper_page(view: View) -> View:
    """`view(request, record, ...)` below the partnership, for those who keep the papers of a record
    that they may see."""

    @partnership_page
    @needs("papers.keep")
    @wraps(view)
    def page(request: HttpRequest, record_id: UUID, **kwargs: object) -> HttpResponse:
        seen = Record.objects.visible_to(request.viewer).filter(partnership=request.partnership)
        return view(request, get_object_or_404(seen, pk=record_id), **kwargs)

    return page


def way_back(request: HttpRequest, record: Record) -> str:
    """The page one came from, if it is one of ours; else the record's place in the thread."""
    asked = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return asked
    return reverse("thread:thread", args=[request.partnership.slug, record.pk])
