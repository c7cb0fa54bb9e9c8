"""Raising what is yet to be settled, and settling it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thegither.spine.people.pages import needs, partnership_page
from thegither.spine.promises import actions
from thegither.spine.promises.forms import BecauseForm, IssueForm
from thegither.spine.promises.reading import address_of
from thegither.spine.promises.views.doors import because_of, form_page, people_of, thing_page
from thegither.spine.spaces.models import Issue


@require_http_methods(["GET", "POST"])
@partnership_page
@needs("promises.raise")
def raise_one(request: HttpRequest) -> HttpResponse:
    behind = because_of(request)
    return form_page(
        request,
        IssueForm(request.POST or None, people=people_of(request)),
        actions.raise_issue,
        heading=_("What is to be settled?"),
        lead=_("Because of: %(title)s") % {"title": behind.title} if behind else "",
        done=_("It stands on the list from which the next agenda is made."),
        back=reverse("promises:issues", args=[request.partnership.slug]),
        partnership=request.partnership,
        because_of=behind,
    )


@require_http_methods(["GET", "POST"])
@thing_page(Issue, "promises.close")
def close(request: HttpRequest, issue: Issue) -> HttpResponse:
    return form_page(
        request,
        BecauseForm(request.POST or None),
        actions.close_issue,
        heading=_("How was it settled?"),
        lead=issue.record.title,
        done=_("Settled. It is on no agenda from now on."),
        back=address_of(issue),
        issue=issue,
    )
