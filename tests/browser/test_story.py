"""The whole story of one conversation, as a coordinator, a guest, a member and a moderator live through it."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.conversation_pages import opened
from tests.browser.steps import arriving, fetches, follow, press, swapping, weight

from thegither.capabilities.conversations import tasks
from thegither.capabilities.conversations.models import Conversation, Vote

HEAVIEST = 100 * 1024
QUESTION = "What would make it easier to look after somebody at home?"
SEEDS = ("Carers should get a break each week.", "Letters to carers should be shorter.")
YEAR = 365 * 24 * 3600


def address(name: str, conversation: Conversation) -> str:
    return reverse(f"conversations:{name}", args=["kirkbrae", conversation.pk])


def assert_accessible(page: Page) -> None:
    assert not violations(page), "\n".join(violations(page))


def ask(page: Page) -> str:
    """Ailsa asks her question, opens it for anyone, and reads the address to send round."""
    press(page, "Save")
    assert_accessible(page)
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_label("First statements").fill("\n".join(SEEDS))
    page.get_by_text("Anyone: it stands on the front door").click()
    press(page, "Save")
    press(page, "Open it for everybody")
    assert_accessible(page)
    return page.locator(".address a").last.inner_text()


def vote_by_keys(page: Page, keys: str) -> None:
    for key in keys:
        page.locator("#statement").wait_for()
        before = page.locator("#voting").inner_text()
        with swapping(page):
            page.keyboard.press(key)
        expect(page.locator("#voting")).not_to_have_text(before, use_inner_text=True)


def add(page: Page, text: str) -> None:
    follow(page, "Add your own", exact=False)
    page.get_by_label("Your statement").fill(text)
    press(page, "Send to the moderators")


def moderate(page: Page) -> None:
    """Morag accepts one, forgets the reason for another, gives it, and hides the third with one press."""
    box = page.locator(".decide")
    press(box.filter(has_text="Sundays"), "Accept")
    press(box.filter(has_text="useless"), "Do not accept")
    expect(page.locator("#messages")).to_contain_text("Give a reason")
    assert_accessible(page)
    box.filter(has_text="useless").locator("select").select_option("hurtful")
    press(box.filter(has_text="useless"), "Do not accept")
    press(box.filter(has_text="hurt at home"), "may be at risk", exact=False)
    expect(page.locator("#messages")).to_contain_text("the safeguarding lead knows")
    assert_accessible(page)


def type_a_sheet(page: Page) -> None:
    page.get_by_label("Number on the sheet").fill("S1")
    page.locator("fieldset").first.get_by_text("Agree", exact=True).click()
    press(page, "Store this sheet")
    expect(page.locator("#messages")).to_contain_text("The sheet is stored")
    press(page, "Store this sheet")
    assert_accessible(page)


def test_from_the_question_to_what_came_of_it(visit, world):
    link = ask(visit("ailsa", "/kirkbrae/conversations/new/"))
    conversation = Conversation.objects.get(question=QUESTION)

    guest = visit("nobody", link, viewport=PHONE)
    press(guest, "Start")
    vote_by_keys(guest, "ad")
    for text in ("Buses should run on Sundays.", "They are useless.", "Somebody is hurt at home."):
        add(guest, text)
        follow(guest, "Back to voting", exact=False)

    moderate(visit("morag", address("moderate", conversation)))

    member = visit("bashir", link, viewport=PHONE, java_script_enabled=False)
    expect(member.locator("#messages")).to_contain_text("You are signed in as a member")
    for _ in range(3):
        press(member, "Agree")
    expect(member.locator("main")).to_contain_text("You have answered every statement")

    type_a_sheet(visit("ailsa", address("paper", conversation), viewport=PHONE))
    assert Vote.objects.filter(statement__conversation=conversation).count() == 6

    page = visit("ailsa", address("close", conversation))
    press(page, "Close it now")
    expect(page.locator("main")).to_contain_text("The results are being worked out")
    tasks.tick()
    page.reload()
    expect(page.locator("main")).to_contain_text("Fewer than 15 people voted")
    expect(page.locator("table").first).to_contain_text("Carers should get a break each week.")
    assert_accessible(page)

    late = visit("nobody", link)
    expect(late.locator("main")).to_contain_text("This conversation is closed")
    lead = visit("effie", "/kirkbrae/")
    expect(lead.get_by_role("link", name="Somebody may be at risk")).to_have_count(1)


def test_the_voting_page_weighs_little_and_its_parts_are_kept(visit, world):
    conversation = opened(world)
    page = visit("bashir", "", new=True)
    fetched = fetches(page, address("vote", conversation))
    assert 10 * 1024 < weight(fetched) < HEAVIEST, f"{weight(fetched):,} bytes"
    parts = [one for one in fetched if "/built/" in one.url]
    assert len(parts) == 2
    for one in parts:
        how = one.response().headers.get("cache-control", "")
        assert "?v=" in one.url and f"max-age={YEAR}" in how, f"{one.url}: {how}"


def test_a_vote_that_does_not_arrive_says_so_and_can_be_cast_again(visit, world):
    page = visit("bashir", address("vote", opened(world)), viewport=PHONE, breaks=True, new=True)
    before = page.locator("#statement").inner_text()
    page.context.set_offline(True)
    page.get_by_role("button", name="Agree", exact=True).click()
    expect(page.locator("#said")).to_contain_text("did not arrive")
    expect(page.locator("#statement")).to_have_text(before, use_inner_text=True)
    page.context.set_offline(False)
    press(page, "Agree")
    expect(page.locator("#statement")).not_to_have_text(before, use_inner_text=True)
    assert Vote.objects.count() == 1


def test_whoever_is_signed_out_meanwhile_is_led_to_the_sign_in(visit, world):
    page = visit("bashir", address("vote", opened(world)))
    page.context.clear_cookies(name="sessionid")
    with arriving(page):
        page.get_by_role("button", name="Agree", exact=True).click()
    expect(page).to_have_url(re.compile("sign-in"))
    expect(page.locator("h1")).to_have_count(1)
    assert not Vote.objects.exists()


@pytest.mark.parametrize("colours", ["active", "none"])
def test_a_chosen_answer_is_marked_by_more_than_its_colour(visit, world, colours):
    page = visit("ailsa", address("paper", opened(world)), viewport=PHONE, forced_colors=colours)
    label = page.locator("fieldset").first.get_by_text("Agree", exact=True)
    label.click()
    mark = label.evaluate("label => getComputedStyle(label, '::before').content")
    assert "✓" in mark
    assert label.bounding_box()["height"] >= 44
