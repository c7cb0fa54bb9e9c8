"""What goes out of a wave: its board paper, its tables, and single answers where the promise allows."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries import take_away
from thegither.capabilities.assessments.queries.mirror_page import mirror_view
from thegither.capabilities.assessments.queries.paper import board_paper
from thegither.capabilities.assessments.views.doors import to, wave_page
from thegither.formats.documents import Document, DocumentError
from thegither.formats.tables import CSV_TYPE, write_csv
from thegither.formats.workbook_write import XLSX_TYPE, Sheet, write_workbook
from thegither.ui.downloads import docx_download, download, pdf_download


def _paper(request: HttpRequest, wave: Wave) -> Document:
    paper = board_paper(request.viewer, wave)
    if paper is None:
        raise Http404
    return paper


@require_safe
@wave_page("see_mirror")
def paper(request: HttpRequest, wave: Wave) -> HttpResponse:
    """The board paper of this wave as a page, and the ways to take everything away."""
    document = _paper(request, wave)
    context = {
        "wave": wave,
        "paper": document,
        "blocks": [(type(block).__name__.lower(), block) for block in document.blocks],
        "tables": _sheets(request, wave),
        "why_not": take_away.why_no_single_answers(wave),
        "word": "see",
    }
    return render(request, "assessments/board_paper.html", context)


@require_safe
@wave_page("see_mirror")
def paper_file(request: HttpRequest, wave: Wave, form: str) -> HttpResponse:
    write = {"pdf": pdf_download, "docx": docx_download}.get(form)
    if write is None:
        raise Http404
    try:
        return write(_paper(request, wave), _stem(wave))
    except DocumentError as error:
        messages.error(request, str(error))
        return to(request, "board_paper", wave)


@require_safe
@wave_page("export")
def table(request: HttpRequest, wave: Wave, name: str) -> HttpResponse:
    """One table as CSV; the mark at its beginning tells a spreadsheet that it is UTF-8."""
    sheet = _sheets(request, wave).get(name)
    if sheet is None:
        raise Http404
    return _csv(sheet, f"{_stem(wave)}-{name}.csv")


@require_safe
@wave_page("export")
def workbook(request: HttpRequest, wave: Wave) -> HttpResponse:
    """All tables and the codebook in one workbook."""
    content = write_workbook(list(_sheets(request, wave).values()))
    return download(content, XLSX_TYPE, f"{_stem(wave)}.xlsx")


@require_safe
@wave_page("export")
def answers(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Single answers as CSV, where the promise allows; else the reason why not."""
    why_not = take_away.why_no_single_answers(wave)
    if why_not:
        messages.error(request, why_not)
        return to(request, "board_paper", wave)
    return _csv(take_away.single_answers(wave), f"{_stem(wave)}-answers.csv")


def _sheets(request: HttpRequest, wave: Wave) -> dict[str, Sheet]:
    mirror = mirror_view(request.viewer, wave)
    if mirror is None:
        raise Http404
    return take_away.sheets_of(wave, mirror)


def _csv(sheet: Sheet, name: str) -> HttpResponse:
    rows = (["" if cell is None else str(cell) for cell in row] for row in sheet.rows)
    return download(write_csv(sheet.header, rows).encode("utf-8-sig"), CSV_TYPE, name)


def _stem(wave: Wave) -> str:
    return slugify(wave.title) or "assessment"
