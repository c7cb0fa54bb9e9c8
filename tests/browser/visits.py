"""How a page is reached."""

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


def at(name: str, who: str, *parts: str) -> Visit:
    """A page whose address depends on fixed parts only."""
    return Visit(name, who, lambda world: reverse(name, args=parts))
