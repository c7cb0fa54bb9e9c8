"""Nobody, and a coordinator of another partnership, try every address there is: none opens to them.

Each page is first opened as the person it is for, so that the address is known to lead somewhere. Then it is
asked for, and posted to, by somebody who is not signed in and by Duncan of Elsewhere: under Kirkbrae's own
address, and with the same ids under Elsewhere's, since an id must not open through the door of another house.
The audit chain of Kirkbrae shows that nothing was done either.
"""

from collections.abc import Iterator
from http import HTTPStatus

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import resolve
from tests.browser.addresses import ADDRESSES, OF_THE_HOUSE
from tests.browser.pages import VISITS
from tests.browser.visits import Visit
from tests.test_architecture import named_addresses
from tests.world import World

from thegither.spine.evidence.models import AuditEntry

# Addresses that open to strangers, by the reason.
WHY_PUBLIC = {
    "the house itself, and what it says of itself": "thread:front_door thread:accessibility thread:privacy "
    "thread:contact thread:glossary thread:check_words",
    "where one comes in": "people:sign_in people:use_code people:who_are_you people:start_partnership "
    "people:confirm_start",
    "a partnership that is made up, to try things in": "people:sign_in_as",
    "lists of what is meant for everybody, and of nothing else": "thread:home thread:word thread:search "
    "thread:board_paper thread:board_paper_docx thread:board_paper_pdf conversations:index meetings:index "
    "assessments:index "
    "decisions:index decisions:kept decisions:reviews promises:index promises:decisions promises:issues",
    "of a decision that anybody may read": "decisions:room decisions:result decisions:motion "
    "decisions:ballots",
    "of a conversation that is open to everybody": "conversations:log young:about protection:notice "
    "protection:notice_version",
    "whoever holds the secret in the address": "conversations:guest_conversation conversations:guest_vote "
    "conversations:guest_yours conversations:guest_add conversations:invited_conversation "
    "conversations:invited_vote conversations:invited_yours conversations:invited_add contact:invited "
    "contact:off meetings:feed assessments:kiosk assessments:room_code "
    "relationships:kiosk decisions:code",
    "a number that says whether to look again, and nothing else": "assessments:room_now",
}
PUBLIC = {name for names in WHY_PUBLIC.values() for name in names.split()}
PAGES = {visit.name: visit for visit in reversed(VISITS)}
TRIED = [*PAGES.values(), *(Visit(name, "", address) for name, address in ADDRESSES.items())]
TURNED_AWAY = {
    HTTPStatus.FOUND,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.METHOD_NOT_ALLOWED,
}
# Parts of an address that name nothing of a partnership's own.
WORDS = {"partnership_slug", "word", "step", "name", "form", "number"}


def test_every_named_address_is_tried():
    tried = {visit.name for visit in TRIED}
    assert set(named_addresses()) - OF_THE_HOUSE == tried


@pytest.mark.parametrize("visit", TRIED, ids=lambda visit: visit.name)
def test_no_address_opens_to_a_stranger(world, visit):
    cache.clear()
    address = visit.address(world)
    if visit.who:
        assert world.client(visit.who).get(address).status_code == HTTPStatus.OK
    before = entries(world)
    opened = [
        f"{method} {where} as {who}: {answer.status_code}"
        for who, client, where in tries(world, visit.name, address)
        for method in ("get", "post")
        if (answer := getattr(client, method)(where)).status_code not in TURNED_AWAY
    ]
    assert not opened
    assert entries(world) == before


def tries(world: World, name: str, address: str) -> Iterator[tuple[str, Client, str]]:
    """Who asks, with which browser, and for what."""
    places = [] if name in PUBLIC else [address]
    if set(resolve(address.partition("?")[0]).kwargs) - WORDS:
        places.append(address.replace("/kirkbrae/", "/elsewhere/", 1))
    for place in places:
        yield "nobody", world.client(), place
        yield "Duncan", world.client("duncan"), place


def entries(world: World) -> int:
    return AuditEntry.objects.filter(chain=world.partnership.pk).count()
