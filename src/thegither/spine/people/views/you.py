"""Your own page: your seats, what is asked of you, how you may be contacted, and what you cannot see."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from thegither.spine.people.models import Membership, Person, Seat
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.spaces.queries import alerts_for, hidden_things


@require_safe
@partnership_page
@needs("people.see_own_page")
def you(request: HttpRequest) -> HttpResponse:
    person, today = _self(request), timezone.localdate()
    held = person.memberships.filter(Membership.on(today)).select_related("organization", "post")
    context = {
        "person": person,
        "memberships": held,
        "seats": person.seats.filter(Seat.on(today)),
        "asks": import_string(settings.ASKS_OF)(request.viewer, request.partnership),
        "unanswered": alerts_for(request.viewer, request.partnership).filter(answered_at=None),
        "hides_something": bool(hidden_things(request.viewer, request.partnership)),
    }
    context |= import_string(settings.ABOUT_YOU)(request.viewer, person)
    return render(request, "people/you.html", context)


@require_safe
@partnership_page
@needs("people.see_own_page")
def hidden(request: HttpRequest) -> HttpResponse:
    things = hidden_things(request.viewer, request.partnership)
    return render(request, "people/hidden.html", {"things": things})


def _self(request: HttpRequest) -> Person:
    return Person.objects.visible_to(request.viewer).get(pk=request.viewer.person)
