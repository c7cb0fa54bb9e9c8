"""What a page says when it cannot be shown. The words stand in `templates/ui/states/`."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.template.loader import render_to_string
from django_ratelimit.exceptions import Ratelimited


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/states/400.html", status=400)


def not_allowed(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Why one may not, and whom to ask; the reason is what `PermissionDenied` was raised with."""
    if isinstance(exception, Ratelimited):
        return render(request, "ui/states/429.html", status=429)
    reason = exception.args[0] if isinstance(exception, PermissionDenied) and exception.args else ""
    return render(request, "ui/states/403.html", {"reason": reason}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/states/404.html", status=404)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "ui/states/403_csrf.html", status=403)


def buttons_only(answer: Callable[[HttpRequest], HttpResponse]) -> Callable:
    """Middleware: an address behind a button, opened like a page, says so instead of showing nothing."""

    def with_a_page(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET":
            response.content = render_to_string("ui/states/405.html", request=request)
        return response

    return with_a_page


def went_wrong(request: HttpRequest) -> HttpResponse:
    """The last resort: a page that needs neither the database nor the request."""
    return HttpResponse(render_to_string("ui/states/500.html"), status=500)
