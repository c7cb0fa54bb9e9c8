"""The first hour of a coordinator: from the front door to the first invitation, mistakes and all."""

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE, WIDE
from tests.browser.start_pages import code
from tests.browser.steps import arriving, follow, press

from thegither.capabilities.conversations.models import Conversation
from thegither.spine.contact.models import Invitation
from thegither.spine.people.models import Organization, Person
from thegither.spine.spaces.models import Partnership

GIVEN = "Una Iain Morven Callum Eilidh Ross Isla Hamish Kirsty Fergus".split()
FAMILIES = "Reid Bell Orr Tait".split()
BODIES = ("Glen Council", "GLEN COUNCIL", "Strath Health", "Glen Carers", "Brae Homes")
SHARED, WITHOUT = (10, 11), 25


def a_row(number: int) -> str:
    """One of forty people as they stand in a spreadsheet: capitals, spaces, a shared mailbox, one without."""
    name = f"{GIVEN[number % 10]} {FAMILIES[number // 10]}"
    address = f"{name.lower().replace(' ', '.')}@glen.example"
    address = "carers@glen.example" if number in SHARED else address
    address = "" if number == WITHOUT else address
    if number % 7 == 3:
        name, address = name.upper(), address.upper()
    return f"{name} \t {address}\t{BODIES[number % 5]}\t{'Support worker' if number % 2 else 'Planner'}"


ROWS = [a_row(number) for number in range(40)]
HEADINGS = "Full Name\tE-mail Address\tOrganisation\tJob Title"
PEOPLE = "\n".join([HEADINGS, *ROWS, "", ""])
BROKEN = PEOPLE.replace("iain.reid@glen.example", "iain.reid(at)glen.example")


def assert_says(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def sign_up(page: Page) -> None:
    """An empty page first, a bad address of mail and of the web, then a wrong code."""
    follow(page, "Start a partnership")
    press(page, "Send me the code")
    assert_says(page, "Fill this in")
    page.get_by_label("What is the partnership called?").fill("Glen Together")
    page.get_by_label("What is it for?").fill("The glen looks after its own, together.")
    page.get_by_label("Its web address here").fill("Privacy")
    page.get_by_label("Your name").fill("Una Reid")
    page.get_by_label("Your e-mail address").fill("una.reid")
    page.get_by_label("Which body do you work for").fill("Glen Council")
    page.get_by_text("public", exact=True).click()
    press(page, "Send me the code")
    assert_says(page, "is an address of the house itself")
    page.get_by_label("Its web address here").fill("")
    page.get_by_label("Your e-mail address").fill("una.reid@glen.example")
    press(page, "Send me the code")
    assert_says(page, "/glen-together/")
    page.get_by_label("Your code").fill("BBBB-BBBB-BBBB")
    press(page, "Start the partnership")
    assert_says(page, "This is not the code in our last letter")
    assert not Partnership.objects.filter(slug="glen-together").exists()
    page.get_by_label("Your code").fill(code())
    press(page, "Start the partnership")
    assert_says(page, "1 of 5 done")


def bring_in(page: Page) -> None:
    """An empty list, one with a broken address, then the right one; a sector and the levels are missing."""
    follow(page, "Paste the people")
    press(page, "Read the list")
    assert_says(page, "Paste a list or choose a file")
    paste(page, BROKEN)
    page.get_by_label("Sector of “Brae Homes”").select_option("private")
    page.get_by_label("Level of posts without one").select_option("front_line")
    press(page, "Store the list")
    assert_says(page, "line 3, column E-mail Address")
    follow(page, "Start again with another list")
    paste(page, PEOPLE)
    press(page, "Store the list")
    assert_says(page, "this is missing")
    page.get_by_label("Sector of “Brae Homes”").select_option("private")
    page.get_by_label("Level of posts without one").select_option("front_line")
    press(page, "Store the list")
    assert_says(page, "39 new people")


def paste(page: Page, text: str) -> None:
    page.get_by_label("Paste a list").fill(text)
    press(page, "Read the list")


def undo_and_bring_in_again(page: Page) -> None:
    press(page, "Take this list out again")
    assert_says(page, "with it 39 people")
    follow(page, "The guided start")
    assert_says(page, "1 of 5 done")
    follow(page, "Paste the people")
    paste(page, PEOPLE)
    page.get_by_label("Sector of “Brae Homes”").select_option("private")
    page.get_by_label("Level of posts without one").select_option("front_line")
    press(page, "Store the list")
    follow(page, "The guided start")
    assert_says(page, "39 people are in besides you")


def pick(page: Page) -> None:
    """A question that is thrown away, and then another one, with its question left out at first."""
    follow(page, "Pick what to do first")
    assert_says(page, "Nobody is told of it")
    follow(page, "What gets in the way of working together?")
    press(page, "Save")
    follow(page, "Throw this conversation away")
    press(page, "Throw it away")
    assert not Conversation.objects.exists()
    follow(page, "Begin with a ready question")
    follow(page, "What do carers need from us?")
    page.get_by_label("Your question").fill("")
    press(page, "Save")
    assert_says(page, "Fill this in")
    page.get_by_label("Your question").fill("What do carers need from us?")
    press(page, "Save")


def invite(page: Page) -> None:
    """A letter without a subject, then the letter as it will arrive, then it goes."""
    press(page, "Open it for everybody")
    follow(page, "Invite people")
    subject = page.get_by_label("Subject")
    usual = subject.input_value()
    subject.fill("")
    press(page, "Read it as it will arrive")
    assert_says(page, "Fill this in")
    page.get_by_label("Subject").fill(usual)
    press(page, "Read it as it will arrive")
    assert_says(page, "39 by e-mail")
    assert not Invitation.objects.exists()
    with arriving(page):
        page.locator("main button[value=send]").click()
    assert_says(page, "Mails go out within a minute")


@pytest.mark.parametrize(
    ("viewport", "scripts"), [(WIDE, True), (PHONE, False)], ids=["wide", "phone-without-script"]
)
def test_from_the_front_door_to_the_first_invitation(visit, world, viewport, scripts):
    cache.clear()
    page = visit("nobody", "/", viewport=viewport, java_script_enabled=scripts)
    sign_up(page)
    letters = len(mail.outbox)
    bring_in(page)
    undo_and_bring_in_again(page)
    pick(page)
    invite(page)
    glen = Partnership.objects.get(slug="glen-together")
    people = Person.objects.filter(partnership=glen)
    assert people.count() == 40
    assert people.filter(email__iexact="carers@glen.example").count() == 2
    sectors = Organization.objects.filter(partnership=glen).values_list("name", "sector")
    assert dict(sectors) == {
        "Glen Council": "public",
        "Strath Health": "public",
        "Glen Carers": "voluntary",
        "Brae Homes": "private",
    }
    channels = Invitation.objects.filter(person__partnership=glen).values_list("channel", flat=True)
    assert sorted(channels) == ["email"] * 39 + ["letter"]
    assert len(mail.outbox) == letters, "letters wait for the clock"
    page.goto("/glen-together/start/")
    assert_says(page, "5 of 5 done")
    expect(page.get_by_role("link", name="Delete the partnership")).to_have_count(0)
    page.goto(reverse("thread:delete_partnership", args=["glen-together"]))
    assert_says(page, "Somebody was invited")
    assert_says(page, "cannot be deleted any more")
