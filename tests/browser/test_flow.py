"""One conversation from the first vote to its results, as people live through it."""

import os
import re

from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, ROOT
from tests.browser.conversation_pages import closed, opened
from tests.browser.steps import held_back, press, swapping

from thegither.capabilities.conversations.models import Vote

README_PICTURE = ROOT / "docs/images/results.png"


def address(name: str, conversation) -> str:
    return reverse(f"conversations:{name}", args=["kirkbrae", conversation.pk])


def statement(page: Page) -> str:
    return page.locator("#statement").inner_text()


def test_a_vote_is_swapped_in_place_said_aloud_and_counted_once(visit, world):
    conversation = opened(world)
    page = visit("bashir", address("vote", conversation))
    first = statement(page)
    with swapping(page), held_back(page):
        page.get_by_role("button", name="Agree", exact=True).dblclick()
    expect(page.locator("#statement")).not_to_have_text(first)
    expect(page.locator("#said[role=status]")).to_have_text(re.compile(r"\w"))
    assert not violations(page)
    assert list(Vote.objects.values_list("statement__text", flat=True)) == [first]


def test_the_keys_a_d_and_p_vote(visit, world):
    conversation = opened(world)
    page = visit("bashir", address("vote", conversation))
    for key in ("a", "d", "p"):
        before = statement(page)
        with swapping(page):
            page.keyboard.press(key)
        expect(page.locator("#statement")).not_to_have_text(before)
    choices = Vote.objects.order_by("choice").values_list("choice", flat=True)
    assert list(choices) == [-1, 0, 1]


def test_voting_works_without_javascript(visit, world):
    conversation = opened(world)
    page = visit("bashir", address("vote", conversation), java_script_enabled=False, viewport=PHONE)
    first = statement(page)
    press(page, "Disagree")
    expect(page.locator("#statement")).not_to_have_text(first)
    assert Vote.objects.get().choice == -1


def test_the_results_begin_with_what_everyone_can_support(visit, world):
    page = visit("bashir", address("results", closed(world)))
    headings = page.locator("main h2").all_inner_texts()
    assert "What everyone can support" in headings, headings
    assert headings.index("What everyone can support") < headings.index("Where we differ")
    expect(page.locator(".chart svg[role=img] title")).to_have_count(1)
    if not README_PICTURE.exists() or os.environ.get("UPDATE_PICTURES"):
        README_PICTURE.parent.mkdir(exist_ok=True)
        top = {"x": 0, "y": 0, "width": 1280, "height": 1000}
        page.screenshot(path=README_PICTURE, clip=top, full_page=True)
