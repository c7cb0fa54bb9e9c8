"""The questions there are: a list, each with what it is built on, as it will be answered, and as a file."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.assessments.actions import instruments as actions
from thegither.capabilities.assessments.forms.answering import AnswerForm
from thegither.capabilities.assessments.forms.instruments import ImportForm
from thegither.capabilities.assessments.queries.instruments import Choice, choices, find_choice
from thegither.capabilities.assessments.queries.pages import areas_of
from thegither.capabilities.assessments.queries.respondents import Sheet
from thegither.formats.instruments import (
    content_text,
    in_language,
    instrument_of,
    write_xlsform,
)
from thegither.formats.workbook_write import XLSX_TYPE
from thegither.spine.people.pages import View, needs, partnership_page
from thegither.ui.downloads import download

TOML_TYPE = "application/toml"
SALT = "assessments.import"
SEE, KEEP = "assessments.see_instruments", "assessments.keep_instruments"


def instrument_page(rule: str) -> Callable[[View], View]:
    """`view(request, choice, ...)` for an instrument that this viewer may see."""

    def decorate(view: View) -> View:
        @partnership_page
        @needs(rule)
        @wraps(view)
        def page(request: HttpRequest, name: str, **kwargs: object) -> HttpResponse:
            found = find_choice(request.viewer, request.partnership, name)
            if found is None:
                raise Http404
            return view(request, found, **kwargs)

        return page

    return decorate


def to(request: HttpRequest, page: str, choice: Choice, *more: object) -> HttpResponse:
    return redirect(f"assessments:{page}", request.partnership.slug, choice.key, *more)


@require_safe
@partnership_page
@needs(SEE)
def index(request: HttpRequest) -> HttpResponse:
    """Which questions are there to choose from?"""
    found = choices(request.viewer, request.partnership)
    context = {
        "own": [one for one in found if one.own],
        "shipped": [one for one in found if not one.own],
        "word": "see",
    }
    return render(request, "assessments/instruments.html", context)


@require_safe
@instrument_page(SEE)
def show(request: HttpRequest, choice: Choice) -> HttpResponse:
    """What does it ask, and what is it built on?"""
    instrument = choice.instrument
    context = {
        "choice": choice,
        "instrument": instrument,
        "areas": areas_of(instrument),
        "word": "see",
    }
    return render(request, "assessments/instrument.html", context)


@require_safe
@instrument_page(SEE)
def preview(request: HttpRequest, choice: Choice, number: int) -> HttpResponse:
    """One area as it will be answered. Nothing that is chosen here goes anywhere."""
    asked = request.GET.get("language", "")
    instrument = in_language(choice.instrument, asked)
    areas = areas_of(instrument)
    area = next((area for area in areas if area.number == number), None)
    if area is None:
        raise Http404
    context = {
        "choice": choice,
        "area": area,
        "areas": areas,
        "next": number + 1 if number < len(areas) else None,
        "form": AnswerForm(area.items, Sheet({}, {})),
        "language": instrument.language,
        "languages": choice.instrument.languages,
        "word": "see",
    }
    return render(request, "assessments/instrument_preview.html", context)


@require_safe
@instrument_page(SEE)
def file(request: HttpRequest, choice: Choice, form: str) -> HttpResponse:
    """To take away: everything as TOML, or as an XLSForm for other programmes."""
    name = slugify(choice.title) or "questions"
    if form == "toml":
        return download(content_text(choice.content).encode(), TOML_TYPE, f"{name}.toml")
    if form == "xlsx":
        return download(write_xlsform(choice.instrument), XLSX_TYPE, f"{name}.xlsx")
    raise Http404


@require_POST
@instrument_page(KEEP)
def copy(request: HttpRequest, choice: Choice) -> HttpResponse:
    """A copy of one's own, to change."""
    title = _("%(title)s (ours)") % {"title": choice.title}
    own = actions.keep_instrument(
        viewer=request.viewer,
        partnership=request.partnership,
        content=choice.content | {"title": title},
    )
    messages.success(request, _("This copy is yours. Change what you like."))
    return redirect("assessments:edit_instrument", request.partnership.slug, str(own.pk))


@require_POST
@instrument_page(KEEP)
def discard(request: HttpRequest, choice: Choice) -> HttpResponse:
    if choice.own is None:
        raise Http404
    actions.discard_instrument(viewer=request.viewer, own=choice.own)
    messages.success(request, _("It is gone. Assessments that ask it keep their copy."))
    return redirect("assessments:instruments", request.partnership.slug)


# --- bringing questions in ------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs(KEEP)
def bring_in(request: HttpRequest) -> HttpResponse:
    """Upload, look, keep. Between the two presses the questions travel in the page, signed; none is stored."""
    if "kept" in request.POST:
        return _keep(request)
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _look(request, form)
    context = {"form": form, "word": "see"}
    return render(
        request, "assessments/import_instrument.html", context, status=422 if form.errors else 200
    )


def _look(request: HttpRequest, form: ImportForm) -> HttpResponse:
    found = form.cleaned_data["file"]
    areas = areas_of(instrument_of(found.content))
    context = {
        "title": found.content["title"],
        "left_out": found.left_out,
        "parts": [(area, AnswerForm(area.items, Sheet({}, {}))) for area in areas],
        "kept": signing.dumps(found.content, salt=SALT, compress=True),
        "word": "see",
    }
    return render(request, "assessments/import_preview.html", context)


def _keep(request: HttpRequest) -> HttpResponse:
    try:
        content = signing.loads(request.POST["kept"], salt=SALT, max_age=24 * 60 * 60)
    except signing.BadSignature:
        messages.error(request, _("This page is too old. Choose the file once more."))
        return redirect("assessments:import_instrument", request.partnership.slug)
    own = actions.keep_instrument(
        viewer=request.viewer, partnership=request.partnership, content=content
    )
    messages.success(request, _("These questions are yours now. You can change them and ask them."))
    return redirect("assessments:instrument", request.partnership.slug, str(own.pk))
