"""Reading remarks before anybody else does."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thegither.capabilities.assessments import actions
from thegither.capabilities.assessments.models import Remark, Wave
from thegither.capabilities.assessments.queries.remarks import waiting
from thegither.capabilities.assessments.views.doors import to, wave_page
from thegither.spine.spaces.actions import raise_safeguarding


@require_safe
@wave_page("moderate")
def queue(request: HttpRequest, wave: Wave) -> HttpResponse:
    context = {"wave": wave, "remarks": waiting(request.viewer, wave), "word": "see"}
    return render(request, "assessments/moderate.html", context)


@require_POST
@wave_page("moderate")
def decide(request: HttpRequest, wave: Wave, remark_id: UUID) -> HttpResponse:
    """Let it through, hold it back, or say that somebody may be in danger."""
    own = Remark.objects.visible_to(request.viewer).filter(wave=wave)
    remark = get_object_or_404(own, pk=remark_id)
    if "keep_safe" in request.POST:
        actions.hold_back(viewer=request.viewer, remark=remark)
        raise_safeguarding(
            viewer=request.viewer, record=remark.record, reason=_("Written in an assessment")
        )
        messages.success(request, _("It is hidden, and the safeguarding lead knows."))
    elif "hold_back" in request.POST:
        actions.hold_back(viewer=request.viewer, remark=remark)
        messages.success(request, _("Held back: nobody else reads it."))
    else:
        actions.let_through(viewer=request.viewer, remark=remark)
        messages.success(request, _("Let through: it stands with the results."))
    return to(request, "moderate", wave)
