"""The two documents, as a page to read, as DOCX to finish and as PDF to pass on."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from thegither.formats.documents import DOCX_TYPE, PDF_TYPE, Document, to_docx, to_pdf
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.protection import documents

WRITTEN = {
    "impact-assessment": documents.impact_assessment,
    "joint-controllers": documents.joint_controllers,
}
FORMS = {"docx": (DOCX_TYPE, to_docx), "pdf": (PDF_TYPE, to_pdf)}


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
    kind, write = FORMS[form]
    stem = slugify(f"{request.partnership.slug} {written.title}")
    headers = {"Content-Disposition": f'attachment; filename="{stem}.{form}"'}
    return HttpResponse(write(written), content_type=kind, headers=headers)


def _document(request: HttpRequest, name: str) -> Document:
    if name not in WRITTEN:
        raise Http404
    return WRITTEN[name](request.partnership)
