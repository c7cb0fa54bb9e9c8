"""How people come to a wave: letters, sheets of paper, a shared device; and typing paper in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.actions.errors import AssessmentError
from thegither.capabilities.assessments.forms.answering import PaperForm
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.pages import areas_of
from thegither.capabilities.assessments.queries.progress import answered
from thegither.capabilities.assessments.views.doors import (
    DOORS,
    status,
    to,
    wave_page,
)
from thegither.capabilities.assessments.views.translating import languages_of
from thegither.formats.instruments import in_language
from thegither.spine.contact.actions import Words
from thegither.spine.contact.invited import sheet_code
from thegither.spine.contact.views.asking import Asking, asking_page
from thegither.spine.contact.words import usual_words


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("invite")
def invite(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Whom, in which words; how many answered so far, and never who."""
    where = [request.partnership.slug, wave.pk]
    asking = Asking(
        activity=wave.activity,
        words=_words(wave, reverse("assessments:answer", args=where)),
        back_url=reverse("assessments:wave", args=where),
        back_label=_("About this assessment"),
        answered=answered(wave),
        closes_on=wave.closes_on,
    )
    return asking_page(request, asking)


def _words(wave: Wave, path: str) -> Words:
    minutes, partnership = wave.instrument.minutes, wave.record.partnership
    body = usual_words(wave.title, minutes, wave.closes_on, partnership.name)
    if not wave.is_anonymous:
        body = body.replace(
            _("Nobody can trace how you answered."),
            _("Your answers are kept in confidence; results never show a person."),
        )
    return Words(
        subject=_("How do you see us? %(title)s") % {"title": wave.title},
        body=body,
        path=path,
        minutes=minutes,
    )


@require_safe
@wave_page("preview")
def print_paper(request: HttpRequest, wave: Wave) -> HttpResponse:
    """All the questions on one page: to read through before it opens, and to print."""
    context = _printed(request, wave)
    return render(request, "assessments/paper.html", context)


def _printed(request: HttpRequest, wave: Wave) -> dict[str, object]:
    """The questions to print, in the language that the address names (`?language=gd`), else in their own."""
    told = in_language(wave.instrument, request.GET.get("language", ""))
    return {
        "wave": wave,
        "areas": areas_of(told),
        "spoken": told.language,
        "languages": languages_of(wave),
        "word": "see",
    }


@never_cache
@require_safe
@wave_page("type_paper")
def print_sheets(request: HttpRequest, wave: Wave) -> HttpResponse:
    """A sheet or a slip for each person who was invited, with the code that makes them count once."""
    rows = wave.activity.invitations.filter(declined_on=None).select_related("person")
    context = _printed(request, wave) | {
        "sheets": [(row.person.name, sheet_code(row), row.channel == "letter") for row in rows],
        "kiosk_url": request.build_absolute_uri(
            reverse("assessments:kiosk", args=[request.partnership.slug, wave.pk])
        ),
        "slips": "slips" in request.GET,
    }
    return render(request, "assessments/sheets.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("type_paper")
def type_paper(request: HttpRequest, wave: Wave) -> HttpResponse:
    form = PaperForm(wave.instrument.items, request.POST or None)
    if request.method == "POST" and form.is_valid() and _typed(request, wave, form):
        messages.success(request, _("The sheet is stored. Type in the next one."))
        return to(request, "paper", wave)
    context = {"form": form, "wave": wave, "word": "see"}
    return render(request, "assessments/type_paper.html", context, status=status(form))


def _typed(request: HttpRequest, wave: Wave, form: PaperForm) -> bool:
    try:
        actions.type_paper(
            viewer=request.viewer,
            wave=wave,
            code=form.code,
            answers=form.answers,
            remarks=form.remarks,
            helped=form.helped,
        )
    except AssessmentError as problem:
        field = "_code" if problem.field == "code" else problem.field
        form.add_error(field if field in form.fields else None, str(problem))
        return False
    return True


kiosk = DOORS.code("answer", "answer")
