"""Writing down a decision, looking at it again, ending it, saying why it carries no promise."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thegither.spine.authority.queries import decision_types
from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.promises import actions
from thegither.spine.promises.forms import BecauseForm, DecisionForm, ReviewForm
from thegither.spine.promises.models import Decision
from thegither.spine.promises.reading import address_of
from thegither.spine.promises.views.doors import because_of, form_page, thing_page


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("promises.record")
def record(request: HttpRequest) -> HttpResponse:
    behind = because_of(request)
    return form_page(
        request,
        DecisionForm(request.POST or None, types=decision_types(request.partnership)),
        actions.record_with_level,
        heading=_("What was decided?"),
        lead=_("Because of: %(title)s") % {"title": behind.title} if behind else "",
        done=_("The decision is written down. Add what was promised because of it."),
        back=reverse("promises:decisions", args=[request.partnership.slug]),
        partnership=request.partnership,
        because_of=behind,
    )


@require_http_methods(["GET", "POST"])
@thing_page(Decision, "promises.review")
def replace(request: HttpRequest, decision: Decision) -> HttpResponse:
    """Another decision takes its place; both stay to be read, and each leads to the other."""
    types = decision_types(request.partnership)
    form = DecisionForm(request.POST or None, types=types, initial={"text": decision.text})
    return _change(
        request,
        decision,
        form,
        actions.record_with_level,
        heading=_("What is decided in its place?"),
        done=_("The new decision counts from now on; the old one stays to be read."),
        partnership=request.partnership,
        instead_of=decision,
    )


@require_http_methods(["GET", "POST"])
@thing_page(Decision, "promises.review")
def review(request: HttpRequest, decision: Decision) -> HttpResponse:
    return _change(
        request,
        decision,
        ReviewForm(request.POST or None),
        actions.review_decision,
        heading=_("We looked at it again, and it stands"),
        done=_("Kept: it stands."),
        decision=decision,
    )


@require_http_methods(["GET", "POST"])
@thing_page(Decision, "promises.review")
def end(request: HttpRequest, decision: Decision) -> HttpResponse:
    return _change(
        request,
        decision,
        BecauseForm(request.POST or None),
        actions.end_decision,
        heading=_("It counts no longer: why?"),
        done=_("It counts no longer. It stays to be read, with the reason."),
        decision=decision,
    )


@require_http_methods(["GET", "POST"])
@thing_page(Decision, "promises.review")
def no_promise(request: HttpRequest, decision: Decision) -> HttpResponse:
    return _change(
        request,
        decision,
        BecauseForm(request.POST or None),
        actions.say_no_promise,
        heading=_("Why does nobody have to do anything?"),
        done=_("Kept: the reason stands with the decision."),
        decision=decision,
    )


def _change(request: HttpRequest, decision: Decision, form, action, /, **more) -> HttpResponse:
    lead, back = decision.record.title, address_of(decision)
    return form_page(request, form, action, lead=lead, back=back, **more)
