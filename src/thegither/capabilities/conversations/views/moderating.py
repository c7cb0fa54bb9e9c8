"""The moderators' queue, their two decisions and their one button, and the log that everybody reads."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.conversations.actions import moderating as actions
from thegither.capabilities.conversations.forms import HoursForm, ModerationForm, SafeguardingForm
from thegither.capabilities.conversations.models import Conversation, Statement
from thegither.capabilities.conversations.queries import moderation as queries
from thegither.capabilities.conversations.queries.hours import hours_of, when_read
from thegither.capabilities.conversations.views.doors import conversation_page


@require_safe
@conversation_page("moderate")
def queue(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    context = {
        "conversation": conversation,
        "waiting": queries.queue(request.viewer, conversation),
        "decided": queries.decided(request.viewer, conversation),
        "reasons": ModerationForm.REASONS,
        "when_read": when_read(conversation),
    }
    return render(request, "conversations/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@conversation_page("name_hours")
def hours(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Say when a moderator is there, so that people know when their words are read."""
    form = HoursForm(request.POST or None, initial=_hours_as_they_stand(conversation))
    if request.method == "POST" and form.is_valid():
        actions.name_hours(viewer=request.viewer, conversation=conversation, **form.cleaned_data)
        messages.success(request, _("People now read when a moderator is there."))
        return redirect("conversations:conversation", request.partnership.slug, conversation.pk)
    context = {"conversation": conversation, "form": form}
    status = 422 if form.errors else 200
    return render(request, "conversations/hours.html", context, status=status)


def _hours_as_they_stand(conversation: Conversation) -> dict:
    named = hours_of(conversation)
    return {"days": named.days, "begins": named.begins, "ends": named.ends} if named else {}


@require_POST
@conversation_page("moderate")
def decide(request: HttpRequest, conversation: Conversation, number: int) -> HttpResponse:
    form = ModerationForm(request.POST)
    queue = reverse("conversations:moderate", args=[request.partnership.slug, conversation.pk])
    if not form.is_valid():
        messages.error(request, _("That decision could not be read. Please choose again."))
        return redirect(queue)
    is_done = _decide(request, _as_seen(request, conversation, number, form), form)
    return redirect(queue if is_done else f"{queue}#decide-{number}")


def _as_seen(request, conversation: Conversation, number: int, form) -> Statement:
    """The statement in the state in which the moderator saw it, so that a race is noticed."""
    found = queries.statement_of(request.viewer, conversation, number)
    statement = get_object_or_404(found)
    statement.state = form.cleaned_data["seen"]
    return statement


def _decide(request: HttpRequest, statement: Statement, form: ModerationForm) -> bool:
    """Whether the statement is decided now, by this moderator or by another who was first."""
    try:
        actions.moderate_statement(
            viewer=request.viewer,
            statement=statement,
            verdict=form.cleaned_data["verdict"],
            reason=form.full_reason,
        )
    except actions.AlreadyDecided as error:
        messages.warning(request, _what_the_other_said(error))
    except (actions.NoReasonGiven, actions.StillLookedInto) as error:
        said = _("Statement %(number)s: %(why)s")
        messages.error(request, said % {"number": statement.number, "why": error})
        return False
    else:
        said = _("Statement %(number)s: your decision is in the log.")
        messages.success(request, said % {"number": statement.number})
    return True


def _what_the_other_said(error: actions.AlreadyDecided) -> str:
    """The first decision stands; the second moderator reads it with its reason."""
    reason = error.entry.reason if error.entry else ""
    return f"{error} {_('Reason: %(reason)s') % {'reason': reason}}" if reason else str(error)


@require_http_methods(["GET", "HEAD", "POST"])
@conversation_page("safeguard")
def safeguard(request: HttpRequest, conversation: Conversation, number: int) -> HttpResponse:
    """One press hides the text, tells the safeguarding lead and starts the clock."""
    statement = get_object_or_404(queries.statement_of(request.viewer, conversation, number))
    form = SafeguardingForm(request.POST or None, initial={"seen": statement.state})
    if request.method == "POST" and form.is_valid():
        return _safeguard(request, statement, form)
    context = {"conversation": conversation, "statement": statement, "form": form}
    return render(request, "conversations/safeguard.html", context)


def _safeguard(request: HttpRequest, statement: Statement, form) -> HttpResponse:
    statement.state = form.cleaned_data["seen"]
    conversation = statement.conversation
    try:
        actions.safeguard_statement(
            viewer=request.viewer, statement=statement, reason=form.cleaned_data["reason"]
        )
    except actions.AlreadyDecided as error:
        messages.warning(request, _what_the_other_said(error))
    else:
        messages.success(request, _("The text is hidden, and the safeguarding lead knows."))
    return redirect("conversations:log", request.partnership.slug, conversation.pk)


@require_safe
@conversation_page()
def log(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    context = {"conversation": conversation, "entries": queries.moderation_log(conversation)}
    return render(request, "conversations/log.html", context)
