"""The steps of a consensus session: prepare, come in, rate alone, see it together, agree, plan."""

from playwright.sync_api import Page, expect
from tests.browser.steps import arriving, follow, press

QUESTION = "Senior leaders here put forward a clear vision for what we do together."
PLANNED = "Write one vision on one page"


def prepare(page: Page) -> None:
    """Ailsa chooses one question of the mirror to talk about."""
    follow(page, "Look at it together")
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
    expect(page.locator("main")).to_contain_text("We agreed on: Disagree")


def plan(page: Page) -> None:
    """What was found becomes something that Bashir sees to, with a day and a measure."""
    follow(page, "The improvement plan")
    with arriving(page):
        page.locator("a", has_text="Do something about it: We have three visions").click()
    page.get_by_label("What do you change?").fill(PLANNED)
    page.get_by_label("Who sees to it?").select_option(label="Bashir")
    page.get_by_label("How will you know that it worked?").fill("Everybody can say it")
    press(page, "Put it in the plan")
    expect(page.locator("main")).to_contain_text(PLANNED)
