"""Steps that people take in a browser, each of which waits until what it leads to stands there.

A click comes back before the next page is there, and `count()`, `inner_text()`, `is_visible()` and `page.url`
look once and do not wait. So tests press and follow with these, and look with `expect(...)`, which waits;
`tests/test_browser_waits.py` fails where a test asserts by looking once.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Request, expect

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
    with button.page.expect_response(lambda answer: _by_script(answer.request)):
        button.click()
    expect(button.page.locator(UNDER_WAY)).to_have_count(0)


def _by_script(request: Request) -> bool:
    return request.method == "POST" and request.resource_type in {"xhr", "fetch"}


def page_of(where: Page | Locator) -> Page:
    return where.page if isinstance(where, Locator) else where
