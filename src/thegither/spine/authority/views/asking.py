"""Can I decide this? One answer, kept word for word where somebody wishes, and a card for each post."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from thegither.spine.authority import actions
from thegither.spine.authority.deciding import Answer, can_decide, posts_held
from thegither.spine.authority.forms import CanIForm
from thegither.spine.authority.models import KeptAnswer
from thegither.spine.authority.queries import (
    decision_types,
    delegations_on,
    holders,
    holds_post,
    lines_on,
    posts_of,
    whom_to_ask,
)
from thegither.spine.authority.views.pages import page
from thegither.spine.evidence.queries import head_of
from thegither.spine.people.models import Person, Post
from thegither.spine.people.pages import needs, partnership_page


@require_safe
@partnership_page
@needs("authority.see")
def can_i(request: HttpRequest) -> HttpResponse:
    """The question, and below it the answer where it was asked."""
    asked = "decision_type" in request.GET
    form, answer = _form(request, request.GET if asked else None), None
    if form.is_valid():
        answer = _answer(request, form)
    return page(request, "can_i", _question(request, form) | _around(request, answer))


@require_POST
@partnership_page
@needs("authority.see")
def keep(request: HttpRequest) -> HttpResponse:
    """Asked again and written down: the page of the kept answer says what it was."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return page(request, "can_i", _question(request, form))
    kept = actions.keep_answer(
        viewer=request.viewer, partnership=request.partnership, answer=_answer(request, form)
    )
    return redirect("authority:answer", request.partnership.slug, kept.pk)


@require_safe
@partnership_page
@needs("authority.see")
def answer(request: HttpRequest, answer_id: UUID) -> HttpResponse:
    """What was answered then, and whether the scheme says the same of that day now."""
    answers = KeptAnswer.objects.visible_to(request.viewer).select_related("post__organization")
    kept = get_object_or_404(answers, pk=answer_id)
    now = None
    if kept.post:
        now = can_decide(
            partnership=request.partnership,
            decision_type=kept.decision_type,
            post=kept.post,
            amount=kept.amount,
            on=kept.on,
        )
    context = {"kept": kept, "now": now, "head": head_of(request.partnership.pk)}
    return page(request, "answer", context)


@require_safe
@partnership_page
@needs("authority.see")
def card(request: HttpRequest, post_id: UUID) -> HttpResponse:
    """Everything one post may decide today, to be printed and put into a pocket."""
    post, today = get_object_or_404(posts_of(request.viewer), pk=post_id), timezone.localdate()
    clauses = delegations_on(request.viewer, today).filter(post=post)
    context = {
        "post": post,
        "today": today,
        "clauses": clauses.order_by("decision_type", "limit", "pk"),
        "masters": lines_on(request.viewer, today).filter(from_post=post),
        "holders": holders(post, today),
        "head": head_of(request.partnership.pk),
    }
    return page(request, "card", context)


def _form(request: HttpRequest, data) -> CanIForm:
    types, own = decision_types(request.partnership), _own(request)
    return CanIForm(data, viewer=request.viewer, types=types, own=own)


def _own(request: HttpRequest) -> list[Post]:
    person = Person.objects.visible_to(request.viewer).get(pk=request.viewer.person)
    return posts_held(person, timezone.localdate())


def _answer(request: HttpRequest, form: CanIForm) -> Answer:
    return can_decide(
        partnership=request.partnership,
        decision_type=form.cleaned_data["decision_type"],
        post=form.cleaned_data["post"],
        amount=form.cleaned_data["amount"],
        on=form.day(),
    )


def _question(request: HttpRequest, form: CanIForm) -> dict[str, object]:
    return {"form": form, "own": _own(request), "types": decision_types(request.partnership)}


def _around(request: HttpRequest, answer: Answer | None) -> dict[str, object]:
    """The answer, if there is one, and who holds the posts to ask."""
    if answer is None:
        return {}
    return {
        "answer": answer,
        "asked": whom_to_ask(answer),
        "may_send": bool(answer.ask) and holds_post(request.viewer, answer.post, answer.on),
    }
