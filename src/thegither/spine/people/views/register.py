"""Who is who, on any date; and the whole register to take away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from thegither.formats.popolo import write_popolo
from thegither.spine.people import exporting
from thegither.spine.people.entry_forms import PeopleForm
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.queries import who_is_who as people_on
from thegither.spine.people.rules import allows


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
    return _download(body, f"{request.partnership.slug}.popolo.json", "application/json")


@require_safe
@partnership_page
@needs("people.change_register")
def as_csv(request: HttpRequest) -> HttpResponse:
    """With the mark by which Excel knows that the letters are UTF-8."""
    body = exporting.as_csv(exporting.register(request.viewer)).encode("utf-8-sig")
    return _download(body, f"{request.partnership.slug}.people.csv", "text/csv; charset=utf-8")


def _download(body: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=kind, headers=headers)
