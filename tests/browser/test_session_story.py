"""A consensus session: Ailsa leads, Catriona rates on her phone, a guest with the room's code and no script."""

from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser.assessing_together import closed
from tests.browser.conftest import PHONE
from tests.browser.steps import follow, press

from thegither.capabilities.assessments.models import SealedRating, Session
from thegither.spine.spaces.models import Issue

QUESTION = "Senior leaders here put forward a clear vision for what we do together."


def test_a_group_rates_alone_sees_together_agrees_and_plans(visit, world):
    wave = closed(world)
    leads = visit("ailsa", reverse("assessments:session", args=["kirkbrae", wave.pk]))
    prepare(leads)
    session = Session.objects.get()
    room = reverse("assessments:room", args=["kirkbrae", wave.pk])
    phone = visit("catriona", room, viewport=PHONE)
    guest = visit("nobody", room, viewport=PHONE, java_script_enabled=False)
    come_in(guest, session.code)
    expect(phone.locator("main")).to_contain_text("The next question comes in a moment")

    follow(leads, "Go to the next question")
    press(leads, "Let everybody rate")
    rate_by_itself(phone)
    rate_without_script(guest)
    expect(leads.locator("#rated")).to_contain_text("2 ratings are in")
    too_few(leads)
    count_paper(leads)
    press(leads, "Show all ratings now")
    expect(phone.locator("main")).to_contain_text("Now you talk")
    expect(phone.locator("main")).to_contain_text("Of 6 who rated")
    assert not SealedRating.objects.exists()

    agree(leads)
    plan(leads)
    assert Issue.objects.get(plan_entry__wave=wave).record.title == "Write one vision on one page"


def prepare(page: Page) -> None:
    follow(page, "Prepare a session")
    page.locator("label", has_text=QUESTION).click()
    press(page, "Start the session")


def come_in(page: Page, code: str) -> None:
    page.get_by_label("The code of this session").fill("WRONG1")
    press(page, "Come in")
    expect(page.locator("main")).to_contain_text("This is not the code")
    page.get_by_label("The code of this session").fill(code)
    press(page, "Come in")


def rate_by_itself(page: Page) -> None:
    """The question appears without a press; the rating is locked in."""
    page.get_by_text("Disagree", exact=True).click()
    press(page, "Lock in my rating")
    expect(page.locator("#messages")).to_contain_text("Your rating is in")


def rate_without_script(page: Page) -> None:
    follow(page, "Look again")
    press(page, "Lock in my rating")
    expect(page.locator("main")).to_contain_text("Choose one")
    page.get_by_text("Agree", exact=True).click()
    press(page, "Lock in my rating")
    expect(page.locator("#messages")).to_contain_text("Your rating is in")


def too_few(page: Page) -> None:
    press(page, "Show all ratings now")
    expect(page.locator("#messages")).to_contain_text("Fewer than five have rated")


def count_paper(page: Page) -> None:
    page.get_by_text("Type in sheets of paper").click()
    page.locator("input[name=n2]").fill("4")
    press(page, "Count them in")


def agree(page: Page) -> None:
    page.locator("label[for=id_agreed_1]").click()
    page.get_by_label("What shows it?", exact=False).fill("Three plans, three first lines.")
    finding = page.get_by_label("What did you find, in one sentence?", exact=False)
    finding.fill("We have three visions and no shared one.")
    press(page, "Keep it and go on")
    expect(page.locator("main")).to_contain_text("We agree: Disagree")


def plan(page: Page) -> None:
    follow(page, "The improvement plan")
    follow(page, "Do something about it", exact=False)
    page.get_by_label("What do you change?").fill("Write one vision on one page")
    page.get_by_label("Who sees to it?").select_option(label="Bashir")
    page.get_by_label("How will you know that it worked?").fill("Everybody can say it")
    press(page, "Put it in the plan")
    expect(page.locator("main")).to_contain_text("Write one vision on one page")
