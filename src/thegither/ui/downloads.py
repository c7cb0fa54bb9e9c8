"""Files that a page hands out."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from thegither.formats.documents import DOCX_TYPE, PDF_TYPE, Document, to_docx, to_pdf


def download(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A file that the browser stores under this name and does not open inside the page."""
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return HttpResponse(
        content, content_type=content_type, headers={"Content-Disposition": disposition}
    )


def docx_download(document: Document, name: str) -> HttpResponse:
    """The document to be edited; `name` without its ending."""
    return download(to_docx(document), DOCX_TYPE, f"{name}.docx")


def pdf_download(document: Document, name: str) -> HttpResponse:
    """The document to be read and printed; `name` without its ending."""
    return download(to_pdf(document), PDF_TYPE, f"{name}.pdf")
