"""Who may help somebody: named by that person or a coordinator, ended by one press."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from thegither.spine.contact import actions
from thegither.spine.contact.errors import WrongHelp
from thegither.spine.contact.forms import HelperForm
from thegither.spine.contact.models import Helper
from thegither.spine.contact.queries import helpers_of
from thegither.spine.people.models import Person
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.queries import belonging
from thegither.spine.people.rules import require


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("people.see_own_page")
def helpers(request: HttpRequest, person_id: UUID) -> HttpResponse:
    people = Person.objects.visible_to(request.viewer).filter(merged_into=None)
    person = get_object_or_404(people.select_related("partnership"), pk=person_id)
    require("contact.name_helper", request.viewer, person)
    today = timezone.localdate()
    others = belonging(request.partnership, today).exclude(pk=person.pk)
    form = HelperForm(others, request.POST or None, initial={"agreed_on": today})
    if request.method == "POST" and form.is_valid() and _named(request, person, form):
        return redirect("contact:helpers", request.partnership.slug, person.pk)
    context = {
        "form": form,
        "person": person,
        "helpers": helpers_of(person, today),
        "is_self": person.pk == request.viewer.person,
    }
    return render(request, "contact/helpers.html", context, status=422 if form.errors else 200)


def _named(request: HttpRequest, person: Person, form: HelperForm) -> bool:
    said = dict(form.cleaned_data)
    helper = said.pop("helper")
    try:
        actions.name_helper(
            viewer=request.viewer,
            person=person,
            helper=helper,
            agreement=actions.Agreement(**said),
        )
    except WrongHelp as problem:
        form.add_error(problem.field, str(problem))
        return False
    messages.success(request, _("Named. Both are told in their next letter."))
    return True


@require_POST
@partnership_page
@needs("people.see_own_page")
def end_help(request: HttpRequest, helper_id: UUID) -> HttpResponse:
    own = Helper.objects.filter(person__partnership=request.partnership)
    helper = get_object_or_404(own.select_related("person"), pk=helper_id)
    require("contact.end_help", request.viewer, helper)
    actions.end_help(viewer=request.viewer, helper=helper)
    messages.success(request, _("Ended. Nobody answers in this name any more."))
    return redirect("contact:helpers", request.partnership.slug, helper.person_id)
