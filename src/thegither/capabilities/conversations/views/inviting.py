"""Inviting people to a conversation: what is particular to one. The page itself is contact's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thegither.capabilities.conversations.models import Conversation
from thegither.capabilities.conversations.queries.taking_part import deck_of, minutes_of
from thegither.capabilities.conversations.queries.totals import live_totals
from thegither.capabilities.conversations.views.doors import conversation_page
from thegither.spine.contact.actions import Words
from thegither.spine.contact.invited import sheet_code
from thegither.spine.contact.queries import letters_to_print
from thegither.spine.contact.views.asking import Asking, asking_page
from thegither.spine.contact.words import usual_words


@require_http_methods(["GET", "HEAD", "POST"])
@conversation_page("invite")
def invite(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """Whom, in which words; how many took part so far, and never who."""
    where = [request.partnership.slug, conversation.pk]
    asking = Asking(
        activity=conversation.activity,
        words=_words(conversation, reverse("conversations:invited_vote", args=where)),
        back_url=reverse("conversations:conversation", args=where),
        back_label=_("About this conversation"),
        answered=live_totals(conversation).people,
        closes_on=conversation.closes_on,
    )
    return asking_page(request, asking)


@never_cache
@require_safe
@conversation_page("type_paper")
def print_sheets(request: HttpRequest, conversation: Conversation) -> HttpResponse:
    """A paper form for each person who gets a letter, with the code that makes them count once."""
    letters = letters_to_print(conversation.activity, again=True)
    context = {
        "conversation": conversation,
        "statements": deck_of(conversation).statements.values(),
        "sheets": [(one.person.name, sheet_code(one)) for one in letters],
    }
    return render(request, "conversations/paper_sheets.html", context)


def _words(conversation: Conversation, path: str) -> Words:
    minutes, partnership = minutes_of(conversation), conversation.record.partnership
    return Words(
        subject=_("Your view is wanted: %(question)s") % {"question": conversation.question},
        body=usual_words(conversation.question, minutes, conversation.closes_on, partnership.name),
        path=path,
        minutes=minutes,
    )
