"""Hiding what somebody wrote here because it may tell of harm. A moderator's page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thegither.spine.authority import house as authority_house
from thegither.spine.promises.forms import WorryForm
from thegither.spine.promises.house import address_of, words_of
from thegither.spine.promises.views.doors import thing_page
from thegither.spine.spaces.actions import raise_safeguarding
from thegither.spine.spaces.models import Record


@require_http_methods(["GET", "POST"])
@thing_page(Record, "promises.safeguard")
def safeguard(request: HttpRequest, record: Record) -> HttpResponse:
    """One press hides it, tells the safeguarding lead and starts the clock."""
    form = WorryForm(request.POST or None)
    if form.is_bound and form.is_valid():
        raise_safeguarding(viewer=request.viewer, record=record, **form.cleaned_data)
        messages.success(request, _("It is hidden, and the safeguarding lead knows."))
        return redirect("people:alerts", request.partnership.slug)
    context = {
        "form": form,
        "words": words_of(record) or authority_house.words_of(record),
        "back": address_of(record) or authority_house.address_of(record),
    }
    return render(request, "promises/safeguard.html", context)
