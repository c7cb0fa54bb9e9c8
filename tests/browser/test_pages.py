"""Every named page, wide and on a phone: WCAG 2.2 AA, nothing cut off, nothing wrong in the console."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, WIDE, picture
from tests.browser.pages import NOT_FREE_TEXT, VISITS
from tests.browser.visits import Visit

SIZES = {"wide": WIDE, "phone": PHONE}
FORBIDDEN = re.compile(
    r"\sstyle=|<style|\son[a-z]+=|<script(?! src)"
)  # by the content-security policy
FOLDED = "details:not([open]) > summary, [aria-expanded=false]"
# One after the other, as a person would: opening one thing may bring another one, or close a third.
UNFOLD = """folded => {
    const clicked = new Set();
    const next = () => [...document.querySelectorAll(folded)].find(
        element => element.checkVisibility() && !clicked.has(element));
    for (let one = next(); one; one = next()) { clicked.add(one); one.click(); }
    return clicked.size;
}"""


@pytest.mark.parametrize("visit_to", VISITS, ids=lambda v: f"{v.name}-{v.who}")
def test_page_is_accessible_and_fits(visit, world, visit_to: Visit):
    address = visit_to.address(world)
    page = visit(visit_to.who, "")
    source = page.goto(address).text()
    if visit_to.clicks:
        visit_to.clicks(page)
    page.wait_for_url(lambda url: view_name(url) == visit_to.name)
    expect(page.locator("h1")).to_have_count(1)
    assert not FORBIDDEN.search(source)
    assert_boxes_have_their_note(visit_to, page)
    for size, viewport in SIZES.items():
        page.set_viewport_size(viewport)
        picture(page, file_name(visit_to, address, size))
        assert_good(page)
    if unfold(page):
        assert_good(page)
        page.set_viewport_size(WIDE)
        unfold(page)
        assert_good(page)


def view_name(url: str) -> str:
    return resolve(urlsplit(url).path).view_name


def file_name(visit_to: Visit, address: str, size: str) -> str:
    """Name, person, the word of the loop where one name has several pages, and the size."""
    last = address.strip("/").split("/")[-1]
    word = f"-{last}" if visit_to.name == "thread:word" else ""
    return f"{visit_to.name.replace(':', '-')}-{visit_to.who}{word}-{size}"


def assert_good(page: Page) -> None:
    found = violations(page)
    assert not found, "\n".join(found)
    too_wide = sideways(page)
    assert too_wide <= 0, f"{page.url} is wider than its window by {too_wide} pixels"


def unfold(page: Page) -> int:
    """Open whatever folds, so that what was hidden is looked at too; how many things that were."""
    return page.evaluate(UNFOLD, FOLDED)


def sideways(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - window.innerWidth")


def assert_boxes_have_their_note(visit_to: Visit, page: Page) -> None:
    """Every box for free text says that it is not for emergencies, and what happens to a disclosure."""
    boxes, notes = page.locator("textarea").count(), page.locator(".free-text-note").count()
    if boxes and visit_to.name not in NOT_FREE_TEXT:
        assert notes, "the note on emergencies is missing"
