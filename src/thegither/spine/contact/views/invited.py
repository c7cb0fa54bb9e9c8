"""What the link in an invitation opens: a page that does nothing until one of its buttons is pressed."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe
from django_ratelimit.decorators import ratelimit

from thegither.spine.contact import actions
from thegither.spine.contact.errors import NotYourInvitation
from thegither.spine.contact.invited import open_invitation, remember
from thegither.spine.contact.links import off_url, path_of
from thegither.spine.contact.models import Invitation
from thegither.spine.people.pages import View, needs, partnership_page

# A hundred people in one hall share one address; guessing a link takes 2**128 tries.
A_ROOM_FULL = "300/h"


def with_invitation(view: Callable[[HttpRequest, Invitation, str], HttpResponse]) -> View:
    """`view(request, invitation, token)`, where the link is a true one; else a page that says it is not."""

    @wraps(view)
    def page(request: HttpRequest, invitation_id: UUID, token: str = "") -> HttpResponse:
        token = token or request.POST.get("token", "")
        try:
            invitation = open_invitation(request.partnership, invitation_id, token)
        except NotYourInvitation as why:
            return render(request, "contact/no_invitation.html", {"why": str(why)}, status=404)
        return view(request, invitation, token)

    return page


@never_cache
@require_safe
@partnership_page
@ratelimit(key="ip", rate=A_ROOM_FULL)
@with_invitation
def invited(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """Opening it changes nothing: mail programs and their scanners open every link."""
    context = {
        "invitation": invitation,
        "title": invitation.activity.record.title,
        "token": token,
        "off_path": path_of(off_url(invitation.person)),
    }
    return render(request, "contact/invited.html", context)


@never_cache
@sensitive_post_parameters("token")
@require_POST
@partnership_page
@with_invitation
def take_part(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    """The secret goes from the link into a cookie. Nothing is stored, so nothing tells that it was used."""
    response = redirect(invitation.letter.path)
    remember(response, invitation, token)
    return response


@never_cache
@sensitive_post_parameters("token")
@require_POST
@partnership_page
@with_invitation
def say_no(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    actions.decline(invitation=invitation)
    return render(request, "contact/said_no.html", {"invitation": invitation})


@require_POST
@partnership_page
@needs("people.see_own_page")
def say_no_as_member(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """The same for somebody who is signed in, by a code from a letter for example."""
    own = Invitation.objects.filter(person=request.viewer.person)
    actions.decline(invitation=get_object_or_404(own, pk=invitation_id))
    messages.success(request, _("Thank you for saying so. We ask you no more."))
    return redirect("people:you", request.partnership.slug)
