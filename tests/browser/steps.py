"""Steps that people take in a browser, each of which waits until what it leads to stands there.

A click comes back before the next page is there, and `count()`, `inner_text()`, `is_visible()` and `page.url`
look once and do not wait. So tests press and follow with these, and look with `expect(...)`, which waits;
`tests/test_browser_waits.py` fails where a test asserts by looking once.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Request, Route, expect

# A page of this many milliseconds under way is not slow, but broken: other work may load the machine.
LONGEST = 60_000
expect.set_options(timeout=LONGEST)

SWAPS = """button => document.documentElement.classList.contains("js-enabled")
    && Boolean(button.closest("form[hx-post]"))"""
UNDER_WAY = ".htmx-request, .htmx-swapping, .htmx-settling"


def press(where: Page | Locator, name: str, *, exact: bool = True) -> None:
    """Press the first button of this name, and wait for the page or the part of a page that it brings."""
    button = where.get_by_role("button", name=name, exact=exact).first
    if button.evaluate(SWAPS):
        swap(button)
    else:
        with arriving(page_of(where)):
            button.click()


def follow(where: Page | Locator, name: str, *, exact: bool = True) -> None:
    """Follow the first link of this name, and wait for the page."""
    link = where.get_by_role("link", name=name, exact=exact).first
    with arriving(page_of(where)):
        link.click()


@contextmanager
def arriving(page: Page) -> Iterator[None]:
    """Do something that leads to a page; when the block is left, that page and its script are loaded."""
    with page.expect_navigation(wait_until="load"):
        yield


def swap(button: Locator) -> None:
    """Press a button whose answer replaces a part of the page."""
    with swapping(button.page):
        button.click()


@contextmanager
def swapping(page: Page) -> Iterator[None]:
    """Do something whose answer replaces a part of the page; when the block is left, that part works."""
    with page.expect_response(lambda answer: _by_script(answer.request)):
        yield
    settled(page)


def settled(page: Page) -> None:
    """Wait until what was swapped in works: its buttons answer to the script a moment after they are seen."""
    expect(page.locator(UNDER_WAY)).to_have_count(0)


@contextmanager
def held_back(page: Page) -> Iterator[None]:
    """Until the block is left nothing that the page sends arrives: what is done in it is done at once."""
    waiting: list[Route] = []
    page.route("**/*", lambda route: waiting.append(route))
    yield
    while waiting:
        waiting.pop(0).continue_()
    page.unroute("**/*")


def fetches(page: Page, address: str) -> list[Request]:
    """Open a page, and list all that it fetched when nothing more was under way."""
    fetched: list[Request] = []
    page.on("requestfinished", lambda request: fetched.append(request))
    page.goto(address, wait_until="networkidle")
    return list(fetched)


def weight(fetched: list[Request]) -> int:
    """The bytes that went over the wire for answers, with their headers."""
    sizes = [request.sizes() for request in fetched]
    return sum(one["responseBodySize"] + one["responseHeadersSize"] for one in sizes)


def _by_script(request: Request) -> bool:
    return request.method == "POST" and request.resource_type in {"xhr", "fetch"}


def page_of(where: Page | Locator) -> Page:
    return where.page if isinstance(where, Locator) else where
