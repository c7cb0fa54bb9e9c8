"""The pages of authority, each in the state in which it has most to show."""

from collections.abc import Callable
from functools import partial
from urllib.parse import urlencode

from django.urls import reverse
from playwright.sync_api import Page
from tests.browser.visits import Visit, at
from tests.world import World

from thegither.spine.authority.models import AccountabilityLine, Delegation
from thegither.spine.authority.tests.made import (
    a_scheme,
    a_year,
    keep,
    post,
    send_up,
    with_trouble,
)

SCHEME = "decision_type\tpost\tlimit\tclause\nrespite\tSupport worker\t800\t3.1"
LIST = "from\tto\tkind\nSupport worker\tOrganizer\tprofessional\nNobody\tChief officer\tgift"


def _address(name: str, *parts: object) -> str:
    return reverse(f"authority:{name}", args=["kirkbrae", *parts])


def _page(name: str, who: str, made: Callable[[World], object], query: str = "") -> Visit:
    def address(world: World) -> str:
        made(world)
        return _address(name) + query

    return Visit(f"authority:{name}", who, address)


def _asked(name: str, amount: str) -> Callable[[World], str]:
    """Bashir asks about an amount."""

    def address(world: World) -> str:
        with_trouble(world)
        place = post("Support worker").pk
        asked = {"decision_type": "respite", "amount": amount, "post": place, "on": ""}
        return f"{_address(name)}?{urlencode(asked)}"

    return address


def _without(world: World) -> str:
    with_trouble(world)
    line = AccountabilityLine.objects.get(kind="professional")
    return f"{_address('simplify')}?without={line.pk}"


def _of_line(name: str) -> Callable[[World], str]:
    return lambda world: _address(
        name, with_trouble(world) and AccountabilityLine.objects.first().pk
    )


def _of_clause(name: str) -> Callable[[World], str]:
    return lambda world: _address(name, a_scheme(world) and Delegation.objects.first().pk)


def _card(world: World) -> str:
    a_scheme(world)
    return _address("card", post("Support worker").pk)


def _sent_up(world: World) -> str:
    a_scheme(world)
    send_up(world)
    send_up(world, waits=0, result="changed", reason="One week now, and one in August.")
    return _address("sent_up")


def _paste(page: Page, words: str = LIST) -> None:
    page.locator("textarea").fill(words)
    page.locator("main button[type=submit]").click()


def _replacement(world: World) -> str:
    a_scheme(world)
    return _address("import_list", "replacement")


AUTHORITY: list[Visit] = [
    at("authority:can_i", "bashir", "kirkbrae"),
    Visit("authority:can_i", "bashir", _asked("can_i", "700")),
    Visit("authority:can_i", "bashir", _asked("can_i", "2500")),
    Visit("authority:answer", "bashir", lambda world: _address("answer", keep(world).pk)),
    Visit("authority:card", "bashir", _card),
    at("authority:lines", "ailsa", "kirkbrae"),
    _page("lines", "ailsa", with_trouble),
    Visit("authority:simplify", "bashir", _without),
    at("authority:add_line", "ailsa", "kirkbrae"),
    Visit("authority:end_line", "ailsa", _of_line("end_line")),
    Visit("authority:strike_line", "ailsa", _of_line("strike_line")),
    at("authority:scheme", "bashir", "kirkbrae"),
    _page("scheme", "ailsa", with_trouble),
    at("authority:add_clause", "ailsa", "kirkbrae"),
    Visit("authority:change_clause", "ailsa", _of_clause("change_clause")),
    Visit("authority:end_clause", "ailsa", _of_clause("end_clause")),
    Visit("authority:strike_clause", "ailsa", _of_clause("strike_clause")),
    at("authority:import_list", "ailsa", "kirkbrae", "scheme"),
    Visit("authority:import_list", "ailsa", lambda world: _address("import_list", "lines"), _paste),
    Visit("authority:import_list", "ailsa", _replacement, partial(_paste, words=SCHEME)),
    _page("drift", "bashir", a_year),
    Visit("authority:sent_up", "bashir", _sent_up),
    Visit("authority:send", "bashir", _asked("send", "2500")),
    Visit("authority:sent", "ailsa", lambda world: _address("sent", send_up(a_scheme(world)).pk)),
]
AUTHORITY_POST_ONLY: frozenset[str] = frozenset(
    {"authority:keep", "authority:store_list", "authority:undo_replacement"}
)
AUTHORITY_NO_PAGE: dict[str, str] = {
    "authority:lines_csv": "a file",
    "authority:scheme_csv": "a file",
}
AUTHORITY_ADDRESSES: dict[str, Callable[[World], str]] = {
    "authority:keep": lambda world: _address("keep"),
    "authority:store_list": lambda world: _address("store_list", "lines"),
    "authority:undo_replacement": lambda world: _address("undo_replacement"),
    "authority:lines_csv": lambda world: _address("lines_csv"),
    "authority:scheme_csv": lambda world: _address("scheme_csv"),
}
