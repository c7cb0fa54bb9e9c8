"""Three people of different organisations answer on a phone; it closes, and they look at the map."""

from playwright.sync_api import Page, expect
from tests.browser.steps import follow, press
from tests.world_relationships import open_wave

from thegither.capabilities.relationships import tasks

PHONE = {"width": 390, "height": 844}


def answer(page: Page, name: str, body: str) -> None:
    """Search a person and an organisation, describe both, and hand in."""
    for words in (name, body):
        page.get_by_label("Search by name or organisation").fill(words)
        press(page.locator("main"), "Search")
        page.locator("label[for^=pick-]").first.click()
        press(page, "Put the ticked ones on my list")
    follow(page, "Go on: how often, and what for")
    for label in page.get_by_text("Most weeks", exact=True).all():
        label.click()
    for label in page.get_by_text("Mostly", exact=True).all():
        label.click()
    press(page, "Save and go on")
    press(page, "Hand in my answers")
    expect(page.locator("h1")).to_have_text("Your answers are handed in")


def test_three_people_answer_and_look_at_what_came_of_it(visit, world):
    wave = open_wave(world)
    address = f"/kirkbrae/relationships/{wave.pk}/"
    asked = {
        "bashir": ("Morag", "Health"),
        "effie": ("Ailsa", "Carers"),
        "morag": ("Effie", "Council"),
    }
    for who, (name, body) in asked.items():
        page = visit(who, address)
        page.set_viewport_size(PHONE)
        follow(page, "Say whom you work with")
        answer(page, name, f"Kirkbrae {body}")
    page = visit("ailsa", f"{address}close/")
    press(page, "Close it now")
    tasks.tick()
    page = visit("effie", f"{address}results/")
    mark = page.locator("[data-map] [data-node][tabindex='0']")
    mark.press("ArrowRight")
    expect(mark).to_have_attribute("transform", "translate(12 0)")
    expect(
        page.get_by_text("A line says that at least one of the two named the other.")
    ).to_be_visible()
    follow(page, "What if somebody leaves?")
    page.get_by_label("Who leaves?").select_option(label="Kirkbrae Health")
    press(page, "What then?")
    expect(page.get_by_role("heading", name="If Kirkbrae Health left")).to_be_visible()
