"""Catriona looks after her mother, has an old phone and no e-mail; somebody sits beside her now and then."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.conftest import PHONE, picture
from tests.browser.conversation_pages import opened
from tests.browser.steps import follow, press
from tests.browser.test_story import address

from thegither.capabilities.conversations.models import Vote
from thegither.capabilities.conversations.queries.taking_part import voter_of
from thegither.spine.contact.queries import how_many_had_help

NO_SCRIPT = {"viewport": PHONE, "java_script_enabled": False}


def invite_everybody(page: Page) -> str:
    """Ailsa reads the letter, sends it, and prints Catriona's: the code that stands on it."""
    page.get_by_label("Subject").fill("Your view is wanted, {name}")
    press(page, "Read it as it will arrive")
    expect(page.locator(".letter__head")).to_contain_text("Your view is wanted, Ailsa")
    press(page, "Change it")
    expect(page.get_by_label("Subject")).to_have_value("Your view is wanted, {name}")
    press(page, "Read it as it will arrive")
    press(page, "Invite 5 people")
    expect(page.locator("#messages")).to_contain_text("Invited.")
    press(page, "Make the letters")
    expect(page.locator(".sheet")).to_contain_text("Dear Catriona,")
    picture(page, "story-letters")
    return page.locator(".sheet .code-in-large").inner_text()


def sign_in(page: Page, code: str) -> None:
    page.get_by_label("Your code").fill(code.lower().replace("-", " "))
    press(page, "Sign in")


def answer(page: Page, question: str, choice: str) -> None:
    page.goto("/kirkbrae/")
    follow(page, question, exact=False)
    press(page, choice)


def name_bashir(page: Page) -> None:
    page.goto("/kirkbrae/people/you/")
    follow(page, "Name somebody who helps you", exact=False)
    page.get_by_label("Who helps?").select_option("Bashir")
    page.get_by_text("to answer in their name").click()
    page.get_by_label("How did the person who is helped agree?").fill("I say so here")
    until = timezone.localdate() + timedelta(days=30)
    page.get_by_label("Until which day?").fill(until.isoformat())
    press(page, "Name this helper")


def test_a_carer_without_email_signs_in_by_a_printed_code_and_is_helped(visit, world):
    conversation = opened(world)
    code = invite_everybody(visit("ailsa", address("invite", conversation)))

    catriona = visit("nobody", "/sign-in/code/", **NO_SCRIPT)
    sign_in(catriona, code)
    answer(catriona, conversation.question, "Agree")
    press(catriona, "Somebody helped me")
    expect(catriona.locator("main")).to_contain_text("Thank you for telling us")
    name_bashir(catriona)
    expect(catriona.locator("main")).to_contain_text("I say so here")

    bashir = visit("bashir", address("conversation", conversation), **NO_SCRIPT)
    follow(bashir, "Answer for Catriona", exact=False)
    expect(bashir.locator("main")).to_contain_text("You are answering for Catriona")
    for choice in ("Disagree", "Pass"):
        press(bashir, choice)
        expect(bashir.locator("main")).to_contain_text("You are answering for Catriona")

    own = voter_of(world.viewer("catriona"), conversation)
    votes = Vote.objects.filter(participant__pseudonym=own.pseudonym)
    assert sorted(votes.values_list("choice", flat=True)) == [-1, 0, 1]
    assert how_many_had_help(conversation.activity) == 1

    press(catriona, "End the help of Bashir")
    expect(catriona.locator("main")).to_contain_text("Nobody is named as a helper")
    bashir.reload()
    expect(bashir.locator("main")).to_contain_text("You may not answer for somebody else here")


def test_no_thank_you_is_one_press_without_a_script(visit, world):
    conversation = opened(world)
    code = invite_everybody(visit("ailsa", address("invite", conversation)))
    catriona = visit("nobody", "/sign-in/code/", **NO_SCRIPT)
    sign_in(catriona, code)
    catriona.goto("/kirkbrae/people/you/")
    press(catriona, f"No, thank you: {conversation.question}")
    expect(catriona.locator("#messages")).to_contain_text("We ask you no more")
    coordinator = visit("ailsa", address("invite", conversation))
    expect(coordinator.locator("aside, .totals").first).to_contain_text("Said no")
