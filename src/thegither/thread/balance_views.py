"""The page of the balance of power."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thegither.spine.authority.power import SEATS
from thegither.spine.people.pages import needs, partnership_page
from thegither.thread.board import Period
from thegither.thread.forms import BalanceForm
from thegither.thread.queries import balance_of


@require_safe
@partnership_page
@needs("authority.see")
def show(request: HttpRequest) -> HttpResponse:
    """For members: since last quarter by seats, unless something else is asked for."""
    usual = Period.since_last_quarter(timezone.localdate())
    form = BalanceForm(request.GET or {"since": usual.since, "until": usual.until, "null": SEATS})
    context = {"form": form, "word": "decide"}
    if form.is_valid():
        null, period = form.cleaned_data["null"], form.period
        what = {"since": period.since, "until": period.until, "null": null}
        context["sheet"] = balance_of(request.viewer, request.partnership, **what)
    return render(request, "thread/balance.html", context)
