"""Bringing in a Polis conversation: the upload, and how far it is."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thegither.capabilities.conversations.actions import importing as actions
from thegither.capabilities.conversations.forms import PolisUploadForm
from thegither.capabilities.conversations.models import ImportJob
from thegither.capabilities.conversations.queries.polis import repairs_in_words
from thegither.spine.people.pages import needs, partnership_page


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("conversations.import_polis")
def upload(request: HttpRequest) -> HttpResponse:
    form = PolisUploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            job = actions.queue_import(
                viewer=request.viewer,
                partnership=request.partnership,
                files=form.cleaned_data["files"],
                question=form.cleaned_data["question"],
            )
        except actions.CannotUnpack as error:
            form.add_error("files", str(error))
        else:
            return redirect("conversations:import_job", request.partnership.slug, job.pk)
    context = {"form": form, "word": "listen"}
    return render(request, "conversations/import.html", context, status=422 if form.errors else 200)


@never_cache
@require_safe
@partnership_page
@needs("conversations.import_polis")
def job(request: HttpRequest, job: UUID) -> HttpResponse:
    """How far the import is. The page asks again by itself; without JavaScript there is a link."""
    jobs = ImportJob.objects.visible_to(request.viewer).select_related("record")
    found = get_object_or_404(jobs, pk=job, record__partnership=request.partnership)
    context = {"job": found, "repairs": repairs_in_words(found.counts.get("repairs", {}))}
    name = "_import_job" if request.htmx else "import_job"
    return render(request, f"conversations/{name}.html", context)
