"""The coordinator's page: notices, clocks, requests, documents; and keeping something longer."""

from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thegither.spine.people.models import Person
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.protection import actions, clock, queries
from thegither.spine.protection.errors import CannotExtend
from thegither.spine.protection.forms import ExtensionForm
from thegither.spine.spaces.models import Activity

LAST_DELETIONS = 20


@require_safe
@partnership_page
@needs("protection.look_after")
def overview(request: HttpRequest) -> HttpResponse:
    known = clock.keepings(request.partnership)
    leavers = clock.leavers(request.partnership)
    context = {
        "keepings": known,
        "soon": [each for each in known if each.is_due_soon],
        "leavers_soon": [leaver for leaver in leavers if leaver.is_due_soon],
        "requests": queries.open_requests(request.viewer),
        "deletions": queries.deletions(request.viewer)[:LAST_DELETIONS],
    }
    return render(request, "protection/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("protection.look_after")
def extend_activity(request: HttpRequest, activity_id: UUID) -> HttpResponse:
    seen = Activity.objects.visible_to(request.viewer).filter(partnership=request.partnership)
    activity = get_object_or_404(seen.select_related("record", "partnership"), pk=activity_id)
    return _extend(request, activity.record.title, {"activity": activity})


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("protection.look_after")
def extend_person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    people = Person.objects.visible_to(request.viewer).filter(merged_into=None)
    person = get_object_or_404(people, pk=person_id)
    return _extend(request, person.name, {"person": person})


def _extend(request: HttpRequest, what: str, about: dict[str, Activity | Person]) -> HttpResponse:
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept_longer(request, form, about):
        messages.success(request, _("It is kept longer, and the reason is written down."))
        return redirect("protection:overview", request.partnership.slug)
    context = {"form": form, "what": what}
    return render(request, "protection/extend.html", context, status=422 if form.errors else 200)


def _kept_longer(request: HttpRequest, form: Form, about: dict[str, Activity | Person]) -> bool:
    try:
        actions.extend_keeping(
            viewer=request.viewer, partnership=request.partnership, **about, **form.cleaned_data
        )
    except CannotExtend as problem:
        form.add_error("until", str(problem))
        return False
    return True
