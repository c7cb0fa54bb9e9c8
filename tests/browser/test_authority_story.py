"""On a phone without a script: Bashir asks whether he may, sends up what he may not, and reads the answer."""

from django.urls import reverse
from playwright.sync_api import expect
from tests.browser.steps import follow, press

from thegither.spine.authority.tests.made import a_scheme

PHONE = {"java_script_enabled": False, "viewport": {"width": 390, "height": 844}}


def test_may_i_no_then_sent_up_and_answered(visit, world):
    a_scheme(world)
    decide = reverse("thread:word", args=["kirkbrae", "decide"])
    page = visit("bashir", decide, **PHONE)
    follow(page, "Can I decide this?")
    page.get_by_label("What is it about?").select_option("respite")
    page.get_by_label("How much, in pounds?").fill("450")
    press(page, "Can I decide this?")
    expect(page.get_by_role("heading", name="Yes", exact=True)).to_be_visible()
    page.get_by_label("How much, in pounds?").fill("2600")
    press(page, "Can I decide this?")
    expect(page.get_by_role("heading", name="No. Ask: Chief officer")).to_be_visible()
    follow(page, "Send it up, with what you would do")
    page.get_by_label("What would you do?").fill("Two weeks away in June.")
    press(page, "Send it up")
    expect(page.get_by_text("It waits for Chief officer (Kirkbrae Council).")).to_be_visible()
    there = page.url

    asked = visit("ailsa", reverse("thread:home", args=["kirkbrae"]), **PHONE)
    asked.get_by_role("link", name="May this be done? respite, £2,600").first.click()
    asked.get_by_text("as proposed").click()
    press(asked, "Answer")
    page.goto(there)
    expect(page.get_by_text("as proposed")).to_be_visible()
