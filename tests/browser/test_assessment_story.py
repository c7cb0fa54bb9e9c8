"""A whole assessment, from the invitation to the improvement plan, as four people live through it.

Ailsa coordinates. Bashir, a support worker, answers on a phone by keyboard, without JavaScript. Morag, of the
board, fills in paper. Catriona, a carer, is helped at a shared device. Then they look at it together, on their
phones, and plan what to change; twenty neighbours have answered too.
"""

from django.urls import reverse
from playwright.sync_api import Page, expect
from tests.browser import assessing_session as session
from tests.browser.conftest import PHONE
from tests.browser.steps import arriving, follow, press
from tests.world import World
from tests.world_assessments import add_neighbours, fill

from thegither.capabilities.assessments import tasks
from thegither.capabilities.assessments.models import Response, SealedRating, Session, Wave
from thegither.spine.contact.invited import sheet_code
from thegither.spine.contact.models import Invitation
from thegither.spine.contact.queries import how_many_had_help
from thegither.spine.spaces.models import Issue

PLAIN_PHONE = {"viewport": PHONE, "java_script_enabled": False}


def at(page: str, wave: Wave) -> str:
    return reverse(f"assessments:{page}", args=["kirkbrae", wave.pk])


def code_of(world: World, name: str) -> str:
    return sheet_code(Invitation.objects.get(person=world.people[name]))


def test_a_partnership_looks_at_itself_from_invitation_to_improvement_plan(visit, world: World):
    neighbours = add_neighbours(world)
    desk = visit("ailsa", reverse("assessments:create", args=["kirkbrae"]))
    wave = plan_and_open(desk)
    invite_everybody(desk)
    answer_by_keyboard(visit("bashir", at("answer", wave), **PLAIN_PHONE))
    answer_by_code(visit("nobody", at("kiosk", wave), viewport=PHONE), code_of(world, "catriona"))
    type_paper(desk, wave, code_of(world, "morag"))
    fill(wave, neighbours)
    assert Response.objects.count() == 23
    assert how_many_had_help(wave.activity) == 1

    close(desk, wave)
    for work in tasks.due():
        work()
    board = visit("morag", at("mirror", wave))
    expect(board.locator("main")).to_contain_text("23 of 25")
    expect(board.locator("main")).to_contain_text("What we cannot tell")

    desk.goto(board.url)
    agree_and_plan(visit, desk, wave)
    worker = visit("bashir", at("improvement_plan", wave), viewport=PHONE)
    expect(worker.locator("main")).to_contain_text(session.PLANNED)
    assert Issue.objects.get(plan_entry__wave=wave).record.title == session.PLANNED


def agree_and_plan(visit, desk: Page, wave: Wave) -> None:
    """Catriona rates on her phone, a guest with the code of the room and no script, the rest on paper."""
    session.prepare(desk)
    phone = visit("catriona", at("room", wave), viewport=PHONE)
    guest = visit("nobody", at("room", wave), **PLAIN_PHONE)
    session.come_in(guest, Session.objects.get().code)
    expect(phone.locator("main")).to_contain_text("The next question comes in a moment")
    follow(desk, "Go to the next question")
    press(desk, "Let everybody rate")
    session.rate_by_itself(phone)
    session.rate_without_script(guest)
    expect(desk.locator("#rated")).to_contain_text("2 ratings are in")
    session.too_few(desk)
    session.count_paper(desk)
    press(desk, "Show all ratings now")
    expect(phone.locator("main")).to_contain_text("Of 6 who rated")
    assert not SealedRating.objects.exists()
    session.agree(desk)
    session.plan(desk)


def plan_and_open(page: Page) -> Wave:
    press(page, "Save")
    expect(page.locator("main")).to_contain_text("There is a problem")
    page.get_by_text("Partnership health: A short look", exact=False).click()
    page.get_by_label("What do you call it?").fill("How healthy are we?")
    press(page, "Save")
    follow(page, "Read all the questions")
    expect(page.locator("main")).to_contain_text(session.QUESTION)
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
    press(page, "Keep and go on")
    press(page, "Keep and look at everything")
    expect(page.locator("main")).to_contain_text("have no answer")
    press(page, "That is all")
    expect(page.locator("main")).to_contain_text("You have finished")


def choose(page: Page, words: str) -> None:
    page.locator("label", has_text=words).first.click()


def answer_by_code(page: Page, code: str) -> None:
    """A wrong code first, then her own; somebody helps her; the next person finds nothing of hers."""
    page.get_by_label("Your code").fill("ABCD-2345")
    press(page, "Begin")
    expect(page.locator("main")).to_contain_text("This code does not work here")
    page.get_by_label("Your code").fill(code)
    press(page, "Begin")
    press(page, "Somebody helped me")
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
