"""Pages of the first hour: starting a partnership, the guided start, what came in, what it says of itself."""

import re
from urllib.parse import urlencode

from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import Page
from tests.browser.steps import press
from tests.browser.visits import Visit, at
from tests.world import World

from thegither.capabilities.conversations.actions import Draft, create_conversation
from thegither.formats.tables import read_text
from thegither.spine.people import actions as people
from thegither.spine.people.columns import guess
from thegither.spine.people.reading import register_of

CODE = re.compile(r"[B-Y2-9]{4}-[B-Y2-9]{4}-[B-Y2-9]{4}")


def fill_in(page: Page) -> None:
    """All that the page asks for, typed as a person would."""
    cache.clear()
    page.get_by_label("What is the partnership called?").fill("Glen Together")
    page.get_by_label("What is it for?").fill("The glen looks after its own, together.")
    page.get_by_label("Your name").fill("Una Reid")
    page.get_by_label("Your e-mail address").fill("una@glen.example")
    page.get_by_label("Which body do you work for").fill("Glen Council")
    page.get_by_text("public", exact=True).click()
    press(page, "Send me the code")


def code() -> str:
    return CODE.search(mail.outbox[-1].body).group()


def a_list_came_in(world: World) -> str:
    text = "name\temail\torganization\nUna Reid\tuna@glen.example\tGlen Council\n"
    table = read_text(text, "list")
    people.import_register(
        viewer=world.viewer("ailsa"),
        partnership=world.partnership,
        register=register_of(table, guess(table), {"sector": "public"}),
        source="pasted list",
    )
    return reverse("people:imports", args=["kirkbrae"])


def a_draft(world: World) -> str:
    draft = Draft(question="What do carers need from us?", seeds=("A break.",))
    conversation = create_conversation(
        viewer=world.viewer("ailsa"), partnership=world.partnership, draft=draft
    )
    return reverse("conversations:discard", args=["kirkbrae", conversation.pk])


def ready_question(world: World) -> str:
    page = reverse("conversations:create", args=["kirkbrae"])
    return f"{page}?{urlencode({'ready': 'carers'})}"


START = [
    at("people:start_partnership", "nobody"),
    Visit(
        "people:confirm_start",
        "nobody",
        lambda world: reverse("people:start_partnership"),
        fill_in,
    ),
    at("thread:start", "ailsa", "kirkbrae"),
    at("thread:pick", "ailsa", "kirkbrae"),
    at("thread:delete_partnership", "ailsa", "kirkbrae"),
    at("people:partnership", "ailsa", "kirkbrae"),
    Visit("people:imports", "ailsa", a_list_came_in),
    Visit("conversations:discard", "ailsa", a_draft),
    Visit("conversations:create", "ailsa", ready_question),
]
START_POST_ONLY = frozenset({"thread:skip_step", "thread:take_up_step", "people:undo_import"})
START_NO_PAGE: dict[str, str] = {}
