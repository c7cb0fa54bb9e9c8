"""By real clicks: a paper goes in and comes out, a wrong one is refused, and advice follows what is typed."""

from pathlib import Path

from django.urls import reverse
from playwright.sync_api import expect
from tests.browser.steps import follow, press
from tests.world_conversations import prepare

PROGRAM = {"name": "agenda.pdf", "mimeType": "application/pdf", "buffer": b"MZ\x90\x00"}
WORDS = {"name": "bus_times.txt", "mimeType": "text/plain", "buffer": b"A bus every hour."}


def test_a_paper_goes_in_by_the_page_and_comes_out_to_a_member(visit, world, settings, tmp_path):
    settings.PAPER_DIR = tmp_path
    conversation = reverse("conversations:conversation", args=["kirkbrae", prepare(world).pk])
    page = visit("ailsa", conversation)
    follow(page, "Add a paper", exact=False)
    for file in (PROGRAM, WORDS):
        page.get_by_label("The file").set_input_files(file)
        press(page, "Attach it")
        if file is PROGRAM:
            expect(page.get_by_text("We do not take this kind of file").first).to_be_visible()
    expect(page.get_by_text("“bus times” is attached.")).to_be_visible()
    members = visit("bashir", conversation)
    with members.expect_download() as download:
        members.get_by_role("link", name="bus times").click()
    assert download.value.suggested_filename == "bus-times.txt"
    assert Path(download.value.path()).read_bytes() == b"A bus every hour."


def test_advice_follows_what_is_typed_and_saving_goes_on(visit, world):
    page = visit("ailsa", reverse("conversations:create", args=["kirkbrae"]))
    box = page.get_by_label("Your question")
    box.fill("How shall we utilise the hall?")
    page.get_by_text("how about “use”?").wait_for()
    box.fill("How shall we use the hall?")
    page.get_by_text("These words are plain.").wait_for()
    press(page, "Save")
    expect(page.get_by_role("heading", name="How shall we use the hall?")).to_be_visible()


def test_without_a_script_the_button_gives_the_advice_and_saves_nothing(visit, world):
    create = reverse("conversations:create", args=["kirkbrae"])
    page = visit("ailsa", create, java_script_enabled=False)
    page.get_by_label("Your question").fill("How shall we utilise the hall?")
    press(page, "Check my words")
    expect(page.get_by_text("how about “use”?")).to_be_visible()
    expect(page.get_by_label("Your question")).to_have_value("How shall we utilise the hall?")
