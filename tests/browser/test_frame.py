"""The frame of every page: by keyboard, without JavaScript, on paper, and how much it weighs."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PHONE, picture
from tests.browser.steps import arriving, fetches, follow, press, weight

HEAVIEST = 100 * 1024
WORDS = ["Home", "Listen", "See", "Decide", "Learn", "Grow"]


def test_the_first_tab_leads_past_the_top_bar(visit):
    page = visit("bashir", "/kirkbrae/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "#main-content")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#main-content$"))
    page.keyboard.press("Tab")
    expect(page.locator("#main-content :focus")).to_have_count(1)


def test_six_words_lead_round_the_loop(visit):
    page = visit("bashir", "/kirkbrae/")
    words = page.get_by_role("navigation", name="The loop").get_by_role("link")
    expect(words).to_have_text(WORDS)
    follow(page, "Decide")
    expect(page.locator("nav [aria-current=page]")).to_have_text("Decide")


@pytest.mark.parametrize("size", ["wide", "phone"])
def test_search_is_reached_from_every_page(visit, size):
    page = visit("bashir", "/kirkbrae/", **({"viewport": PHONE} if size == "phone" else {}))
    if size == "phone":
        follow(page, "Search")
        page.get_by_label("Words in the title").fill("carers")
    else:
        page.get_by_label("Search this partnership").fill("carers")
    with arriving(page):
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=carers"))


def test_pages_work_without_javascript(visit):
    page = visit("bashir", "/kirkbrae/", java_script_enabled=False)
    follow(page, "Listen")
    expect(page.locator("h1")).to_have_text("Who has something to say, and to what?")
    press(page, "Sign out")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()


def test_paper_shows_the_page_and_not_the_buttons(visit):
    page = visit("bashir", "/kirkbrae/", new=True)
    page.emulate_media(media="print")
    expect(page.locator("header")).to_be_hidden()
    expect(page.locator("footer")).to_be_hidden()
    expect(page.locator("h1")).to_be_visible()
    picture(page, "paper-home")


def test_a_page_weighs_little_and_fetches_nothing_from_elsewhere(visit, live_server):
    page = visit("nobody", "", new=True)
    fetched = fetches(page, "/kirkbrae/")
    assert {urlsplit(one.url).netloc for one in fetched} == {urlsplit(live_server.url).netloc}
    assert 10 * 1024 < weight(fetched) < HEAVIEST, f"{weight(fetched):,} bytes"


def test_text_twice_as_large_still_fits(visit):
    """WCAG 1.4.4 and 1.4.10: a window of 320 pixels is 1280 pixels at 400 per cent."""
    page = visit("bashir", "/kirkbrae/", viewport={"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
