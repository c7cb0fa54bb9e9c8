"""Your own page: your seats, what is asked of you, how you may be contacted, and what you cannot see."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thegither.spine.people import actions
from thegither.spine.people.forms import ConsentForm
from thegither.spine.people.models import Membership, Person, Seat
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.spaces.queries import alerts_for, hidden_things


@require_safe
@partnership_page
@needs("people.see_own_page")
def you(request: HttpRequest) -> HttpResponse:
    person, today = _self(request), timezone.localdate()
    given = person.consents.filter(withdrawn_at=None).values_list("channel", flat=True)
    held = person.memberships.filter(Membership.on(today)).select_related("organization", "post")
    context = {
        "person": person,
        "memberships": held,
        "seats": person.seats.filter(Seat.on(today)),
        "asks": import_string(settings.ASKS_OF)(request.viewer, request.partnership),
        "unanswered": alerts_for(request.viewer, request.partnership).filter(answered_at=None),
        "form": ConsentForm(initial={"channels": list(given)}),
        "hides_something": bool(hidden_things(request.viewer, request.partnership)),
    }
    return render(request, "people/you.html", context)


@require_POST
@partnership_page
@needs("people.see_own_page")
def consent(request: HttpRequest) -> HttpResponse:
    form = ConsentForm(request.POST)
    if form.is_valid():
        actions.choose_contact(
            viewer=request.viewer, person=_self(request), channels=form.cleaned_data["channels"]
        )
        messages.success(request, _("Your choice is kept."))
    return redirect("people:you", request.partnership.slug)


@require_safe
@partnership_page
@needs("people.see_own_page")
def hidden(request: HttpRequest) -> HttpResponse:
    things = hidden_things(request.viewer, request.partnership)
    return render(request, "people/hidden.html", {"things": things})


def _self(request: HttpRequest) -> Person:
    return Person.objects.visible_to(request.viewer).get(pk=request.viewer.person)
