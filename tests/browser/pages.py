"""Every page of Thegither by the name of its address, who opens it, and how to get there.

`test_pages.py` visits each of them wide and on a phone. A new page is one more line here;
`tests/test_architecture.py` fails when a named address stands in neither table.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page
from tests.world import World


@dataclass(frozen=True)
class Visit:
    """How one page is reached: as whom, at which address in the shared world, and by which clicks from there.

    `clicks` is for pages that stand behind a form: it fills the form in and sends it.
    """

    name: str
    who: str
    address: Callable[[World], str]
    clicks: Callable[[Page], None] | None = None


def _at(name: str, who: str, *parts: str) -> Visit:
    """A page whose address depends on fixed parts only."""
    return Visit(name, who, lambda world: reverse(name, args=parts))


def _thread(world: World) -> str:
    return reverse("thread:thread", args=["kirkbrae", a_finding(world).pk])


def a_finding(world: World):
    """A record with one before it and one after it, made through actions as everything is."""
    from thegither.spine.spaces import actions as spaces

    titles = {"conversation": "How do we look after carers?", "finding": "Carers want a break",
              "commitment": "Respite for every carer by June"}  # fmt: skip
    records = {
        kind: spaces.create_record(
            partnership=world.partnership, kind=kind, title=title, audience="members"
        )
        for kind, title in titles.items()
    }
    spaces.link_records(
        from_record=records["conversation"], to_record=records["finding"], relation="led_to"
    )
    spaces.link_records(
        from_record=records["finding"], to_record=records["commitment"], relation="led_to"
    )
    return records["finding"]


def _paste_people(page: Page) -> None:
    page.locator("textarea").fill("Name\tE-mail\nUna\tuna@kirkbrae.example")
    page.locator("main button[type=submit]").click()


def _alert(world: World) -> str:
    from thegither.spine.spaces import actions as spaces

    alert = spaces.raise_safeguarding(
        viewer=world.viewer("morag"), record=a_finding(world), reason="Somebody may be hurt."
    )
    return reverse("people:answer_alert", args=["kirkbrae", alert.pk])


PEOPLE = [
    _at("people:sign_in", "nobody"),
    _at("people:use_code", "nobody"),
    _at("people:sign_in_as", "nobody", "kirkbrae"),
    _at("people:who_is_who", "bashir", "kirkbrae"),
    _at("people:import_people", "ailsa", "kirkbrae"),
    Visit(
        "people:import_columns",
        "ailsa",
        lambda world: reverse("people:import_people", args=["kirkbrae"]),
        _paste_people,
    ),
    _at("people:duplicates", "ailsa", "kirkbrae"),
    _at("people:codes", "ailsa", "kirkbrae"),
    _at("people:duties", "ailsa", "kirkbrae"),
    _at("people:you", "bashir", "kirkbrae"),
    _at("people:hidden", "bashir", "kirkbrae"),
    _at("people:alerts", "effie", "kirkbrae"),
    Visit("people:answer_alert", "effie", _alert),
]
VISITS = [
    _at("thread:front_door", "nobody"),
    _at("thread:accessibility", "nobody"),
    _at("thread:privacy", "nobody"),
    _at("thread:contact", "nobody"),
    _at("thread:home", "nobody", "kirkbrae"),
    _at("thread:home", "ailsa", "kirkbrae"),
    *(
        _at("thread:word", "ailsa", "kirkbrae", word)
        for word in "listen see decide learn grow".split()
    ),
    _at("thread:search", "ailsa", "kirkbrae"),
    Visit("thread:thread", "ailsa", _thread),
    *PEOPLE,
]

# Pages with a large box that is not for free text of people, each with what it is for.
NOT_FREE_TEXT = {
    "people:import_people": "a pasted list",
    "people:import_columns": "a pasted list",
    "people:answer_alert": "the safeguarding lead's own answer",
}
# Named addresses that answer to POST only, each a button or a form on a page above.
POST_ONLY = frozenset(
    f"people:{name}"
    for name in (
        "sign_out sign_out_everywhere merge keep_apart undo_merge make_code end_duty consent step_into"
    ).split()
)
# Named addresses that are no page to look at, each with the reason.
NO_PAGE = {
    "thread:healthz": "for machines: one line of text",
    "people:as_csv": "a file",
    "people:as_popolo": "a file",
}
