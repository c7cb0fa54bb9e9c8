"""The frame of every page: by keyboard, without JavaScript, on paper, and how much it weighs."""

import re
from urllib.parse import urlsplit

import pytest
from tests.browser.conftest import PHONE, picture

HEAVIEST = 100 * 1024
WORDS = ["Home", "Listen", "See", "Decide", "Learn", "Grow"]


def test_the_first_tab_leads_past_the_top_bar(visit):
    page = visit("bashir", "/kirkbrae/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main-content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('main-content').contains(document.activeElement)")


def test_six_words_lead_round_the_loop(visit):
    page = visit("bashir", "/kirkbrae/")
    words = page.get_by_role("navigation", name="The loop").get_by_role("link")
    assert words.all_inner_texts() == WORDS
    page.get_by_role("link", name="Decide", exact=True).first.click()
    assert page.locator("nav [aria-current=page]").inner_text() == "Decide"


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_search_is_reached_from_every_page(visit, size):
    page = visit("bashir", "/kirkbrae/", **({"viewport": PHONE} if size == "phone" else {}))
    if size == "phone":
        page.get_by_role("link", name="Search", exact=True).click()
        page.get_by_label("Words in the title").fill("carers")
    else:
        page.get_by_label("Search this partnership").fill("carers")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"q=carers"))


def test_pages_work_without_javascript(visit):
    page = visit("bashir", "/kirkbrae/", java_script_enabled=False)
    page.get_by_role("link", name="Listen", exact=True).first.click()
    assert page.locator("h1").inner_text() == "Who has something to say, and to what?"
    page.get_by_role("button", name="Sign out").click()
    assert page.get_by_role("link", name="Sign in").is_visible()


def test_paper_shows_the_page_and_not_the_buttons(visit):
    page = visit("bashir", "/kirkbrae/")
    page.emulate_media(media="print")
    assert not page.locator("header").is_visible() and not page.locator("footer").is_visible()
    assert page.locator("h1").is_visible()
    picture(page, "paper-home")


def test_a_page_weighs_little_and_fetches_nothing_from_elsewhere(visit, live_server):
    page = visit("nobody", "about:blank")
    hosts: set[str] = set()
    weights: list[int] = []

    def weigh(request) -> None:
        hosts.add(urlsplit(request.url).netloc)
        sizes = request.sizes()
        weights.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])

    page.on("requestfinished", weigh)
    page.goto(f"{live_server.url}/kirkbrae/", wait_until="networkidle")
    assert hosts == {urlsplit(live_server.url).netloc}
    assert 10 * 1024 < sum(weights) < HEAVIEST, f"{sum(weights):,} bytes"


def test_text_twice_as_large_still_fits(visit):
    """WCAG 1.4.4 and 1.4.10: a window of 320 pixels is 1280 pixels at 400 per cent."""
    page = visit("bashir", "/kirkbrae/", viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
