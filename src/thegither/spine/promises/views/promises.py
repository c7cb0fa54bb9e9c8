"""Making a promise, and saying what became of it: one address a verb."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.people.rules import allows
from thegither.spine.promises import actions
from thegither.spine.promises.forms import HandOverForm, HowItWentForm, NewDateForm, PromiseForm
from thegither.spine.promises.reading import address_of
from thegither.spine.promises.views.doors import because_of, form_page, people_of, thing_page
from thegither.spine.spaces.models import Commitment

STATES = Commitment.State


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("promises.promise")
def make(request: HttpRequest) -> HttpResponse:
    """A coordinator writes down anybody's promise; a member makes one of their own."""
    record, people = because_of(request), people_of(request)
    if not allows("promises.record", request.viewer, request.partnership):
        people = people.filter(pk=request.viewer.person)
    form = PromiseForm(
        request.POST or None, people=people, initial={"owner": request.viewer.person}
    )
    return form_page(
        request,
        form,
        actions.make_promise,
        heading=_("What is promised?"),
        lead=_("Because of: %(title)s") % {"title": record.title} if record else "",
        done=_("The promise is kept on the list. Whoever answers for it is told before its day."),
        back=reverse("promises:index", args=[request.partnership.slug]),
        partnership=request.partnership,
        because_of=record,
    )


@require_http_methods(["GET", "POST"])
@thing_page(Commitment, "promises.settle")
def keep(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    heading, done = _("It was kept"), _("Well done: the promise is kept.")
    return _settle(request, commitment, STATES.KEPT, heading, done)


@require_http_methods(["GET", "POST"])
@thing_page(Commitment, "promises.settle")
def break_off(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    heading, done = _("It was not kept"), _("Everybody can read now that it was not kept, and why.")
    return _settle(request, commitment, STATES.BROKEN, heading, done)


def _settle(
    request: HttpRequest, commitment: Commitment, state: str, heading: str, done: str
) -> HttpResponse:
    form = HowItWentForm(request.POST or None)
    return _change(
        request, commitment, form, actions.settle_promise, heading=heading, done=done, state=state
    )


@require_http_methods(["GET", "POST"])
@thing_page(Commitment, "promises.settle")
def renegotiate(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    heading, done = _("It gets a new date"), _("The new date stands beside the old one.")
    form = NewDateForm(request.POST or None)
    return _change(
        request, commitment, form, actions.renegotiate_promise, heading=heading, done=done
    )


@require_http_methods(["GET", "POST"])
@thing_page(Commitment, "promises.settle")
def hand_over(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    heading, done = _("Somebody else takes it over"), _("Handed over, from today on.")
    form = HandOverForm(request.POST or None, people=people_of(request))
    return _change(request, commitment, form, actions.hand_over_promise, heading=heading, done=done)


def _change(
    request: HttpRequest, commitment: Commitment, form, action, /, **more: object
) -> HttpResponse:
    lead = commitment.record.title
    back = address_of(commitment)
    return form_page(request, form, action, commitment=commitment, lead=lead, back=back, **more)
