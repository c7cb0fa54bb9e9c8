"""Who is who, on any date; and the whole register to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thegither.formats.popolo import write_popolo
from thegither.formats.tables import CSV_TYPE
from thegither.spine.people import exporting
from thegither.spine.people.entry_forms import PeopleForm
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.queries import who_is_who as people_on
from thegither.spine.people.rules import allows
from thegither.ui.downloads import download


@require_safe
@partnership_page
@needs("people.see_register")
def who_is_who(request: HttpRequest) -> HttpResponse:
    form = PeopleForm(request.GET)
    day, everybody = form.day(), form.wants_everybody()
    people = people_on(request.viewer, day, form.words(), everybody=everybody)
    context = {
        "form": form,
        "day": day,
        "page": form.page(people),
        "may_change": allows("people.change_register", request.viewer, request.partnership),
    }
    return render(request, "people/who_is_who.html", context)


@require_safe
@partnership_page
@needs("people.change_register")
def as_popolo(request: HttpRequest) -> HttpResponse:
    body = write_popolo(exporting.register(request.viewer))
    return download(body, "application/json", f"{request.partnership.slug}.popolo.json")


@require_safe
@partnership_page
@needs("people.change_register")
def as_csv(request: HttpRequest) -> HttpResponse:
    """With the mark by which Excel knows that the letters are UTF-8."""
    body = exporting.as_csv(exporting.register(request.viewer)).encode("utf-8-sig")
    return download(body, CSV_TYPE, f"{request.partnership.slug}.people.csv")
