"""The pages of contact, each in the state in which it has most to show."""

from django.urls import reverse
from tests.browser.visits import Visit
from tests.world import World

from thegither.spine.contact.links import off_url


def _off(world: World) -> str:
    token = off_url(world.people["bashir"]).rstrip("/").rsplit("/", 1)[1]
    return reverse("contact:off", args=["kirkbrae", token])


CONTACT = [
    Visit("contact:off", "nobody", _off),
]
CONTACT_POST_ONLY = frozenset({"contact:choose"})
CONTACT_NO_PAGE: dict[str, str] = {}
