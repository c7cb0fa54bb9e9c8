"""Texts that may tell of harm: who is told, what was raised, how long there is to answer, the answer."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thegither.spine.people.forms import AnswerForm, SafeguardingForm
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.rules import allows
from thegither.spine.people.views.keeping import entry_page
from thegither.spine.spaces.actions import answer_safeguarding, name_safeguarding_lead
from thegither.spine.spaces.queries import alerts_for


@never_cache
@require_safe
@partnership_page
@needs("spaces.read_alerts")
def alerts(request: HttpRequest) -> HttpResponse:
    context = {
        "alerts": alerts_for(request.viewer, request.partnership),
        "may_answer": allows("spaces.answer_alerts", request.viewer, request.partnership),
    }
    return render(request, "people/alerts.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@partnership_page
@needs("spaces.answer_alerts")
def answer_alert(request: HttpRequest, alert_id: UUID) -> HttpResponse:
    alerts = alerts_for(request.viewer, request.partnership)
    alert = get_object_or_404(alerts, pk=alert_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answer_safeguarding(viewer=request.viewer, alert=alert, **form.cleaned_data)
        messages.success(request, _("Your answer is kept."))
        return redirect("people:alerts", request.partnership.slug)
    return render(request, "people/answer_alert.html", {"form": form, "alert": alert})


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.give_duties")
def safeguarding_lead(request: HttpRequest) -> HttpResponse:
    """Whom the house tells when a text may tell of harm, and within how many hours they answer."""
    form = SafeguardingForm(request.POST or None, initial=SafeguardingForm.of(request.partnership))
    if request.method == "POST" and form.is_valid():
        name_safeguarding_lead(
            viewer=request.viewer, partnership=request.partnership, **form.cleaned_data
        )
        messages.success(request, _("Kept. Letters about harm go there from now on."))
        return redirect("people:duties", request.partnership.slug)
    back = reverse("people:duties", args=[request.partnership.slug])
    heading = _("Who is told when somebody may be at risk?")
    return entry_page(request, form, heading, back)
