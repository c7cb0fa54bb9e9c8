"""What coordinators do with a wave: plan it, read it through, open it, watch it, close it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.actions.errors import AssessmentError
from thegither.capabilities.assessments.forms.planning import WaveForm
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.phases import CLOSED
from thegither.capabilities.assessments.queries import instruments, progress, reading
from thegither.capabilities.assessments.queries.beforehand import beforehand
from thegither.capabilities.assessments.queries.pages import areas_of
from thegither.capabilities.assessments.views.doors import status, to, wave_page
from thegither.spine.people.pages import needs, partnership_page


@require_safe
@partnership_page
def index(request: HttpRequest) -> HttpResponse:
    waves = reading.waves_of(request.viewer, request.partnership)
    return render(request, "assessments/index.html", {"waves": waves, "word": "see"})


@require_safe
@wave_page()
def show(request: HttpRequest, wave: Wave) -> HttpResponse:
    """What a wave asks, what it promises, how far it is, and what this viewer can do in it."""
    context = {
        "wave": wave,
        "areas": areas_of(wave.instrument),
        "could_answer": progress.who_could_answer(wave),
        "answered": progress.answered(wave),
        "beforehand": beforehand(wave) if wave.activity.phase != CLOSED else [],
        "word": "see",
    }
    return render(request, "assessments/wave.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("assessments.create")
def create(request: HttpRequest) -> HttpResponse:
    form = _form(request, initial={"instrument": request.GET.get("ready", "")})
    if request.method == "POST" and form.is_valid():
        wave = _done(
            form,
            actions.plan_wave,
            viewer=request.viewer,
            partnership=request.partnership,
            plan=_plan(form),
        )
        if wave:
            return to(request, "wave", wave)
    context = {"form": form, "word": "see"}
    return render(request, "assessments/plan.html", context, status=status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("change_wave")
def change(request: HttpRequest, wave: Wave) -> HttpResponse:
    form = _form(request, initial=_as_it_stands(request, wave))
    if request.method == "POST" and form.is_valid():
        if _done(form, actions.change_wave, viewer=request.viewer, wave=wave, plan=_plan(form)):
            return to(request, "wave", wave)
    context = {"form": form, "wave": wave, "word": "see"}
    return render(request, "assessments/plan.html", context, status=status(form))


def _form(request: HttpRequest, initial: dict[str, Any]) -> WaveForm:
    viewer, partnership = request.viewer, request.partnership
    earlier = reading.waves_of(viewer, partnership).filter(activity__phase=CLOSED)
    found = instruments.choices(viewer, partnership)
    return WaveForm(found, list(earlier), request.POST or None, initial=initial)


def _plan(form: WaveForm) -> actions.Plan:
    said = form.cleaned_data
    content = form.instruments[said["instrument"]].content
    return actions.Plan(
        title=said["title"],
        content=content,
        introduction=said["introduction"],
        pledge=said["pledge"],
        compares=said["compares"],
        margin=said["margin"] or content.get("margin", 0.5),
        closes_on=said["closes_on"],
        previous=form.earlier.get(said["previous"]),
    )


def _as_it_stands(request: HttpRequest, wave: Wave) -> dict[str, Any]:
    asked = wave.content["id"]
    found = instruments.choices(request.viewer, request.partnership)
    return {
        "instrument": next((one.key for one in found if one.content["id"] == asked), ""),
        "title": wave.title,
        "introduction": wave.introduction,
        "pledge": wave.pledge,
        "compares": wave.compares,
        "margin": wave.margin,
        "closes_on": wave.closes_on,
        "previous": str(wave.previous_id or ""),
    }


def _done(form: WaveForm, action, **what: object) -> Wave | None:
    """The wave, where it went through; where not, the form says what to put right."""
    try:
        return action(**what)
    except AssessmentError as problem:
        form.add_error(problem.field if problem.field in form.fields else None, str(problem))
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("discard")
def discard(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Say what goes; do it when it is confirmed."""
    if request.method == "POST":
        try:
            actions.discard_wave(viewer=request.viewer, wave=wave)
        except AssessmentError as problem:
            messages.error(request, str(problem))
            return to(request, "wave", wave)
        messages.success(request, _("It is gone."))
        return redirect("assessments:index", request.partnership.slug)
    return render(request, "assessments/discard.html", {"wave": wave})


@require_POST
@wave_page("open")
def open_it(request: HttpRequest, wave: Wave) -> HttpResponse:
    try:
        actions.open_wave(viewer=request.viewer, wave=wave)
    except AssessmentError as problem:
        messages.error(request, str(problem))
        return to(request, "wave", wave)
    messages.success(request, _("The assessment is open. Now invite people."))
    return to(request, "invite", wave)


@require_safe
@wave_page("progress")
def show_progress(request: HttpRequest, wave: Wave) -> HttpResponse:
    context = {
        "wave": wave,
        "answered": progress.answered(wave),
        "bodies": progress.by_organization(wave),
        "word": "see",
    }
    return render(request, "assessments/progress.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("stop")
def close(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Say what closing does; do it when it is confirmed."""
    if request.method == "POST":
        actions.stop_answering(viewer=request.viewer, wave=wave)
        messages.success(request, _("The assessment is closed. The mirror is there in a minute."))
        return to(request, "wave", wave)
    context = {"wave": wave, "answered": progress.answered(wave), "word": "see"}
    return render(request, "assessments/close.html", context)
