"""What coordinators do: ask a question, open it, share it, type in paper, close it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thegither.capabilities.conversations.actions import closing, preparing, taking_part
from thegither.capabilities.conversations.forms import ConversationForm, PaperForm
from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries.reading import conversations_of
from thegither.capabilities.conversations.queries.ready import BY_KEY, Ready
from thegither.capabilities.conversations.queries.taking_part import accepted_statements, deck_of
from thegither.capabilities.conversations.queries.totals import live_totals
from thegither.capabilities.conversations.views.doors import conversation_page
from thegither.spine.people.pages import needs, partnership_page


@require_safe
@partnership_page
def index(request: HttpRequest) -> HttpResponse:
    found = conversations_of(request.viewer, request.partnership)
    return render(request, "conversations/index.html", {"conversations": found, "word": "listen"})


@require_safe
@conversation_page()
def show(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """What a conversation is about, how far it is, and what this viewer can do in it."""
    statements = accepted_statements(conversation).order_by("number")
    context = {
        "conversation": conversation,
        "totals": live_totals(conversation),
        "statements": statements if conversation.activity.phase == "preparing" else [],
        "word": "listen",
    }
    return render(request, "conversations/show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("conversations.create")
def create(request: HttpRequest) -> HttpResponse:
    ready = BY_KEY.get(request.GET.get("ready", ""))
    form = ConversationForm(request.POST or None, initial=_as_a_beginning(ready))
    if request.method == "POST" and form.is_valid():
        conversation = preparing.create_conversation(
            viewer=request.viewer, partnership=request.partnership, draft=_draft(form)
        )
        return _to(request, "conversation", conversation)
    context = {"form": form, "word": "listen", "ready": ready}
    return render(request, "conversations/create.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@conversation_page("change_conversation")
def change(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    form = ConversationForm(request.POST or None, initial=_as_it_stands(conversation))
    if request.method == "POST" and form.is_valid():
        preparing.change_conversation(
            viewer=request.viewer, conversation=conversation, draft=_draft(form)
        )
        return _to(request, "conversation", conversation)
    context = {"form": form, "conversation": conversation}
    return render(request, "conversations/create.html", context, status=_status(form))


def _as_a_beginning(ready: Ready | None) -> dict:
    if ready is None:
        return {}
    seeds = "\n".join(str(seed) for seed in ready.seeds)
    return {"question": str(ready.question), "background": str(ready.background), "seeds": seeds}


@require_http_methods(["GET", "HEAD", "POST"])
@conversation_page("discard")
def discard(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Say what goes; do it when it is confirmed. Nobody but the partnership has seen it."""
    if request.method == "POST":
        try:
            preparing.discard_conversation(viewer=request.viewer, conversation=conversation)
        except preparing.SomebodyCame as problem:
            messages.error(request, str(problem))
            return _to(request, "conversation", conversation)
        messages.success(request, _("It is gone."))
        return redirect("conversations:index", request.partnership.slug)
    return render(request, "conversations/discard.html", {"conversation": conversation})


def _draft(form: ConversationForm) -> preparing.Draft:
    said = form.cleaned_data
    return preparing.Draft(
        question=said["question"],
        background=said["background"],
        seeds=said["seeds"],
        open_to_link=said["who"] == "link",
        closes_on=said["closes_on"],
        language=said["language"],
    )


def _as_it_stands(conversation: Conversation) -> dict:
    texts = accepted_statements(conversation).order_by("number").values_list("text", flat=True)
    return {
        "question": conversation.question,
        "background": conversation.background,
        "language": conversation.record.language,
        "seeds": "\n".join(texts),
        "who": "link" if conversation.open_to_link else "members",
        "closes_on": conversation.closes_on,
    }


@require_POST
@conversation_page("open")
def open_it(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    preparing.open_conversation(viewer=request.viewer, conversation=conversation)
    messages.success(request, _("The conversation is open. Now tell people."))
    return _to(request, "share", conversation)


@require_safe
@conversation_page("share")
def share(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """The addresses to send round, and the paper form for those who do not go online."""
    slug = request.partnership.slug
    context = {
        "conversation": conversation,
        "members_url": request.build_absolute_uri(
            reverse("conversations:conversation", args=[slug, conversation.pk])
        ),
        "guests_url": request.build_absolute_uri(
            reverse("conversations:guest_conversation", args=[slug, conversation.link_token])
        ),
    }
    return render(request, "conversations/share.html", context)


@require_safe
@conversation_page("type_paper")
def print_paper(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    context = {
        "conversation": conversation,
        "statements": deck_of(conversation).statements.values(),
    }
    return render(request, "conversations/paper_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@conversation_page("type_paper")
def type_paper(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    statements = deck_of(conversation).statements.values()
    form = PaperForm(statements, request.POST or None)
    if request.method == "POST" and form.is_valid():
        taking_part.type_paper(
            viewer=request.viewer,
            conversation=conversation,
            sheet=form.cleaned_data["sheet"].upper(),
            choices={
                row.id: form.answers[row.number] for row in statements if row.number in form.answers
            },
            helped=form.cleaned_data["helped"],
        )
        messages.success(request, _("The sheet is stored. Type in the next one."))
        return _to(request, "paper", conversation)
    context = {"form": form, "conversation": conversation}
    return render(request, "conversations/type_paper.html", context, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@conversation_page("close")
def close(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Say what closing does; do it when it is confirmed."""
    if request.method == "POST":
        closing.close_conversation(viewer=request.viewer, conversation=conversation)
        messages.success(request, _("The conversation is closed, and its key is destroyed."))
        return _to(request, "results", conversation)
    context = {"conversation": conversation, "totals": live_totals(conversation)}
    return render(request, "conversations/close.html", context)


def _to(request: HttpRequest, page: str, conversation: Conversation) -> HttpResponse:
    return redirect(f"conversations:{page}", request.partnership.slug, conversation.pk)


def _status(form) -> int:
    return 422 if form.errors else 200
