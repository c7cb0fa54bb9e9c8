"""Coming in through a partner's own identity provider (OpenID Connect), by way of django-allauth.

Nothing of what allauth could store is stored: its tables would keep when somebody last came. All that is
taken from a provider is a verified address, which then counts like a mailbox proven by a code.
"""

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from thegither.spine.people import actions, door


class Adapter(DefaultSocialAccountAdapter):
    """Turns what a provider says into one of our own accounts, and stops allauth there."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> NoReturn:
        raise ImmediateHttpResponse(self._answer(request, sociallogin))

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, *args: object, **kwargs: object
    ) -> NoReturn:
        messages.error(
            request,
            _("Signing in there did not work. Try again, or ask for a code by e-mail."),
        )
        raise ImmediateHttpResponse(redirect("people:sign_in"))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody joins a partnership by having an account elsewhere; the register says who is in it."""
        return False

    def _answer(self, request: HttpRequest, sociallogin: Any) -> HttpResponse:
        addresses = believed(sociallogin)
        accounts = actions.accounts_of_proven(addresses=addresses)
        if accounts:
            return door.welcome(request, accounts)
        messages.error(
            request,
            _("No partnership here knows the address you have there. Ask your coordinator."),
        )
        return redirect("people:sign_in")


def believed(sociallogin: Any) -> list[str]:
    """The addresses a provider calls verified, as far as it may speak for their domain."""
    settings = sociallogin.account.get_provider(None).app.settings
    vouched = settings["addresses_are_verified"]
    found = [one.email for one in sociallogin.email_addresses if one.verified is True or vouched]
    return [one for one in found if one.rpartition("@")[2].lower() in settings["domains"]]
