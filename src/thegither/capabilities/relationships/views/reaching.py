"""What reaches whom: the shares by layer, and saying what has reached oneself."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.queries.reaching import passages, place_of, to_ask
from thegither.spine.people.pages import needs, partnership_page


@require_safe
@partnership_page
@needs("relationships.see_reach")
def reach(request: HttpRequest) -> HttpResponse:
    """By organisation, way and layer; nothing is known of persons."""
    own = place_of(request.viewer, request.partnership)
    found = passages(request.partnership)
    mine = own.organization if own else None
    # One's own organisation first: there one can do something about it.
    found.sort(key=lambda passage: passage.organization.pk != mine)
    context = {"passages": found, "may_say": own is not None, "word": "see"}
    return render(request, "relationships/reach.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@partnership_page
@needs("relationships.say_what_reached")
def say(request: HttpRequest) -> HttpResponse:
    """Ten things at a time on each way: tick what one had heard of before."""
    place = place_of(request.viewer, request.partnership)
    if request.method == "POST" and place is not None:
        actions.say_what_reached(
            partnership=request.partnership,
            place=place,
            shown=_keys(request.POST.getlist("shown")),
            reached=_keys(request.POST.getlist("reached")),
        )
        messages.success(request, _("Thank you. Nothing tells that it was you."))
        return redirect("relationships:reach", request.partnership.slug)
    asked = to_ask(request.partnership, place) if place else []
    context = {"place": place, "asked": [one for one in asked if one[1]], "word": "see"}
    return render(request, "relationships/say_what_reached.html", context)


def _keys(texts: Iterable[str]) -> set[UUID]:
    """What the page sent, without what is no key."""
    found = set()
    for text in texts:
        try:
            found.add(UUID(text))
        except ValueError:
            continue
    return found
