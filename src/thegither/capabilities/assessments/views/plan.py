"""The improvement plan: what we do about what we found, and what moved since."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thegither.capabilities.assessments.actions.plan import plan_improvement
from thegither.capabilities.assessments.forms.plan import PlanForm
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries import plan as reading
from thegither.capabilities.assessments.views.doors import status, to, wave_page
from thegither.spine.people.queries import belonging
from thegither.spine.spaces.models import Finding


@require_safe
@wave_page("see_mirror")
def show(request: HttpRequest, wave: Wave) -> HttpResponse:
    context = {
        "wave": wave,
        "planned": reading.planned(request.viewer, wave),
        "findings": reading.not_planned(request.viewer, wave),
        "following": reading.next_wave(request.viewer, wave),
        "word": "see",
    }
    return render(request, "assessments/improvement_plan.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("keep_plan")
def add(request: HttpRequest, wave: Wave) -> HttpResponse:
    """One more line, grown from the finding that the address names, or from none."""
    finding = _finding(request, wave)
    today = timezone.localdate()
    initial = {
        "due_on": reading.due_soon(today),
        "looks_at": reading.suggested_look(finding) if finding else "",
    }
    people = belonging(request.partnership, today)
    form = PlanForm(wave, people, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        plan_improvement(viewer=request.viewer, wave=wave, finding=finding, **form.cleaned_data)
        messages.success(
            request, _("It is in the plan, and on the list from which agendas are made.")
        )
        return to(request, "improvement_plan", wave)
    context = {"form": form, "finding": finding, "wave": wave, "word": "see"}
    return render(request, "assessments/plan_entry.html", context, status=status(form))


def _finding(request: HttpRequest, wave: Wave) -> Finding | None:
    try:
        key = UUID(request.GET.get("finding", ""))
    except ValueError:
        return None
    return reading.find_finding(request.viewer, wave, key)
