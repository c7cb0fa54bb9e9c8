"""The mirror: how we see ourselves, and who sees it differently."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.queries.mirror_page import mirror_view
from thegither.capabilities.assessments.queries.remarks import accepted
from thegither.capabilities.assessments.views.doors import wave_page


@require_safe
@wave_page("see_mirror")
def show(request: HttpRequest, wave: Wave) -> HttpResponse:
    context = {
        "wave": wave,
        "mirror": mirror_view(request.viewer, wave),
        "remarks": accepted(request.viewer, wave),
        "word": "see",
    }
    return render(request, "assessments/mirror.html", context)
