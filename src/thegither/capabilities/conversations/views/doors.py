"""How one comes into a conversation: as somebody, or as a guest by its link. Each page names its verb."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django_ratelimit.core import is_ratelimited
from django_ratelimit.exceptions import Ratelimited

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.phases import PHASES, WrongPhase, phase_allows
from thegither.capabilities.conversations.queries.reading import (
    conversation_of_link,
    find_conversation,
)
from thegither.capabilities.conversations.queries.taking_part import Voter, guest_of, voter_of
from thegither.spine.contact.doors import Doors, Entrance
from thegither.spine.evidence.seals import SealLost
from thegither.spine.people.activity_pages import ActivityPages
from thegither.spine.people.pages import View, partnership_page

CONVERSATIONS = ActivityPages("conversations", "conversation", find_conversation, PHASES)
conversation_page, wrong_phase = CONVERSATIONS.page, CONVERSATIONS.wrong_phase


@dataclass(frozen=True, slots=True)
class Door:
    """A voter inside a conversation, and where the pages for taking part are for them."""

    voter: Voter
    # What the names of this door's pages begin with, and what their addresses need behind the partnership.
    prefix: str = ""
    keys: tuple[str, ...] = ()
    # Whose name a helper answers in; such a door has no page of earlier answers.
    answering_for: str = ""

    @property
    def conversation(self) -> Conversation:
        return self.voter.conversation

    def url(self, page: str) -> str:
        slug = self.conversation.record.partnership.slug
        return reverse(f"conversations:{self.prefix}{page}", args=[slug, *self.keys])

    @property
    def vote_url(self) -> str:
        return self.url("vote")

    @property
    def yours_url(self) -> str:
        return self.url("yours")

    @property
    def add_url(self) -> str:
        return self.url("add")

    @property
    def helped_url(self) -> str:
        return self.url("helped")

    @property
    def home_url(self) -> str:
        return self.url("conversation")


def _door(conversation: Conversation, entrance: Entrance) -> Door:
    """The very same voter through whichever door a person comes, so that nobody counts twice."""
    voter = voter_of(entrance.viewer, conversation)
    return Door(voter, entrance.prefix, entrance.keys, entrance.answering_for)


DOORS = Doors(CONVERSATIONS, _door)
member_door, invited_door, helper_door = DOORS.member, DOORS.invited, DOORS.helper


def guest_door(verb: str) -> Callable[[View], View]:
    """`view(request, door)` for whoever has the link and has pressed "Start" in this browser."""

    def decorate(view: View) -> View:
        @partnership_page
        @wraps(view)
        def page(request: HttpRequest, token: str) -> HttpResponse:
            conversation = linked(request, token)
            if request.viewer.is_member:
                return to_the_members_door(request, conversation)
            refusal = CONVERSATIONS.refuse(request, conversation, verb)
            if refusal:
                return refusal
            own = browser_token(request, conversation)
            if own is None:
                return redirect("conversations:guest_conversation", request.partnership.slug, token)
            limit(request, "guest", own, "60/m")
            try:
                return view(request, Door(guest_of(conversation, own), "guest_", (token,)))
            except (WrongPhase, SealLost) as error:
                return wrong_phase(request, conversation, error)

        return page

    return decorate


def to_the_members_door(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """One person, one vote: a member who opens the link takes part as the member they are."""
    messages.info(
        request,
        _("You are signed in as a member, so you take part as one. Each person counts once."),
    )
    page = "vote" if phase_allows("vote", conversation) else "conversation"
    return redirect(f"conversations:{page}", request.partnership.slug, conversation.pk)


def linked(request: HttpRequest, token: str) -> Conversation:
    return get_object_or_404(conversation_of_link(request.partnership, token))


# --- the browser's own random number: all that is known of a guest ------------------------------


def cookie_name(conversation: Conversation) -> str:
    return f"guest-{conversation.pk.hex[:12]}"


def browser_token(request: HttpRequest, conversation: Conversation) -> str | None:
    return request.get_signed_cookie(cookie_name(conversation), default=None, salt="conversations")


def limit(request: HttpRequest, group: str, key: str, rate: str) -> None:
    """Stop somebody who presses too often. Counted in memory, so nothing about it is stored."""
    if is_ratelimited(request, group=group, key=lambda *_: key, rate=rate, increment=True):
        raise Ratelimited
