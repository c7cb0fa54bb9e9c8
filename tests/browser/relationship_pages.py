"""The pages of relationships, each in the phase in which it has most to show."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page
from tests.browser.steps import follow, press
from tests.browser.visits import Visit, at
from tests.world import World
from tests.world_relationships import (
    answer,
    block_the_middle,
    counted_wave,
    key_of,
    layered_hospice,
    often,
    open_wave,
    prepare_wave,
    twelve_ideas,
    voice,
)

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.models import Wave
from thegither.spine.contact.actions import Words, invite
from thegither.spine.contact.words import link_of

Make = Callable[[World], Wave]


def half_way(world: World) -> Wave:
    """Open, with Bashir's sheet begun: one tie described, three not, one of somebody missing."""
    wave, bashir = open_wave(world), "bashir"
    things = [world.people["ailsa"], world.people["morag"], world.organizations["health"]]
    keys = [key_of(wave, thing) for thing in things]
    actions.name_ties(voice=voice(world, wave, bashir), keys=keys)
    actions.add_missing(voice=voice(world, wave, bashir), name="Duncan")
    actions.describe_ties(voice=voice(world, wave, bashir), ties={keys[0]: often()})
    return wave


def handed_in(world: World) -> Wave:
    wave = open_wave(world)
    answer(world, wave, "catriona", {})
    return wave


def named(world: World) -> Wave:
    wave = counted_wave(world)
    actions.agree_to_be_named(viewer=world.viewer("bashir"), wave=wave)
    return wave


def _page(name: str, who: str, make: Make, more: str = "") -> Visit:
    full = f"relationships:{name}"
    return Visit(full, who, lambda world: reverse(full, args=["kirkbrae", make(world).pk]) + more)


def invitation_link(world: World) -> str:
    """What Catriona finds in her letter."""
    wave = open_wave(world)
    path = reverse("relationships:choose", args=["kirkbrae", wave.pk])
    words = Words(subject="Whom do you work with?", body="Dear {name}", path=path)
    [invitation] = invite(
        viewer=world.viewer("ailsa"),
        activity=wave.activity,
        people=[world.people["catriona"]],
        words=words,
    )
    return "/" + link_of(invitation).split("/", 3)[3]


def _come_in(page: Page) -> None:
    press(page, "Take part")


def _come_in_and_go_on(page: Page) -> None:
    _come_in(page)
    page.locator("label[for^=pick-]").first.click()
    press(page, "Put the ticked ones on my list")
    follow(page, "Go on: how often, and what for")


def _invited(name: str, clicks: Callable[[Page], None]) -> Visit:
    return Visit(f"relationships:{name}", "nobody", invitation_link, clicks)


def _index(world: World) -> str:
    counted_wave(world)
    open_wave(world)
    return reverse("relationships:index", args=["kirkbrae"])


def _reach(world: World) -> str:
    block_the_middle(world, layered_hospice(world), twelve_ideas(world))
    return reverse("relationships:reach", args=["kirkbrae"])


def _say(world: World) -> str:
    layered_hospice(world)
    twelve_ideas(world)
    return reverse("relationships:say_what_reached", args=["kirkbrae"])


RELATIONSHIPS = [
    Visit("relationships:reach", "bashir", _reach),
    Visit("relationships:say_what_reached", "bashir", _say),
    Visit("relationships:index", "ailsa", _index),
    at("relationships:create", "ailsa", "kirkbrae"),
    at("relationships:bring_in", "ailsa", "kirkbrae"),
    _page("wave", "ailsa", prepare_wave),
    _page("wave", "catriona", handed_in),
    _page("change", "ailsa", prepare_wave),
    _page("invite", "ailsa", open_wave),
    _page("close", "ailsa", half_way),
    _page("choose", "bashir", half_way),
    _page("describe", "bashir", half_way),
    _page("describe", "catriona", handed_in),
    _page("type_paper", "ailsa", half_way),
    _page("print_sheet", "ailsa", half_way),
    _page("results", "catriona", named),
    _page("own", "bashir", counted_wave),
    _page("own", "catriona", counted_wave),
    _page("what_if", "ailsa", named, "?who=O2"),
    _invited("choose", _come_in),
    _invited("describe", _come_in_and_go_on),
    _page("kiosk", "nobody", open_wave),
]
RELATIONSHIP_POST_ONLY = frozenset(
    f"relationships:{name}" for name in "open discard be_named not_named helped".split()
)
RELATIONSHIP_NO_PAGE = {"relationships:file": "a file"}
