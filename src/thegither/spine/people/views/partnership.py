"""What a partnership says of itself, changed by its coordinators."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thegither.spine.people.founding_forms import PartnershipForm
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.spaces.actions import change_partnership


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_partnership")
def partnership(request: HttpRequest) -> HttpResponse:
    form = PartnershipForm(request.POST or None, initial=PartnershipForm.of(request.partnership))
    if request.method == "POST" and form.is_valid():
        change_partnership(
            viewer=request.viewer, partnership=request.partnership, **form.cleaned_data
        )
        messages.success(request, _("Kept. Everybody sees it from now on."))
        return redirect("people:partnership", request.partnership.slug)
    return render(request, "people/partnership.html", {"form": form})
