"""What came of a conversation: the page, the report for the board, where one stands, the files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from thegither.capabilities.conversations.forms import StandForm
from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries import polis, take_away
from thegither.capabilities.conversations.queries.landscape import where
from thegither.capabilities.conversations.queries.moderation import moderation_log
from thegither.capabilities.conversations.queries.results import (
    findings_about,
    results_of,
    telling_statements,
)
from thegither.capabilities.conversations.views.doors import conversation_page
from thegither.ui.downloads import download


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
    results = results_of(conversation)
    return {
        "conversation": conversation,
        "results": results,
        "findings": findings_about(request.viewer, conversation),
        "tables": take_away.names_of_tables(results) if results else [],
        "pictures": take_away.names_of_pictures(conversation),
        "repairs": polis.repairs_in_words(conversation.repairs),
        "word": "listen",
    }


@require_safe
@conversation_page("see_results")
def table_file(request: HttpRequest, conversation: Conversation, name: str) -> HttpResponse:
    """One table of the results as CSV."""
    results = results_of(conversation)
    sheet = take_away.sheets_of(results).get(name) if results else None
    if sheet is None:
        raise Http404
    return download(
        take_away.as_csv(sheet), take_away.CSV_TYPE, f"{_stem(conversation)}-{name}.csv"
    )


@require_safe
@conversation_page("see_results")
def workbook(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """All tables of the results in one workbook."""
    results = results_of(conversation)
    if results is None:
        raise Http404
    return download(
        take_away.as_workbook(results), take_away.XLSX_TYPE, f"{_stem(conversation)}.xlsx"
    )


@require_safe
@conversation_page("see_results")
def picture_file(
    request: HttpRequest, conversation: Conversation, name: str, form: str
) -> HttpResponse:
    """One picture of the results, as a drawing or as dots."""
    svg = take_away.pictures_of(conversation).get(name)
    if svg is None or form not in take_away.PICTURE_TYPES:
        raise Http404
    content = take_away.picture_file(svg, form)
    return download(content, take_away.PICTURE_TYPES[form], f"{_stem(conversation)}-{name}.{form}")


def _stem(conversation: Conversation) -> str:
    """What the files of a conversation are called."""
    return slugify(conversation.question)[:60] or "conversation"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@conversation_page("where_you_stand")
def where_you_stand(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Answer a few telling statements and read which group is nearest. Nothing of it is stored."""
    statements = telling_statements(conversation)
    form = StandForm(statements, request.POST or None)
    nearest, how_sure = None, ""
    if statements and request.method == "POST" and form.is_valid():
        nearest, how_sure = where(conversation.landscapes.first().result, form.answers)
    context = {
        "conversation": conversation,
        "form": form,
        "has_groups": bool(statements),
        "nearest": nearest,
        "how_sure": how_sure,
    }
    return render(request, "conversations/where_you_stand.html", context)


@require_safe
@conversation_page("export")
def export(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """The votes as the files of a Polis export: numbers for people, and no times."""
    return download(polis.export_zip(conversation), "application/zip", f"{_stem(conversation)}.zip")
