"""Two more doors into a conversation: by an invitation, and in somebody else's name."""

from collections.abc import Callable
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.phases import WrongPhase, require_phase
from thegither.capabilities.conversations.queries.reading import find_conversation
from thegither.capabilities.conversations.queries.taking_part import voter_of
from thegither.capabilities.conversations.views import taking_part
from thegither.capabilities.conversations.views.doors import (
    Door,
    conversation_page,
    enter,
    limit,
    wrong_phase,
)
from thegither.spine.contact.invited import invited
from thegither.spine.contact.models import Helper, Invitation
from thegither.spine.contact.queries import standing_helper
from thegither.spine.people.models import Person
from thegither.spine.people.pages import View, partnership_page
from thegither.spine.spaces.visibility import Viewer


def as_member(person: Person) -> Viewer:
    """The invited or helped person as a member without duties: what they may see, and no more."""
    return Viewer(partnership=person.partnership_id, person=person.pk)


def invited_door(verb: str) -> Callable[[View], View]:
    """`view(request, door)` for a browser that holds an invitation; nobody is signed in by it."""

    def decorate(view: View) -> View:
        @partnership_page
        @wraps(view)
        def page(request: HttpRequest, key: UUID) -> HttpResponse:
            conversation = _found(request, key)
            invitation = invited(request, conversation.activity_id)
            if invitation is None:
                return _without(request, conversation)
            try:
                require_phase(verb, conversation)
            except WrongPhase as why:
                return wrong_phase(request, conversation, why)
            limit(request, "invited", str(invitation.pk), "60/m")
            return enter(request, conversation, view, lambda: _as_invited(conversation, invitation))

        return page

    return decorate


def _found(request: HttpRequest, key: UUID) -> Conversation:
    """Read with the eyes of any member: an invitation opens nothing that is hidden from members."""
    anybody = Viewer(partnership=request.partnership.pk, person=UUID(int=0))
    conversation = find_conversation(anybody, request.partnership, key)
    if conversation is None:
        raise Http404
    return conversation


def _without(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """No invitation in this browser: closed meanwhile, or the cookie is gone."""
    try:
        require_phase("vote", conversation)
    except WrongPhase as why:
        return wrong_phase(request, conversation, why)
    why = _("Open the link in your letter again: this browser does not know you yet.")
    return render(request, "contact/no_invitation.html", {"why": why}, status=404)


def _as_invited(conversation: Conversation, invitation: Invitation) -> Door:
    """The very same voter as if this person had signed in, so that nobody counts twice."""
    voter = voter_of(as_member(invitation.person), conversation)
    return Door(voter, "invited_", (str(conversation.pk),))


@never_cache
@require_safe
def about(request: HttpRequest, door: Door) -> HttpResponse:
    """What it is about, for whoever came by an invitation."""
    context = {"door": door, "conversation": door.conversation}
    return render(request, "conversations/invited.html", context)


def helper_door(verb: str) -> Callable[[View], View]:
    """`view(request, door)` for somebody who answers in a named person's name."""

    def decorate(view: View) -> View:
        @conversation_page()
        @wraps(view)
        def page(request: HttpRequest, conversation: Conversation, helper_id: UUID) -> HttpResponse:
            if not request.viewer.is_member:
                return redirect_to_login(request.get_full_path())
            helper = standing_helper(request.viewer, helper_id, timezone.localdate())
            if helper is None or helper.what != Helper.What.ANSWER:
                raise PermissionDenied(
                    _(
                        "You may not answer for somebody else here: nobody agreed to it, or it has ended."
                    )
                )
            if (
                find_conversation(as_member(helper.person), request.partnership, conversation.pk)
                is None
            ):
                raise Http404
            try:
                require_phase(verb, conversation)
            except WrongPhase as why:
                return wrong_phase(request, conversation, why)
            return enter(request, conversation, view, lambda: _in_the_name_of(conversation, helper))

        return page

    return decorate


def _in_the_name_of(conversation: Conversation, helper: Helper) -> Door:
    """A door without the page of earlier answers, which names for whom one answers all the time."""
    voter = voter_of(as_member(helper.person), conversation)
    keys = (str(conversation.pk), str(helper.pk))
    return Door(voter, "helper_", keys, answering_for=helper.person.name)


vote_as_invited = invited_door("vote")(taking_part.vote)
yours_as_invited = invited_door("take_part")(taking_part.yours)
add_as_invited = invited_door("write_statement")(taking_part.add)
about_as_invited = invited_door("take_part")(about)
helped_as_invited = require_POST(invited_door("take_part")(taking_part.helped))
vote_as_helper = helper_door("vote")(taking_part.vote)
add_as_helper = helper_door("write_statement")(taking_part.add)
