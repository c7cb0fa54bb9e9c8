"""Where somebody belongs, from when to when: add, correct, end, open again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thegither.spine.people import actions
from thegither.spine.people.entry_forms import MembershipForm
from thegither.spine.people.errors import WrongEntry
from thegither.spine.people.models import Membership, Person
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.views.keeping import entry_page, kept


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def add_membership(request: HttpRequest, person_id: UUID) -> HttpResponse:
    people = Person.objects.visible_to(request.viewer).filter(merged_into=None)
    person = get_object_or_404(people, pk=person_id)
    form = MembershipForm(request.POST or None, viewer=request.viewer)
    if kept(form, actions.add_membership, viewer=request.viewer, person=person):
        messages.success(request, _("Added."))
        return _back(request, person_id)
    heading = _("Where does %(name)s belong?") % {"name": person.name}
    return entry_page(request, form, heading, _page_of(request, person_id))


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def correct_membership(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    tie = _membership(request, membership_id)
    initial = MembershipForm.of(tie)
    form = MembershipForm(request.POST or None, initial=initial, viewer=request.viewer)
    if kept(form, actions.correct_membership, viewer=request.viewer, membership=tie):
        messages.success(request, _("Corrected."))
        return _back(request, tie.person_id)
    heading = _("Correct where %(name)s belongs") % {"name": tie.person.name}
    return entry_page(request, form, heading, _page_of(request, tie.person_id))


@require_POST
@partnership_page
@needs("people.change_register")
def end_membership(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    tie = _membership(request, membership_id)
    try:
        actions.end_membership(viewer=request.viewer, membership=tie, last_day=timezone.localdate())
        messages.success(request, _("Today is the last day. You can open it again."))
    except WrongEntry as problem:
        messages.error(request, str(problem))
    return _back(request, tie.person_id)


@require_POST
@partnership_page
@needs("people.change_register")
def reopen_membership(request: HttpRequest, membership_id: UUID) -> HttpResponse:
    tie = _membership(request, membership_id)
    actions.reopen_membership(viewer=request.viewer, membership=tie)
    messages.success(request, _("It goes on again, without a last day."))
    return _back(request, tie.person_id)


def _membership(request: HttpRequest, membership_id: UUID) -> Membership:
    ties = Membership.objects.visible_to(request.viewer).filter(person__merged_into=None)
    return get_object_or_404(ties.select_related("person"), pk=membership_id)


def _page_of(request: HttpRequest, person_id: UUID) -> str:
    return reverse("people:person", args=[request.partnership.slug, person_id])


def _back(request: HttpRequest, person_id: UUID) -> HttpResponse:
    return redirect(_page_of(request, person_id))
