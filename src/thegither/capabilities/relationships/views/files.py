"""Bringing ties of organisations in from a file, and taking the map away."""

import io
import zipfile

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.forms import BringInForm
from thegither.capabilities.relationships.models import Snapshot, Wave
from thegither.capabilities.relationships.queries.brought import (
    TooLarge,
    as_brought,
    read_uploads,
)
from thegither.capabilities.relationships.queries.files import files_of
from thegither.capabilities.relationships.views.doors import wave_page
from thegither.capabilities.relationships.views.running import to
from thegither.formats.errors import FormatError
from thegither.spine.people.pages import needs, partnership_page
from thegither.ui.downloads import download

TYPES = {
    "csv": "application/zip",
    "graphml": "application/xml",
    "gexf": "application/xml",
    "json": "application/json",
    "net": "text/plain",
}


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("relationships.bring_in")
def bring_in(request: HttpRequest) -> HttpResponse:
    form = BringInForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        wave = _bring_in(request, form)
        if wave:
            messages.success(request, _("It is read. The map is there in about a minute."))
            return to(request, "wave", wave)
    status = 422 if form.errors else 200
    return render(
        request, "relationships/bring_in.html", {"form": form, "word": "see"}, status=status
    )


def _bring_in(request: HttpRequest, form: BringInForm) -> Wave | None:
    said = form.cleaned_data
    try:
        table = read_uploads(said["ties"], said["nodes"], undirected=said["undirected"])
        brought = as_brought(table, said["group"].strip(), said["weight"].strip())
    except (FormatError, TooLarge) as problem:
        form.add_error("ties", str(problem))
        return None
    return actions.bring_in(
        viewer=request.viewer,
        partnership=request.partnership,
        title=said["title"],
        brought=brought,
    )


@require_safe
@wave_page("export")
def file(request: HttpRequest, wave: Wave, ending: str) -> HttpResponse:
    """The map in one open format; CSV is two files, so they come in a zip."""
    if ending not in TYPES or not Snapshot.objects.filter(wave=wave).exists():
        raise Http404
    files = files_of(wave, ending)
    if len(files) == 1:
        [(name, content)] = files.items()
        return download(content, TYPES[ending], name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return download(packed.getvalue(), TYPES[ending], "relationships.zip")
