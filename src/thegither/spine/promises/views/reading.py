"""The pages that show: what was promised, what was decided, what is to be settled."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from thegither.spine.evidence.queries import head_of
from thegither.spine.people.pages import partnership_page
from thegither.spine.promises import reading
from thegither.spine.promises.models import Decision
from thegither.spine.promises.queries import open_issues, owner_of
from thegither.spine.promises.views.doors import thing_page
from thegither.spine.spaces.models import Commitment, Issue


@require_safe
@partnership_page
def index(request: HttpRequest) -> HttpResponse:
    told = reading.promises_of(request.viewer, request.partnership)
    mine = [one for one in told if one.is_mine and one.is_open]
    others = [one for one in told if one not in mine]
    groups = {state: [one for one in others if one.state == state] for state in reading.ORDER}
    context = {"word": "decide", "mine": mine, "groups": groups, "any": bool(told)}
    return render(request, "promises/index.html", context)


@require_safe
@partnership_page
def decisions(request: HttpRequest) -> HttpResponse:
    context = {
        "word": "decide",
        "decisions": reading.decisions_of(request.viewer, request.partnership),
    }
    return render(request, "promises/decisions.html", context)


@require_safe
@partnership_page
def issues(request: HttpRequest) -> HttpResponse:
    context = {"word": "decide", "issues": open_issues(request.viewer, request.partnership)}
    return render(request, "promises/issues.html", context)


@require_safe
@thing_page(Commitment)
def promise(request: HttpRequest, commitment: Commitment) -> HttpResponse:
    told = reading.told_again(commitment, request.viewer)
    return _page(request, "promise", commitment, told=told)


@require_safe
@thing_page(Decision)
def decision(request: HttpRequest, decision: Decision) -> HttpResponse:
    promises = reading.promises_because_of(request.viewer, decision.record)
    review_on, today = decision.review_on, timezone.localdate()
    return _page(
        request,
        "decision",
        decision,
        promises=promises,
        review_is_due=review_on is not None and review_on <= today,
        head=head_of(request.partnership.pk),
    )


@require_safe
@thing_page(Issue)
def issue(request: HttpRequest, issue: Issue) -> HttpResponse:
    promises = reading.promises_because_of(request.viewer, issue.record)
    return _page(request, "issue", issue, owner=owner_of(issue.record), promises=promises)


def _page(request: HttpRequest, name: str, thing: object, **more: object) -> HttpResponse:
    """What every such page has: the thing, what it came from, its history."""
    context = {
        "word": "decide",
        name: thing,
        "record": thing.record,
        "behind": reading.behind(request.viewer, thing.record),
        "history": reading.history_of(thing.record),
        **more,
    }
    return render(request, f"promises/{name}.html", context)
