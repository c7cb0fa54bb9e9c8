"""What anybody may ask about their own data: a copy, and to be forgotten."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thegither.formats.zips import ZIP_TYPE
from thegither.spine.people.models import Person
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.protection import actions, copying, queries
from thegither.spine.protection.models import Request
from thegither.ui.downloads import download


@require_safe
@partnership_page
@needs("protection.ask_for_oneself")
def yours(request: HttpRequest) -> HttpResponse:
    person = _self(request)
    context = {"requests": queries.requests_of(person), "left_out": copying.left_out()}
    return render(request, "protection/yours.html", context)


@never_cache
@require_POST
@partnership_page
@needs("protection.ask_for_oneself")
def copy(request: HttpRequest) -> HttpResponse:
    return handed_out(request, _self(request))


@require_POST
@partnership_page
@needs("protection.ask_for_oneself")
def ask_to_be_forgotten(request: HttpRequest) -> HttpResponse:
    actions.make_request(viewer=request.viewer, person=_self(request), kind=Request.Kind.ERASURE)
    messages.success(
        request, _("Your request is with the coordinators. They have one month to answer it.")
    )
    return redirect("protection:yours", request.partnership.slug)


def handed_out(request: HttpRequest, person: Person) -> HttpResponse:
    """The zip of everything kept about somebody, and a line in the chain that it was made."""
    content = copying.as_zip(person)
    actions.note_copy(viewer=request.viewer, person=person)
    name = f"everything-kept-about-{slugify(person.name) or 'you'}.zip"
    return download(content, ZIP_TYPE, name)


def _self(request: HttpRequest) -> Person:
    return Person.objects.visible_to(request.viewer).get(pk=request.viewer.person)
