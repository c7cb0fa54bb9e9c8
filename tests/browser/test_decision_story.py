"""A decision from its question to its review, by people of four classes; one without JavaScript, one on paper.

Ailsa (statutory) leads, Morag (voluntary) and Fergus (private) propose, Catriona (people who use services)
votes on a phone without JavaScript; somebody outside reads the record.
"""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.browser.axe import violations
from tests.browser.conftest import PHONE, picture
from tests.browser.steps import follow, press
from tests.world import SINCE, World

from thegither.capabilities.decisions.models import Room
from thegither.spine.people import actions as people
from thegither.spine.spaces.visibility import HOUSE

PLAIN = {"java_script_enabled": False, "viewport": PHONE}
TOUCHSTONE = {
    "What gets better for people?": "Carers are less alone.",
    "For whom?": "Carers in Kirkbrae",
    "How would we know?": "Fewer say that they are lonely.",
    "On which mandate do we decide?": "The board's plan, 4.2",
}


def a_private_partner(world: World) -> None:
    body = people.add_organization(
        viewer=HOUSE, partnership=world.partnership, name="Kirkbrae Homes Ltd", sector="private"
    )
    fergus = people.add_person(viewer=HOUSE, partnership=world.partnership, name="Fergus")
    people.add_membership(viewer=HOUSE, person=fergus, organization=body, valid_from=SINCE)
    world.people["fergus"] = fergus


def room_address(name: str, room: Room) -> str:
    return reverse(f"decisions:{name}", args=["kirkbrae", room.pk])


def say(page: Page, words: dict[str, str]) -> None:
    for label, said in words.items():
        page.get_by_label(label).fill(said)


def said(page: Page, words: str) -> None:
    expect(page.locator("#messages")).to_contain_text(words, use_inner_text=True)


def ask(page: Page) -> Room:
    """A question without its outcome does not open; with it, it does."""
    say(page, {"What do we have to decide?": "How do we use the old library?"})
    press(page, "Save")
    follow(page, "Open it: draft options")
    press(page, "Open it")
    expect(page.locator("main")).to_contain_text("what gets better for people")
    room = Room.objects.get()
    page.goto(room_address("change", room))
    say(page, TOUCHSTONE)
    page.get_by_label("By when would it be felt?").select_option(label="within a year")
    press(page, "Save")
    follow(page, "Open it: draft options")
    press(page, "Open it")
    said(page, "Now members draft options")
    return room


def propose(page: Page, words: str) -> None:
    follow(page, "Propose an option")
    say(page, {"Your option, in a sentence or two": words})
    press(page, "Propose it")


def seal(page: Page, room: Room) -> None:
    page.goto(room_address("rule", room))
    page.get_by_text("Members, when it has closed").click()
    page.get_by_text("Majority: one choice each").click()
    page.get_by_text("For a majority", exact=True).click()
    page.get_by_text("Each class of partner has to reach it too").click()
    press(page, "Keep it and look at it")
    press(page, "Seal it and open the vote")
    said(page, "The rule is sealed")


def vote(page: Page, words: str) -> None:
    follow(page, "Vote, or change your vote")
    page.get_by_text(words).first.click()
    press(page, "Cast my vote")
    said(page, "Your vote is stored")


def write_record(page: Page) -> None:
    follow(page, "Write the record")
    say(page, {"What was decided, in plain words?": "The library becomes a place for carers."})
    say(page, {"What does the minority say?": "A workshop would have brought more people in."})
    day = timezone.localdate() + timedelta(days=90)
    page.get_by_label("When do we look at it again?").fill(f"{day:%Y-%m-%d}")
    press(page, "Write it down")
    expect(page.locator(".ds_error-summary")).to_contain_text("nobody has to do anything")
    say(page, {"Nobody has to do anything? Say why": "The carers run it themselves."})
    press(page, "Write it down")
    said(page, "The record is written")


def review(page: Page) -> None:
    follow(page, "Look at it again")
    page.get_by_text("kept", exact=True).click()
    page.get_by_text("It got better in part").click()
    say(page, {"What did you find, and how do you know?": "Forty carers come each week."})
    press(page, "Write it down")
    said(page, "What became of it is written down")


def test_from_the_question_to_the_review(visit, world, keys):
    a_private_partner(world)
    ailsa = visit("ailsa", reverse("decisions:create", args=["kirkbrae"]), **PLAIN)
    room = ask(ailsa)
    where = room_address("room", room)
    voters = {name: visit(name, where) for name in ("morag", "fergus")}
    propose(voters["morag"], "A place for carers.")
    propose(voters["fergus"], "A workshop.")
    seal(ailsa, room)
    voters["catriona"] = visit("catriona", where, **PLAIN)
    voters["ailsa"] = ailsa
    for page in voters.values():
        page.goto(where)
        vote(page, "A place for carers.")
    follow(ailsa, "Close the vote")
    press(ailsa, "Close it now")
    write_record(ailsa)
    review(ailsa)
    read_by_somebody_outside(visit("nobody", room_address("result", room)))


def read_by_somebody_outside(page: Page) -> None:
    main = page.locator("main")
    for words in (
        "The library becomes a place for carers.",
        "A workshop would have brought more people in.",
        "Nothing, because: The carers run it themselves.",
        "Forty carers come each week.",
        "people who use services, and communities",
    ):
        expect(main).to_contain_text(words)
    expect(main).not_to_contain_text("Who voted how")
    assert not violations(page)
    picture(page, "decision-record-outside")
