"""An assessment from plan to mirror: at a desk, by keyboard without JavaScript, by code and on paper."""

from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE
from tests.browser.steps import arriving, follow, press
from tests.world import World

from thegither.capabilities.assessments import tasks
from thegither.capabilities.assessments.models import Response, Wave
from thegither.spine.contact.invited import sheet_code
from thegither.spine.contact.models import Invitation

PLAIN_PHONE = {"viewport": PHONE, "java_script_enabled": False}


def at(page: str, wave: Wave) -> str:
    return reverse(f"assessments:{page}", args=["kirkbrae", wave.pk])


def test_a_partnership_looks_at_itself(visit, world: World):
    desk = visit("ailsa", reverse("assessments:create", args=["kirkbrae"]))
    wave = plan_and_open(desk)
    invite_everybody(desk)
    answer_by_keyboard(visit("bashir", at("answer", wave), **PLAIN_PHONE))
    code = sheet_code(Invitation.objects.get(person=world.people["catriona"]))
    answer_by_code(visit("nobody", at("kiosk", wave), viewport=PHONE), code)
    type_paper(desk, wave, sheet_code(Invitation.objects.get(person=world.people["effie"])))
    assert Response.objects.count() == 3

    close(desk, wave)
    for work in tasks.due():
        work()
    desk.goto(desk.url.split("/kirkbrae/")[0] + at("mirror", wave))
    expect(desk.locator("main")).to_contain_text("3 of 5")


def plan_and_open(page: Page) -> Wave:
    press(page, "Save")
    expect(page.locator("main")).to_contain_text("There is a problem")
    page.get_by_text("Culture: Where an organisation stands", exact=False).click()
    page.get_by_label("What do you call it?").fill("How is it to work here?")
    press(page, "Save")
    follow(page, "Read all the questions")
    expect(page.locator("main")).to_contain_text("I feel that I belong here.")
    follow(page, "About this assessment")
    press(page, "Open it for everybody")
    expect(page.locator("#messages")).to_contain_text("The assessment is open")
    return Wave.objects.get()


def invite_everybody(page: Page) -> None:
    press(page, "Read it as it will arrive")
    press(page, "Invite", exact=False)
    expect(page.locator("#messages")).to_contain_text("Invited.")


def answer_by_keyboard(page: Page) -> None:
    """Bashir tabs to the first question, moves with the arrow keys, and stops after a page; then he goes on."""
    follow(page, "Begin")
    page.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    press(page, "Keep and stop for now")
    expect(page.locator("main")).to_contain_text("1 of 4 answered")
    follow(page, "Go on")
    expect(page.locator("input:checked")).to_have_value("2")
    press(page, "Keep and go on")
    choose(page, "Strongly agree")
    press(page, "Keep and look at everything")
    expect(page.locator("main")).to_contain_text("have no answer")
    press(page, "That is all")
    expect(page.locator("main")).to_contain_text("You have finished")


def choose(page: Page, words: str) -> None:
    page.locator("label", has_text=words).first.click()


def answer_by_code(page: Page, code: str) -> None:
    """Catriona at a shared device: a wrong code first, then her own; the next person finds nothing of hers."""
    page.get_by_label("Your code").fill("ABCD-2345")
    press(page, "Begin")
    expect(page.locator("main")).to_contain_text("This code does not work here")
    page.get_by_label("Your code").fill(code)
    press(page, "Begin")
    follow(page, "Begin")
    choose(page, "Don't know")
    press(page, "Keep and stop for now")
    follow(page, "Look at all your answers")
    press(page, "That is all")
    expect(page.locator("#messages")).to_contain_text("The next person can begin")


def type_paper(page: Page, wave: Wave, code: str) -> None:
    follow(page, "About this assessment")
    follow(page, "Type in paper")
    page.get_by_label("Code on the sheet").fill(code)
    choose(page, "Agree")
    press(page, "Store this sheet")
    expect(page.locator("#messages")).to_contain_text("The sheet is stored")


def close(page: Page, wave: Wave) -> None:
    follow(page, "About this assessment")
    follow(page, "Close the assessment")
    with arriving(page):
        page.get_by_role("button", name="Close it now").click()
    expect(page.locator("#messages")).to_contain_text("The mirror is there in a minute")
