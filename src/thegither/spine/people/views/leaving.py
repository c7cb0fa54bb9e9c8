"""Leaving: what will happen, the one step, and the way back."""

from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.spine.people import actions
from thegither.spine.people import leaving as reads
from thegither.spine.people.errors import LastCoordinator, PeopleError, WrongEntry
from thegither.spine.people.leaving_forms import LeaveForm
from thegither.spine.people.models import Leaving, Organization, Person
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.queries import belonging
from thegither.spine.people.rules import require


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.see_register")
def leave_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Members leave by themselves, or a coordinator writes down that somebody left."""
    people = Person.objects.visible_to(request.viewer).filter(merged_into=None)
    person = get_object_or_404(people, pk=person_id)
    require("people.leave", request.viewer, person)
    going = reads.going(person, timezone.localdate())
    form = LeaveForm(request.POST or None, leavers=[going], staying=_others(request, [person]))
    left = _leave(request, form, person)
    if left is None:
        back = reverse("people:person", args=[request.partnership.slug, person.pk])
        context = {"form": form, "going": going, "back": back, "is_self": _is_self(request, person)}
        return render(request, "people/leave_person.html", context)
    if _is_self(request, person):
        messages.success(request, _("You have left. Thank you for what you did here."))
        return redirect("thread:home", request.partnership.slug)
    return redirect("people:left", request.partnership.slug, left.pk)


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def leave_organization(request: HttpRequest, organization_id: UUID) -> HttpResponse:
    bodies = Organization.objects.visible_to(request.viewer)
    organization = get_object_or_404(bodies, pk=organization_id)
    parting = reads.parting(organization, timezone.localdate())
    gone = [going.person for going in parting.leavers]
    form = LeaveForm(request.POST or None, leavers=parting.leavers, staying=_others(request, gone))
    left = _leave(request, form, organization)
    if left is None:
        back = reverse("people:organization", args=[request.partnership.slug, organization.pk])
        context = {"form": form, "parting": parting, "back": back}
        return render(request, "people/leave_organization.html", context)
    return redirect("people:left", request.partnership.slug, left.pk)


def _leave(request: HttpRequest, form: LeaveForm, who: Person | Organization) -> Leaving | None:
    """What was done, or None where the form is still to be filled in or now says what to put right."""
    if not (form.is_bound and form.is_valid()):
        return None
    known = {"viewer": request.viewer, "reason": form.cleaned_data["reason"]}
    successors = form.successors()
    try:
        if isinstance(who, Person):
            successor = successors.get(who.pk)
            return actions.leave_partnership(person=who, successor=successor, **known)
        return actions.part_with_organization(organization=who, successors=successors, **known)
    except WrongEntry as problem:
        form.add_error(problem.field, str(problem))
    except LastCoordinator as problem:
        form.add_error(None, str(problem))
    return None


def _others(request: HttpRequest, gone: list[Person]) -> QuerySet[Person]:
    """Everybody who stays and so may take over."""
    people = belonging(request.partnership, timezone.localdate())
    return people.exclude(pk__in=[person.pk for person in gone])


def _is_self(request: HttpRequest, person: Person) -> bool:
    return person.pk == request.viewer.person


@require_safe
@partnership_page
@needs("people.see_register")
def leavings(request: HttpRequest) -> HttpResponse:
    return render(request, "people/leavings.html", {"leavings": reads.leavings_of(request.viewer)})


@require_safe
@partnership_page
@needs("people.see_register")
def left(request: HttpRequest, leaving_id: UUID) -> HttpResponse:
    leaving = get_object_or_404(reads.leavings_of(request.viewer), pk=leaving_id)
    context = {"leaving": leaving, "may_undo": reads.is_as_left(leaving)}
    return render(request, "people/left.html", context)


@require_POST
@partnership_page
@needs("people.change_register")
def undo(request: HttpRequest, leaving_id: UUID) -> HttpResponse:
    leaving = get_object_or_404(reads.leavings_of(request.viewer), pk=leaving_id)
    try:
        actions.undo_leaving(viewer=request.viewer, leaving=leaving)
        messages.success(request, _("Undone. They belong as before, and sign in anew."))
    except PeopleError as problem:
        messages.error(request, str(problem))
        return redirect("people:left", request.partnership.slug, leaving.pk)
    return redirect(
        f"people:{leaving.who._meta.model_name}", request.partnership.slug, leaving.who.pk
    )
