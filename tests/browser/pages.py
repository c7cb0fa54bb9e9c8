"""Every page of Thegither by the name of its address, who opens it, and how to get there.

`test_pages.py` visits each of them wide and on a phone. A new page is one more line here;
`tests/test_architecture.py` fails when a named address stands in neither table.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from tests.world import World


@dataclass(frozen=True)
class Visit:
    """How one page is reached: as whom, and at which address in the shared world."""

    name: str
    who: str
    address: Callable[[World], str]


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
    _at("people:sign_in", "nobody"),
]

# Named addresses that are no page to visit, each with the reason.
POST_ONLY = {
    "people:sign_out": "a button",
    "people:sign_out_everywhere": "a button",
}
NO_PAGE = {
    "thread:healthz": "for machines: one line of text",
}
