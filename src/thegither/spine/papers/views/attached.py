"""A paper on its way in, on its way out, and taken away."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thegither.formats.papers import MEDIA_TYPES
from thegither.spine.papers.actions import add_paper, withdraw_paper
from thegither.spine.papers.errors import PaperError
from thegither.spine.papers.forms import PaperForm, WithdrawForm
from thegither.spine.papers.models import Paper
from thegither.spine.papers.queries import content_of, find_paper
from thegither.spine.papers.views.doors import keeper_page, way_back
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.spaces.models import Record

# A browser shows the file alone or stores it: it runs nothing, loads nothing, guesses nothing.
SANDBOX = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}
# A browser that guesses in spite of everything guesses about text.
UNGUESSED = {Paper.Kind.CSV, Paper.Kind.TXT}


@require_safe
@partnership_page
def file(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """The file, to whoever may see its record. Only pictures open in the browser."""
    paper = find_paper(request.viewer, request.partnership, paper_id).first()
    if paper is None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if paper is None:
        raise Http404
    try:
        content = content_of(paper)
    except FileNotFoundError as gone:
        raise Http404 from gone
    media = "application/octet-stream" if paper.kind in UNGUESSED else MEDIA_TYPES[paper.kind]
    name = content_disposition_header(not paper.is_picture, paper.file_name)
    return HttpResponse(content, media, headers=SANDBOX | {"Content-Disposition": name})


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def add(request: HttpRequest, record: Record) -> HttpResponse:
    form = PaperForm(request.POST or None, request.FILES or None, initial=_as_the_record(record))
    if form.is_bound and form.is_valid():
        try:
            paper = add_paper(viewer=request.viewer, record=record, **form.cleaned_data)
        except PaperError as problem:
            form.add_error("upload", str(problem))
        else:
            messages.success(request, _("“%(title)s” is attached.") % {"title": paper.title})
            return redirect(way_back(request, record))
    context = {"form": form, "record": record, "back": way_back(request, record)}
    status = 422 if form.errors else 200
    return render(request, "papers/add.html", context, status=status)


def _as_the_record(record: Record) -> dict[str, str]:
    return {"language": record.language}


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("papers.keep")
def withdraw(request: HttpRequest, paper_id: UUID) -> HttpResponse:
    """Say what taking away does; do it when a reason is given."""
    paper = get_object_or_404(find_paper(request.viewer, request.partnership, paper_id))
    form = WithdrawForm(request.POST or None)
    back = way_back(request, paper.record)
    if form.is_bound and form.is_valid():
        withdraw_paper(viewer=request.viewer, paper=paper, **form.cleaned_data)
        messages.success(request, _("The file is deleted."))
        return redirect(back)
    context = {"form": form, "paper": paper, "back": back}
    return render(request, "papers/withdraw.html", context, status=422 if form.errors else 200)
