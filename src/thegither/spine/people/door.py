"""How a browser carries somebody from proving a mailbox to being signed in.

Between the two a signed cookie holds which accounts the mailbox or code opened; nothing is stored here.
"""

import time
from collections.abc import Iterable
from uuid import UUID

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from thegither.spine.people.models import Account, Person

PROVEN, NEXT = "proven", "next"
PROVEN_FOR = 15 * 60
# The session is a cookie, and browsers drop a cookie above 4 kB: then nobody could sign in.
LONGEST_NEXT = 1_000
BACKEND = "thegither.spine.people.accounts.Accounts"


def remember_next(request: HttpRequest) -> None:
    """Where to go once signed in: an address of this house, or nowhere."""
    wanted = request.GET.get("next", "")
    hosts, is_secure = {request.get_host()}, request.is_secure()
    is_short = len(wanted) <= LONGEST_NEXT
    if is_short and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=hosts, require_https=is_secure
    ):
        request.session[NEXT] = wanted


def welcome(request: HttpRequest, accounts: list[Account]) -> HttpResponse:
    """Sign in the one whose mailbox or code this is; let several choose who they are."""
    if len(accounts) == 1:
        return enter(request, accounts[0])
    keys = [str(account.pk) for account in accounts]
    request.session[PROVEN] = {"accounts": keys, "until": time.time() + PROVEN_FOR}
    return redirect("people:who_are_you")


def proven_people(request: HttpRequest) -> Iterable[Person]:
    """Whom this browser may be, having proven a mailbox in the last quarter of an hour."""
    proof = request.session.get(PROVEN, {"accounts": [], "until": 0})
    if proof["until"] < time.time():
        return Person.objects.none()
    people = Person.objects.filter(account__in=proof["accounts"], account__is_active=True)
    return people.filter(merged_into=None).select_related("account", "partnership").order_by("name")


def choose(request: HttpRequest, person_id: UUID) -> HttpResponse | None:
    """Sign in as one of the proven people; None for anybody else."""
    person = proven_people(request).filter(pk=person_id).first()
    return enter(request, person.account) if person else None


def enter(request: HttpRequest, account: Account) -> HttpResponse:
    wanted = request.session.get(NEXT)
    request.session.flush()
    login(request, account, backend=BACKEND)
    return redirect(wanted or home_of(account))


def home_of(account: Account) -> str:
    """The partnership this account belongs to, or the front door."""
    person = account.persons.filter(merged_into=None).select_related("partnership").first()
    if person is None:
        return reverse("thread:front_door")
    return reverse("thread:home", args=[person.partnership.slug])
