"""Answering: what it is about, one page for each area, a look at everything, and done."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.actions.errors import AssessmentError
from thegither.capabilities.assessments.forms.answering import AnswerForm
from thegither.capabilities.assessments.queries.pages import Area, areas_of, next_area, overview
from thegither.capabilities.assessments.queries.respondents import Sheet, sheet_of
from thegither.capabilities.assessments.views.doors import (
    Door,
    answering,
    status,
)
from thegither.capabilities.assessments.views.translating import (
    LANGUAGE,
    instrument_for,
    languages_of,
    remember_language,
)
from thegither.spine.contact.helped import note_help, said_helped
from thegither.spine.contact.shared_device import let_out


@never_cache
@require_safe
@answering
def start(request: HttpRequest, door: Door) -> HttpResponse:
    """What it is about, how far one is, and where to go on."""
    sheet = _shown(door)
    areas = areas_of(instrument_for(request, door.wave))
    on = next_area(areas, sheet)
    context = _context(request, door) | {
        "languages": languages_of(door.wave),
        "parts": [(door.url("area", part.area.number), part) for part in overview(areas, sheet)],
        "on_url": door.url("area", on.number) if on else door.review_url,
        "has_begun": bool(sheet.answers or sheet.remarks),
        "sheet": sheet,
        "had_help": said_helped(request, door.wave.activity_id),
    }
    return remember_language(request, render(request, "assessments/answer.html", context))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@answering
def area(request: HttpRequest, door: Door, number: int) -> HttpResponse:
    """One area: shown as it was answered so far, and kept when it is sent."""
    areas = areas_of(instrument_for(request, door.wave))
    if not 1 <= number <= len(areas):
        raise Http404
    here = areas[number - 1]
    form = AnswerForm(here.items, _shown(door), request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(door, form):
        return redirect(_onward(request, door, here, areas))
    context = _context(request, door) | {
        "form": form,
        "area": here,
        "areas": len(areas),
        "before_url": door.url("area", number - 1) if number > 1 else door.start_url,
        "is_last": number == len(areas),
    }
    return render(request, "assessments/area.html", context, status=status(form))


def _shown(door: Door) -> Sheet:
    """What stands there already. Whoever helps does not see earlier answers."""
    return Sheet({}, {}) if door.answering_for else sheet_of(door.respondent)


def _kept(door: Door, form: AnswerForm) -> bool:
    try:
        actions.save_answers(
            respondent=door.respondent,
            answers=form.answers,
            remarks=form.remarks,
            may_change=not door.answering_for,
        )
    except AssessmentError as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return False
    return True


def _onward(request: HttpRequest, door: Door, here: Area, areas: list[Area]) -> str:
    if "stop" in request.POST:
        messages.success(
            request, _("Kept. Come back at any time, also on another device, and go on here.")
        )
        return door.start_url
    return door.review_url if here.number == len(areas) else door.url("area", here.number + 1)


@never_cache
@require_safe
@answering
def review(request: HttpRequest, door: Door) -> HttpResponse:
    """Everything one answered, before saying that this is all."""
    sheet = _shown(door)
    parts = overview(areas_of(instrument_for(request, door.wave)), sheet)
    context = _context(request, door) | {
        "parts": [(door.url("area", part.area.number), part) for part in parts],
        "sheet": sheet,
        "missing": sum(part.missing for part in parts),
    }
    return render(request, "assessments/review.html", context)


@never_cache
@require_POST
@answering
def finish(request: HttpRequest, door: Door) -> HttpResponse:
    """That is all. At a shared device, the next person finds nothing of this one."""
    actions.finish(respondent=door.respondent)
    if door.entrance.is_at_shared_device:
        messages.success(request, _("Thank you. Your answers are kept. The next person can begin."))
        back = redirect("assessments:kiosk", request.partnership.slug, door.wave.pk)
        back.delete_cookie(LANGUAGE, path=f"/{request.partnership.slug}/", samesite="Lax")
        return let_out(back, door.wave.activity)
    messages.success(
        request, _("Thank you. Your answers are kept; you can change them until it closes.")
    )
    return redirect(door.start_url)


@never_cache
@require_POST
@answering
def helped(request: HttpRequest, door: Door) -> HttpResponse:
    """Somebody read it out or pressed the buttons."""
    return note_help(request, redirect(door.start_url), door.wave.activity)


def _context(request: HttpRequest, door: Door) -> dict[str, object]:
    spoken = instrument_for(request, door.wave).language
    return {"door": door, "wave": door.wave, "spoken": spoken, "word": "see"}
