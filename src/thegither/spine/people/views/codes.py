"""Sign-in codes for people without e-mail: made by a coordinator, shown once, printed or read out."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thegither.spine.people import actions
from thegither.spine.people.entry_forms import LookUpForm
from thegither.spine.people.models import Person
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.queries import belonging, named


@require_safe
@partnership_page
@needs("people.print_codes")
def codes(request: HttpRequest) -> HttpResponse:
    """Those who have no e-mail address; anybody else who belongs is found by name."""
    form = LookUpForm(request.GET)
    words = form.words()
    people = belonging(request.partnership, timezone.localdate())
    people = named(people, words) if words else people.filter(email="")
    people = people.order_by("name", "pk")
    context = {"form": form, "words": words, "page": form.page(people)}
    return render(request, "people/codes.html", context)


@never_cache
@require_POST
@partnership_page
@needs("people.print_codes")
def make_code(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """The answer to the post is the sheet itself: the code cannot be shown a second time."""
    people = Person.objects.visible_to(request.viewer).filter(merged_into=None)
    person = get_object_or_404(people, pk=person_id)
    code = actions.make_printed_code(viewer=request.viewer, person=person)
    address = request.build_absolute_uri(reverse("people:use_code"))
    context = {
        "person": person,
        "code": code,
        "address": address,
        "until": timezone.localdate() + actions.PRINTED_FOR,
    }
    return render(request, "people/code_sheet.html", context)
