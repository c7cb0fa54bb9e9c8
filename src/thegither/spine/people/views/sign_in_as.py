"""Stepping into somebody's shoes: in a made-up partnership on a demonstration, and nowhere else."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from thegither.spine.people import actions, door
from thegither.spine.people.models import Person
from thegither.spine.people.pages import partnership_page
from thegither.spine.people.shoes import to_sign_in_as


@require_safe
@partnership_page
def sign_in_as(request: HttpRequest) -> HttpResponse:
    _only_for_show(request)
    people = to_sign_in_as(request.partnership)
    return render(request, "people/sign_in_as.html", {"people": people})


@require_POST
@partnership_page
def step_into(request: HttpRequest, person_id: UUID) -> HttpResponse:
    _only_for_show(request)
    people = Person.objects.filter(partnership=request.partnership, merged_into=None)
    account = actions.open_account(person=get_object_or_404(people, pk=person_id))
    return door.enter(request, account)


def _only_for_show(request: HttpRequest) -> None:
    if settings.MODE != "demonstration" or not request.partnership.is_made_up:
        raise Http404
