"""What came of a conversation: the page, the report for the board, where one stands, the files."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from thegither.capabilities.conversations.forms import StandForm
from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries import polis
from thegither.capabilities.conversations.queries.landscape import nearest_group
from thegither.capabilities.conversations.queries.moderation import moderation_log
from thegither.capabilities.conversations.queries.results import (
    findings_about,
    results_of,
    telling_statements,
)
from thegither.capabilities.conversations.views.doors import conversation_page


@require_safe
@conversation_page("see_results")
def show(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    return render(request, "conversations/results.html", _results(request, conversation))


@require_safe
@conversation_page("see_results")
def report(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """The same on paper, with how it was done."""
    context = _results(request, conversation)
    context["decisions"] = len(moderation_log(conversation))
    return render(request, "conversations/report.html", context)


def _results(request: HttpRequest, conversation: Conversation) -> dict:
    return {
        "conversation": conversation,
        "results": results_of(conversation),
        "findings": findings_about(request.viewer, conversation),
        "repairs": polis.repairs_in_words(conversation.repairs),
        "word": "listen",
    }


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@conversation_page("where_you_stand")
def where_you_stand(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Answer a few telling statements and read which group is nearest. Nothing of it is stored."""
    statements = telling_statements(conversation)
    form = StandForm(statements, request.POST or None)
    nearest = None
    if statements and request.method == "POST" and form.is_valid():
        nearest = nearest_group(conversation.landscapes.first().result, form.answers)
    context = {
        "conversation": conversation,
        "form": form,
        "has_groups": bool(statements),
        "nearest": nearest,
    }
    return render(request, "conversations/where_you_stand.html", context)


@require_safe
@conversation_page("export")
def export(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """The votes as the files of a Polis export: numbers for people, and no times."""
    name = f"{slugify(conversation.question)[:60] or 'conversation'}.zip"
    return HttpResponse(
        polis.export_zip(conversation),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
