"""Who carries which duty in the partnership: give one, end one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thegither.spine.people import actions
from thegither.spine.people.errors import PeopleError
from thegither.spine.people.forms import DutyForm
from thegither.spine.people.models import Person
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.queries import standing_seats


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.give_duties")
def duties(request: HttpRequest) -> HttpResponse:
    people = Person.objects.visible_to(request.viewer).filter(merged_into=None)
    form = DutyForm(request.POST or None, people=people.order_by("name", "pk"))
    if request.method == "POST" and form.is_valid():
        actions.give_seat(viewer=request.viewer, **form.cleaned_data)
        messages.success(request, _("The duty is given, from today on."))
        return redirect("people:duties", request.partnership.slug)
    seats = standing_seats(request.partnership)
    return render(request, "people/duties.html", {"form": form, "seats": seats})


@require_POST
@partnership_page
@needs("people.give_duties")
def end_duty(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    seats = standing_seats(request.partnership)
    try:
        actions.withdraw_seat(viewer=request.viewer, seat=get_object_or_404(seats, pk=seat_id))
        messages.success(request, _("The duty ended."))
    except PeopleError as problem:
        messages.error(request, str(problem))
    return redirect("people:duties", request.partnership.slug)
