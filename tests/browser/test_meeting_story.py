"""A meeting from its plan to its agreed minutes, without JavaScript and by keyboard alone."""

import re
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.conftest import PHONE
from tests.browser.steps import arriving, settled

from thegither.capabilities.meetings.models import Meeting
from thegither.spine.promises.actions import raise_issue
from thegither.spine.promises.models import Decision
from thegither.spine.spaces.models import Commitment

PLAIN = {"java_script_enabled": False}
MOST_TABS = 120


def address(name: str, meeting: Meeting | None = None) -> str:
    return reverse(f"meetings:{name}", args=["kirkbrae", *([meeting.pk] if meeting else [])])


def called(name: str) -> re.Pattern:
    """A name as a screen reader says it: the browser may set a space before the hidden part."""
    return re.compile(re.escape(name).replace(r":\ ", r"\s*:\s*"))


def reach(page: Page, role: str, name: str) -> None:
    """Tab on until the focus stands on the thing of this name."""
    wanted = page.get_by_role(role, name=called(name)).first
    wanted.wait_for()
    for _tab in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {role} {name!r} on {page.url}")


def press(page: Page, name: str) -> None:
    reach(page, "button", name)
    with arriving(page):
        page.keyboard.press("Enter")


def write(page: Page, label: str, words: str) -> None:
    reach(page, "textbox", label)
    page.keyboard.type(words)


def follow(page: Page, name: str) -> None:
    with arriving(page):
        page.get_by_role("link", name=called(name)).click()


def assert_said(page: Page, words: str) -> None:
    expect(page.locator("#messages")).to_contain_text(words, use_inner_text=True)


def assert_says(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words, use_inner_text=True)


def plan(page: Page) -> Meeting:
    """Ailsa plans a meeting of the carers' group for today and puts two things on its agenda."""
    press(page, "Save")
    assert_says(page, "There is a problem")
    write(page, "What is the meeting called?", "Carers' group")
    page.get_by_label("Which group meets?").select_option(label="Kirkbrae Carers")
    page.get_by_label("On which day?").fill(f"{timezone.localdate():%Y-%m-%d}")
    press(page, "Save")
    assert_said(page, "The meeting is planned")
    press(page, "Put it on: Nobody answers the phone")
    write(page, "What is it about?", "A break for every carer")
    press(page, "Add it")
    press(page, "Up: A break for every carer")
    expect(page.locator(".agenda__title").first).to_have_text("A break for every carer")
    return Meeting.objects.get()


def apologise(page: Page) -> None:
    """Catriona cannot come, and Bashir comes in her place; he may speak, not decide."""
    press(page, "I cannot come")
    assert_said(page, "Your apologies are noted")
    follow(page, "Somebody else comes in my place")
    page.get_by_label("Who comes in your place?").select_option(label="Bashir")
    reach(page, "radio", "may decide in my place")
    page.keyboard.press("ArrowDown")
    press(page, "Send apologies, with this substitute")
    assert_says(page, "Bashir comes in your place and may speak, not decide")


def hold(page: Page) -> None:
    """The meeting begins; who is there is ticked, and the first item is minuted."""
    press(page, "Begin the meeting")
    for name in ("Morag", "Bashir for Catriona"):
        reach(page, "checkbox", name)
        page.keyboard.press("Space")
    press(page, "Save who is here")
    assert_said(page, "able to decide: 1 of 2 expected")
    write(page, "What was said: A break for every carer", "Everybody needs one.")
    press(page, "Save: A break for every carer")
    assert_said(page, "Saved")


def agree_on_two(page: Page) -> None:
    """Two things were agreed; the first try forgets who does it."""
    follow(page, "Record what was agreed: A break")
    write(page, "What was agreed?", "A break each month")
    press(page, "Write it down")
    assert_says(page, "Say who does it")
    expect(page.get_by_label("What was agreed?")).to_have_value("A break each month")
    page.get_by_label("Who does it?").select_option(label="Morag")
    press(page, "One more was agreed")
    page.get_by_label("What was agreed?").nth(1).fill("The hall stays open")
    page.get_by_label("Nobody has to do anything, because").nth(1).fill("nothing changes")
    press(page, "Write it down")
    assert_said(page, "2 things are written down")


def agree_minutes(page: Page) -> None:
    follow(page, "Agree the minutes")
    press(page, "The minutes are agreed")
    assert_says(page, "Its minutes were agreed on")


def test_from_the_plan_to_the_agreed_minutes(visit, world):
    raise_issue(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        title="Nobody answers the phone",
    )
    coordinator = visit("ailsa", address("create"), viewport=PHONE, **PLAIN)
    meeting = plan(coordinator)

    apologise(visit("catriona", address("meeting", meeting), viewport=PHONE, **PLAIN))

    coordinator.goto(address("meeting", meeting))
    hold(coordinator)
    agree_on_two(coordinator)
    promise = Commitment.objects.get()
    assert promise.due_on == timezone.localdate() + timedelta(weeks=4)
    assert Decision.objects.count() == 2

    agree_minutes(coordinator)
    reader = visit("effie", address("meeting", meeting))
    assert_says(reader, "Everybody needs one.")
    assert_says(reader, "Morag, by")
    assert not violations(reader)


def test_with_javascript_notes_are_saved_when_one_goes_on(visit, world):
    from tests.world_meetings import hold_board

    meeting = hold_board(world)
    page = visit("bashir", address("minutes", meeting), viewport=PHONE)
    page.get_by_label(called("What was said: Money")).fill("There is enough.")
    page.get_by_label(called("What was said: Buses")).focus()
    page.get_by_text("Saved.").wait_for()
    settled(page)
    page.get_by_label(called("What was said: Money")).fill("There is enough for a year.")
    page.get_by_label(called("What was said: Buses")).focus()
    expect(page.locator(".minute [name=seen]").first).to_have_value("2")
    assert meeting.items.order_by("position").first().notes == "There is enough for a year."
