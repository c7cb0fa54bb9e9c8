"""Voting and adding statements. The same three pages serve members and guests."""

import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.conversations.actions import taking_part as actions
from thegither.capabilities.conversations.forms import StatementForm, read_vote
from thegither.capabilities.conversations.models import Conversation, Vote
from thegither.capabilities.conversations.phases import OPEN
from thegither.capabilities.conversations.queries import taking_part as queries
from thegither.capabilities.conversations.queries.hours import when_read
from thegither.capabilities.conversations.queries.totals import own_votes
from thegither.capabilities.conversations.views.doors import (
    Door,
    browser_token,
    cookie_name,
    guest_door,
    limit,
    linked,
    member_door,
    to_the_members_door,
)
from thegither.spine.contact.helped import note_help, said_helped
from thegither.spine.people.pages import partnership_page

NINETY_DAYS = 90 * 24 * 3600


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, door: Door) -> HttpResponse:
    """One statement at a time: shown by GET, answered by POST, swapped in place where htmx asks."""
    if request.method == "POST":
        return _take_vote(request, door)
    context = _next_card(door, queries.votes_of(door.voter))
    context["said"] = _said(context) if "voted" in request.GET else ""
    context["had_help"] = said_helped(request, door.conversation.activity_id)
    return render(request, "conversations/vote.html", context)


def _take_vote(request: HttpRequest, door: Door) -> HttpResponse:
    sent = read_vote(request.POST)
    if sent is None:
        return _ask_again(request, door, _("That was not a vote. Please choose again."))
    seen, (statement, choice) = queries.votes_of(door.voter), sent
    try:
        actions.cast_vote(
            voter=door.voter,
            statement=statement,
            choice=choice,
            may_change=not door.answering_for,
        )
    except (actions.NotAsked, actions.AnsweredBefore) as error:
        return _ask_again(request, door, str(error))
    if not request.htmx:
        return redirect(_back(request, door))
    context = _next_card(door, seen | {statement: choice})
    return render(request, "conversations/_card.html", context | {"said": _said(context)})


def _back(request: HttpRequest, door: Door) -> str:
    """Where the page without JavaScript goes next: on, or back to the list of one's own votes."""
    on = door.yours_url if "change" in request.POST else door.vote_url
    return f"{on}?voted=1"


def _ask_again(request: HttpRequest, door: Door, why: str) -> HttpResponse:
    context = _next_card(door, queries.votes_of(door.voter)) | {"said": why}
    name = "_card" if request.htmx else "vote"
    return render(request, f"conversations/{name}.html", context, status=422)


def _next_card(door: Door, seen: dict) -> dict:
    deck = queries.deck_of(door.conversation)
    return {
        "door": door,
        "conversation": door.conversation,
        "card": deck.next_for(door.voter.pseudonym, seen),
        "left": deck.left_for(seen),
        "has_voted": bool(seen),
        "is_empty": not deck.statements,
    }


def _said(context: dict) -> str:
    """What a screen reader hears after a vote."""
    left = context["left"]
    if not left:
        return _("Your vote was recorded. You have answered every statement.")
    return ngettext(
        "Your vote was recorded. %(left)s statement left.",
        "Your vote was recorded. %(left)s statements left.",
        left,
    ) % {"left": left}


@never_cache
@require_safe
def yours(request: HttpRequest, door: Door) -> HttpResponse:
    """One's own votes, which can be changed until closing, and what became of one's own statements."""
    context = {
        "door": door,
        "conversation": door.conversation,
        "votes": own_votes(door.voter),
        "statements": queries.statements_by(door.voter),
        "choices": Vote.Choice.choices,
        "said": _("Your vote was recorded.") if "voted" in request.GET else "",
    }
    return render(request, "conversations/yours.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, door: Door) -> HttpResponse:
    spoken = {"language": door.conversation.record.language}
    form = StatementForm(request.POST or None, initial=spoken)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_statement(voter=door.voter, **form.cleaned_data)
        except actions.CannotAdd as error:
            form.add_error("text", str(error))
        else:
            return redirect(f"{door.add_url}?added=1")
    context = {
        "door": door,
        "conversation": door.conversation,
        "form": form,
        "added": "added" in request.GET and not form.is_bound,
        "when_read": when_read(door.conversation),
    }
    return render(request, "conversations/add.html", context, status=422 if form.errors else 200)


def helped(request: HttpRequest, door: Door) -> HttpResponse:
    """Somebody was helped to answer."""
    thanked = redirect(f"{door.vote_url}?thanked=1")
    return note_help(request, thanked, door.conversation.activity)


@never_cache
@partnership_page
@require_http_methods(["GET", "HEAD", "POST"])
def welcome_guest(request: HttpRequest, token: str) -> HttpResponse:
    """What the link opens. Nothing happens until "Start" is pressed: mail scanners open every link."""
    conversation = linked(request, token)
    if request.viewer.is_member:
        return to_the_members_door(request, conversation)
    is_open = conversation.activity.phase == OPEN
    if request.method == "POST" and is_open:
        return _start(request, conversation, token)
    context = {
        "conversation": conversation,
        "is_open": is_open,
        "has_started": browser_token(request, conversation) is not None,
        "vote_url": f"{request.path}vote/",
    }
    return render(request, "conversations/guest.html", context)


def _start(request: HttpRequest, conversation: Conversation, token: str) -> HttpResponse:
    """Give the browser a random number of its own, once."""
    response = redirect("conversations:guest_vote", request.partnership.slug, token)
    if browser_token(request, conversation) is None:
        limit(request, "guests", request.META["REMOTE_ADDR"], "300/h")
        response.set_signed_cookie(
            cookie_name(conversation),
            secrets.token_hex(16),
            salt="conversations",
            max_age=NINETY_DAYS,
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
            path=f"/{request.partnership.slug}/conversations/join/{token}/",
        )
    return response


vote_as_member, vote_as_guest = member_door("vote")(vote), guest_door("vote")(vote)
yours_as_member, yours_as_guest = member_door("take_part")(yours), guest_door("take_part")(yours)
add_as_member = member_door("write_statement")(add)
add_as_guest = guest_door("write_statement")(add)
helped_as_member = require_POST(member_door("take_part")(helped))
helped_as_guest = require_POST(guest_door("take_part")(helped))
