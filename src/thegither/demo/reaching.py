"""What reaches whom in a made-up partnership: in one organisation the middle managers pass few ideas on."""

from random import Random
from typing import TypeVar

from django.utils import timezone

from thegither.capabilities.relationships import actions
from thegither.capabilities.relationships.queries.reaching import (
    UP,
    WAYS,
    Place,
    large_layers,
    things,
)
from thegither.demo.conversations import Truth
from thegither.demo.plan import Plan
from thegither.demo.register import Register
from thegither.spine.people.models import Post
from thegither.spine.spaces.models import Partnership

Thing = TypeVar("Thing")
# Whose layers are large enough to be spoken of; in the first of them the middle blocks.
BODIES = ("council", "health")
BLOCKED = Post.Level.MIDDLE_MANAGER.value
# How much of what has reached a layer goes on, and how much where it is blocked.
GOES_ON, STOPS = 0.95, 0.08


def let_things_reach(
    partnership: Partnership, register: Register, planned: Plan
) -> tuple[Truth, ...]:
    """Each layer says what has reached it; then the house looks, and what was planted is said."""
    source = Random(f"thegither-reaching-{planned.seed}")
    large = large_layers(partnership, timezone.localdate())
    for key in BODIES:
        body = register.bodies[key].pk
        for way in WAYS:
            asked = [record.pk for record in things(partnership, way)]
            stops_at = BLOCKED if (key, way) == (BODIES[0], UP) else ""
            drawn = draw(source, asked, way.in_order(large[body]), stops_at)
            for layer, reached in drawn.items():
                actions.say_what_reached(
                    partnership=partnership, place=Place(body, layer), shown=asked, reached=reached
                )
    actions.look_for_blocked_layers(partnership=partnership)
    about = [f"organization:{register.bodies[BODIES[0]].pk}", f"level:{BLOCKED}"]
    return ({"kind": actions.BLOCKED_LAYER, "about": about},)


def draw(
    source: Random, asked: list[Thing], layers: list[str], stops_at: str = ""
) -> dict[str, list[Thing]]:
    """What has reached each layer: nearly all of what the one before had, save where it stops.

    How many go on is fixed, and only which ones is left to the lot: what the explanation says is planted
    must be there in every made-up partnership, however unlucky its draw.
    """
    reached, here, before = {}, asked, ""
    for layer in layers:
        goes_on = STOPS if before and before == stops_at else GOES_ON
        kept = set(source.sample(range(len(here)), round(goes_on * len(here))))
        here = [thing for place, thing in enumerate(here) if place in kept]
        reached[layer], before = here, layer
    return reached
