"""What was sent up because it could not be decided where it arose, and whether decisions drift upwards."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thegither.spine.authority import actions
from thegither.spine.authority.deciding import Answer, can_decide
from thegither.spine.authority.drifting import HEIGHT, LEVELS, History, histories
from thegither.spine.authority.forms import AnswerForm, CanIForm, EscalateForm
from thegither.spine.authority.queries import (
    decision_types,
    holds_post,
    matters_sent_up,
    open_findings,
)
from thegither.spine.authority.views.pages import page
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.rules import allows
from thegither.spine.people.views.keeping import kept
from thegither.ui.strip_chart import draw_strip


@require_safe
@partnership_page
@needs("authority.see")
def drift(request: HttpRequest) -> HttpResponse:
    """Decisions by level over time, and what could be decided where it arises."""
    found = open_findings(request.partnership).visible_to(request.viewer)
    told = [(one, _strip(one)) for one in histories(request.viewer)]
    context = {
        "told": told,
        "proposals": found.filter(kind="widen_delegation"),
        "waiting": matters_sent_up(request.viewer).filter(answered_on=None),
    }
    return page(request, "drift", context)


@require_safe
@partnership_page
@needs("authority.see")
def index(request: HttpRequest) -> HttpResponse:
    """Every matter that was sent up, those that wait first."""
    context = {"matters": matters_sent_up(request.viewer)}
    return page(request, "sent_up", context)


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("authority.see")
def send(request: HttpRequest) -> HttpResponse:
    """From an answer of no, named in the address, to whoever may say yes."""
    asked = _asked(request)
    form = EscalateForm(
        request.POST or None,
        viewer=request.viewer,
        own=asked.post,
        initial={"to_post": asked.ask[0] if asked.ask else None},
    )
    known = {
        "partnership": request.partnership,
        "from_post": asked.post,
        "decision_type": asked.decision_type,
        "amount": asked.amount,
    }
    sent = kept(form, actions.escalate, viewer=request.viewer, **known)
    if sent:
        messages.success(request, _("Sent. You will find the answer here."))
        return redirect("authority:sent", request.partnership.slug, sent.pk)
    return page(request, "send", {"form": form, "asked": asked})


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("authority.see")
def sent(request: HttpRequest, key: UUID) -> HttpResponse:
    """One matter, and the answer: written by whoever holds the post that was asked."""
    matter = get_object_or_404(matters_sent_up(request.viewer), pk=key)
    may_answer = allows("authority.answer", request.viewer, matter)
    form = AnswerForm(request.POST or None) if may_answer else None
    known = {"viewer": request.viewer, "escalation": matter}
    if form and kept(form, actions.answer_escalation, **known):
        messages.success(request, _("Answered."))
        return redirect("authority:sent", request.partnership.slug, matter.pk)
    return page(request, "sent", {"matter": matter, "form": form})


def _asked(request: HttpRequest) -> Answer:
    """The question in the address, of a post of one's own; anything else is not there."""
    form = CanIForm(
        request.GET, viewer=request.viewer, types=decision_types(request.partnership), own=[]
    )
    today = timezone.localdate()
    if not form.is_valid() or not holds_post(request.viewer, form.cleaned_data["post"], today):
        raise Http404
    return can_decide(
        partnership=request.partnership,
        decision_type=form.cleaned_data["decision_type"],
        post=form.cleaned_data["post"],
        amount=form.cleaned_data["amount"],
    )


def _strip(one: History) -> str:
    first, last = one.taken[0].on, one.taken[-1].on
    return draw_strip(
        [(taken.on, HEIGHT[taken.level]) for taken in one.taken],
        levels=[str(level.label) for level in LEVELS],
        ends=(date_format(first, "F Y"), date_format(last, "F Y")),
        change=one.changed_on,
        title=one.decision_type,
        description=one.sentence,
    )
