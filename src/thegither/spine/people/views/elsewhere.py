"""Signing in where one works: allauth's two steps, with every way they can fail leading to our own page."""

from collections.abc import Callable

from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect import views as openid
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_ratelimit.decorators import ratelimit
from requests import RequestException

# What a provider that is down, or does not keep to OpenID Connect, makes allauth raise.
NO_SENSE = (RequestException, OAuth2Error, KeyError, ValueError)


@never_cache
@require_safe
@ratelimit(key="ip", rate="300/h", method=ratelimit.ALL)
def set_out(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Go to the provider. What stands behind the `?` is dropped: allauth would hand it on."""
    request.GET = QueryDict()
    return _politely(openid.login, request, provider_id)


@never_cache
@require_safe
@ratelimit(key="ip", rate="300/h", method=ratelimit.ALL)
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _politely(openid.callback, request, provider_id)


def _politely(step: Callable[..., HttpResponse], request: HttpRequest, name: str) -> HttpResponse:
    try:
        return step(request, name)
    except NO_SENSE:
        return no_luck(request)


def no_luck(request: HttpRequest) -> HttpResponse:
    messages.error(
        request, _("Signing in there did not work. Try again, or ask for a code by e-mail.")
    )
    return redirect("people:sign_in")
