"""The front door: ask for a code, use a code, say who you are, leave."""

from uuid import UUID

from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_ratelimit.decorators import ratelimit

from thegither.spine.people import actions, door
from thegither.spine.people.errors import NoLetters, WrongCode
from thegither.spine.people.forms import AddressForm, CodeForm
from thegither.spine.spaces.queries import made_up_partnerships

# A hundred people in one hall share one address, and some mistype; guessing a code takes 1e11 tries.
A_ROOM_FULL = "300/h"


def _mailbox(group: str, request: HttpRequest) -> str:
    return request.POST.get("email", "").strip().lower()


@never_cache
@require_http_methods(["GET", "POST"])
@ratelimit(key="ip", rate=A_ROOM_FULL, method="POST")
@ratelimit(key=_mailbox, rate="6/h", method="POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a code. What the page answers never tells whether the address is known."""
    door.remember_next(request)
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _mail_code(request, form.cleaned_data["email"])
        except NoLetters as problem:
            form.add_error(None, str(problem))
    context = {
        "form": form,
        "providers": get_adapter().list_providers(request),
        "made_up": made_up_partnerships() if settings.MODE == "demonstration" else [],
    }
    return render(request, "people/sign_in.html", context)


def _mail_code(request: HttpRequest, address: str) -> HttpResponse:
    code_page = request.build_absolute_uri(reverse("people:use_code"))
    actions.ask_for_code(address=address, sign_in_url=code_page)
    messages.success(
        request, _("If we know this address, a code is on its way. Look in your mailbox.")
    )
    return redirect("people:use_code")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "POST"])
@ratelimit(key="ip", rate=A_ROOM_FULL, method="POST")
def use_code(request: HttpRequest) -> HttpResponse:
    """Type a code, or press the button on the page that a mailed link opens. Opening it does nothing."""
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    if request.method == "POST" and form.is_valid():
        try:
            accounts = actions.use_code(written=form.cleaned_data["code"])
        except WrongCode as wrong:
            form.add_error("code", str(wrong))
        else:
            return door.welcome(request, accounts)
    return render(request, "people/use_code.html", {"form": form})


@never_cache
@require_http_methods(["GET", "POST"])
def who_are_you(request: HttpRequest) -> HttpResponse:
    """Several people share this mailbox or code: which of them are you?"""
    if request.method == "POST":
        return door.choose(request, _person_id(request)) or redirect("people:sign_in")
    people = door.proven_people(request)
    if not people:
        return redirect("people:sign_in")
    return render(request, "people/who_are_you.html", {"people": people})


def _person_id(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get("person", ""))
    except ValueError:
        return None


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.success(request, _("You are signed out."))
    return redirect("thread:front_door")


@require_POST
@login_required
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    actions.sign_out_everywhere(account=request.user)
    logout(request)
    messages.success(request, _("You are signed out on every device."))
    return redirect("thread:front_door")
