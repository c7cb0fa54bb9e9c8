"""What every page of a partnership begins with: which partnership, who looks, and may they."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from thegither.spine.people.queries import arrive, coordinators
from thegither.spine.people.rules import allows, require
from thegither.spine.spaces.visibility import OUTSIDER

View = Callable[..., HttpResponse]


def partnership_page(view: View) -> View:
    """Turn `view(request, ...)` into a page below `/<partnership_slug>/`.

    The view finds `request.partnership` and `request.viewer`; an unknown partnership is a 404.
    """

    @wraps(view)
    def page(
        request: HttpRequest, partnership_slug: str, *args: object, **kwargs: object
    ) -> HttpResponse:
        request.partnership, request.viewer = arrive(request.user, partnership_slug)
        if request.partnership is None:
            raise Http404
        return view(request, *args, **kwargs)

    return page


def needs(rule: str) -> Callable[[View], View]:
    """Below `@partnership_page`: go on only if the rule holds for the partnership.

    Somebody not signed in is asked to sign in first; somebody signed in reads why not.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            may = allows(rule, request.viewer, request.partnership)
            if not may and not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            require(rule, request.viewer, request.partnership)
            return view(request, *args, **kwargs)

        return page

    return decorate


def here(request: HttpRequest) -> dict[str, object]:
    """Context for every template: the partnership, who looks, whom to ask, may one try somebody's shoes."""
    partnership = getattr(request, "partnership", None)
    return {
        "partnership": partnership,
        "viewer": getattr(request, "viewer", OUTSIDER),
        "may_try_shoes": settings.MODE == "demonstration",
        "whom_to_ask": lambda: coordinators(partnership) if partnership else [],
    }
