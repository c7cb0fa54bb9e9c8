"""The other versions of a text: which there are, one more, one less."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thegither.spine.papers.actions import add_other_version, remove_other_version
from thegither.spine.papers.errors import PaperError
from thegither.spine.papers.forms import VersionForm
from thegither.spine.papers.models import OtherVersion
from thegither.spine.papers.queries import versions_of
from thegither.spine.papers.views.doors import keeper_page, way_back
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.spaces.models import Record


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def versions(request: HttpRequest, record: Record) -> HttpResponse:
    form = VersionForm(
        request.POST or None, request.FILES or None, initial={"language": record.language}
    )
    if form.is_bound and form.is_valid():
        try:
            version = add_other_version(viewer=request.viewer, record=record, **form.cleaned_data)
        except PaperError as problem:
            form.add_error("upload" if form.cleaned_data["upload"] else "url", str(problem))
        else:
            messages.success(request, _("Added: %(name)s.") % {"name": version.name})
            return redirect(way_back(request, record))
    context = {
        "form": form,
        "record": record,
        "versions": versions_of(request.viewer, record),
        "back": way_back(request, record),
    }
    return render(request, "papers/versions.html", context, status=422 if form.errors else 200)


@require_POST
@partnership_page
@needs("papers.keep")
def remove(request: HttpRequest, version_id: UUID) -> HttpResponse:
    seen = OtherVersion.objects.visible_to(request.viewer).filter(
        record__partnership=request.partnership
    )
    version = get_object_or_404(seen.select_related("record", "paper"), pk=version_id)
    back = way_back(request, version.record)
    remove_other_version(viewer=request.viewer, version=version)
    messages.success(request, _("Removed."))
    return redirect(back)
