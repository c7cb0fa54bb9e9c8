"""The two documents, as a page to read, as DOCX to finish and as PDF to pass on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from thegither.formats.documents import Document
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.protection import documents
from thegither.ui.downloads import docx_download, pdf_download

WRITTEN = {
    "impact-assessment": documents.impact_assessment,
    "joint-controllers": documents.joint_controllers,
}
FORMS = {"docx": docx_download, "pdf": pdf_download}


@require_safe
@partnership_page
@needs("protection.look_after")
def document(request: HttpRequest, name: str) -> HttpResponse:
    context = {"document": _document(request, name), "name": name}
    return render(request, "protection/document.html", context)


@require_safe
@partnership_page
@needs("protection.look_after")
def document_file(request: HttpRequest, name: str, form: str) -> HttpResponse:
    written = _document(request, name)
    stem = slugify(f"{request.partnership.slug} {written.title}")
    return FORMS[form](written, stem)


def _document(request: HttpRequest, name: str) -> Document:
    if name not in WRITTEN:
        raise Http404
    return WRITTEN[name](request.partnership)
