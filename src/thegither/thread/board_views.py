"""The board paper as a page, as DOCX and as PDF."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from thegither.formats.documents import Document
from thegither.spine.people.pages import partnership_page
from thegither.thread.board import Period, board_paper
from thegither.thread.board_document import document_of
from thegither.thread.forms import PeriodForm
from thegither.ui.downloads import docx_download, pdf_download


@require_safe
@partnership_page
def show(request: HttpRequest) -> HttpResponse:
    """The paper of the asked period; of a wrong one nothing but what is wrong with it."""
    form = _form(request)
    context = {"form": form, "asked": request.GET.urlencode()}
    if form.is_valid():
        context["paper"] = board_paper(request.viewer, request.partnership, form.period)
    return render(request, "thread/board_paper.html", context)


@require_safe
@partnership_page
def docx(request: HttpRequest) -> HttpResponse:
    return _as_file(request, docx_download)


@require_safe
@partnership_page
def pdf(request: HttpRequest) -> HttpResponse:
    return _as_file(request, pdf_download)


def _form(request: HttpRequest) -> PeriodForm:
    """What was asked for; nothing asked means since last quarter."""
    usual = Period.since_last_quarter(timezone.localdate())
    return PeriodForm(request.GET or {"since": usual.since, "until": usual.until})


def _as_file(
    request: HttpRequest, hand_out: Callable[[Document, str], HttpResponse]
) -> HttpResponse:
    """The file, or back to the page, which says what is wrong with the period."""
    form, slug = _form(request), request.partnership.slug
    if not form.is_valid():
        page = reverse("thread:board_paper", args=[slug])
        return redirect(f"{page}?{request.GET.urlencode()}")
    paper = board_paper(request.viewer, request.partnership, form.period)
    return hand_out(document_of(paper), f"board-paper-{slug}-{form.period.until.isoformat()}")
