"""One person of the register: what it says and where from; add one, correct one."""

from uuid import UUID

from django.contrib import messages
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thegither.spine.people import actions
from thegither.spine.people.entry_forms import PersonForm
from thegither.spine.people.models import Membership, Person, Seat
from thegither.spine.people.origins import Origins
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.rules import allows
from thegither.spine.people.views.keeping import entry_page, kept


@require_safe
@partnership_page
@needs("people.see_register")
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Members see posts and duties; how to reach somebody is for the coordinators, and for oneself."""
    one = _person(request, person_id)
    may_change = allows("people.change_register", request.viewer, request.partnership)
    is_self = one.pk == request.viewer.person
    origins, today = Origins(request.viewer), timezone.localdate()
    names = ("name", "email", "phone") if may_change or is_self else ("name",)
    context = {
        "person": one,
        "about": origins.of(one, names),
        "ties": [_tie(tie, origins) for tie in _history(request, one)],
        "seats": one.seats.filter(Seat.on(today)).order_by("duty"),
        "may_change": may_change,
        "is_self": is_self,
    }
    return render(request, "people/person.html", context)


def _history(request: HttpRequest, person: Person) -> QuerySet[Membership]:
    """Everything they held and hold: what goes on first, then what ended last."""
    ties = Membership.objects.visible_to(request.viewer).filter(person=person)
    ties = ties.annotate(is_current=Membership.on(timezone.localdate()))
    ties = ties.select_related("organization", "post")
    return ties.order_by("-is_current", F("valid_from").desc(nulls_last=True), "pk")


def _tie(tie: Membership, origins: Origins) -> dict[str, object]:
    names = [name for name in ("post", "role") if getattr(tie, name)]
    told = origins.of(tie, ("organization", *names, "valid_from", "valid_to"))
    return {"membership": tie, "told": told}


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def add_person(request: HttpRequest) -> HttpResponse:
    form = PersonForm(request.POST or None)
    known = {"viewer": request.viewer, "partnership": request.partnership}
    new = kept(form, actions.add_person, **known)
    if new is None:
        back = reverse("people:who_is_who", args=[request.partnership.slug])
        return entry_page(request, form, _("Add a person"), back)
    messages.success(request, _("Added. Say next where this person belongs."))
    _warn_of_namesakes(request, new)
    return redirect("people:person", request.partnership.slug, new.pk)


def _warn_of_namesakes(request: HttpRequest, new: Person) -> None:
    others = Person.objects.visible_to(request.viewer).filter(merged_into=None).exclude(pk=new.pk)
    if others.filter(name__iexact=new.name).exists():
        messages.warning(
            request,
            _("Somebody of this name was here before. If the two are one person, join them."),
        )


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("people.change_register")
def correct_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    one = _person(request, person_id)
    heading = _("Correct what we know of %(name)s") % {"name": one.name}
    form = PersonForm(request.POST or None, instance=one)
    if kept(form, actions.correct_person, viewer=request.viewer, person=one):
        messages.success(request, _("Corrected."))
        return redirect("people:person", request.partnership.slug, person_id)
    back = reverse("people:person", args=[request.partnership.slug, person_id])
    return entry_page(request, form, heading, back)


def _person(request: HttpRequest, person_id: UUID) -> Person:
    people = Person.objects.visible_to(request.viewer).filter(merged_into=None)
    return get_object_or_404(people, pk=person_id)
