"""Answers from another form service."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from thegither.capabilities.assessments.actions.importing import import_responses
from thegither.capabilities.assessments.forms.importing import ResponsesForm
from thegither.capabilities.assessments.models import Wave
from thegither.capabilities.assessments.views.doors import status, to, wave_page


@require_http_methods(["GET", "HEAD", "POST"])
@wave_page("import_responses")
def bring_in(request: HttpRequest, wave: Wave) -> HttpResponse:
    """Every row is right, or nothing is stored and the first fault is named by line and column."""
    form = ResponsesForm(wave, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        number = import_responses(
            viewer=request.viewer, wave=wave, sheets=form.cleaned_data["file"]
        )
        said = ngettext("%(n)s sheet was brought in.", "%(n)s sheets were brought in.", number)
        messages.success(request, said % {"n": number})
        return to(request, "progress", wave)
    context = {"form": form, "wave": wave, "word": "see"}
    return render(request, "assessments/import_responses.html", context, status=status(form))
