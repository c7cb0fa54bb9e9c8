"""Agreeing to be named as one who holds others together, and changing one's mind."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thegither.capabilities.relationships.actions.errors import NotASpanner
from thegither.capabilities.relationships.actions.preparing import write_down
from thegither.capabilities.relationships.models import NamedSpanner, Wave
from thegither.capabilities.relationships.phases import PHASES
from thegither.capabilities.relationships.queries.positions import FIRST, own_position
from thegither.spine.spaces.visibility import Viewer

SHOWN = ("reach_lost", "parts", "left_alone", "links_alone", "plan")


@transaction.atomic
def agree_to_be_named(*, viewer: Viewer, wave: Wave) -> NamedSpanner:
    """Let every member see one's own name among the first, and what would be lost without oneself.

    Raises `NotASpanner` for somebody who does not stand among the first: their name would say nothing.
    """
    PHASES.require("be_named", wave)
    page = own_position(wave, viewer.person)
    if page is None or page["band"] != FIRST:
        raise NotASpanner(_("Only those who most often stand between others can be named."))
    shown = {part: page[part] for part in SHOWN}
    changed = {"agreed_at": timezone.now(), "withdrawn_at": None, "shown": shown}
    named, _is_new = NamedSpanner.objects.update_or_create(
        wave=wave, person_id=viewer.person, defaults=changed
    )
    write_down(viewer, "agree_to_be_named", wave)
    return named


@transaction.atomic
def withdraw_name(*, viewer: Viewer, wave: Wave) -> None:
    """The name goes from every page at once, and what was shown with it goes too."""
    own = NamedSpanner.objects.filter(wave=wave, person=viewer.person, withdrawn_at=None)
    own.update(withdrawn_at=timezone.now(), shown={})
    write_down(viewer, "withdraw_name", wave)
